// esbuild's "text" loader gives a .txt file as a string.
declare module "*.txt" {
	const text: string;
	export default text;
}
