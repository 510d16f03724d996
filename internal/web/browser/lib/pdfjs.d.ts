// What pdf.js has besides its types: its other half, and the bytes that the build
// puts into scripts (build/script.go).
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
	export const WorkerMessageHandler: unknown;
}

declare module "*.wasm" {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}

declare module "*.pfb" {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}
