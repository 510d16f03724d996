// A PDF in the viewer, drawn by pdf.js in this frame itself: a frame without an
// origin can have no worker of ours. Programs in a document are not run, forms are
// drawn as they are, links lead nowhere, and nothing is fetched: letters that are
// not in the document are taken from the device, and what unpacks the pictures of
// scanners is part of this script.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import * as reader from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { text } from "../text.ts";
import { type Shown, Unshown } from "./viewtools.ts";

/** Pages of a document: more is no letter and no report. */
const MAX_PAGES = 3000;
/** Pixels of one page: three times A4 on the sharpest screen. */
const MAX_PAGE_PIXELS = 24_000_000;
/** Pixels of one picture in a document. */
const MAX_PICTURE_PIXELS = 100_000_000;
/** Pages that are drawn to be printed: they all have to lie in memory at once. */
const MAX_PRINTED = 60;
/** How sharp pages are drawn to be printed: 144 dots an inch. */
const PRINT_SCALE = 2;
/** The width of a page in CSS pixels at 100 %, at most; less on a narrow screen. */
const FIT_WIDTH = 900;

// pdf.js looks for its other half here before it starts a worker.
(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = reader;

/** Shows a document. Throws Unshown. */
export async function showPdf(view: HTMLElement, bytes: Uint8Array, status: HTMLElement): Promise<Shown> {
	const document = await load(bytes);
	if (document.numPages > MAX_PAGES) throw new Unshown("too-large");
	const first = await document.getPage(1);
	const size = first.getViewport({ scale: 1 });
	const pages: Page[] = [];
	for (let n = 1; n <= document.numPages; n++) pages.push(new Page(document, n, size));
	view.replaceChildren(...pages.map((page) => page.element));
	const sight = new IntersectionObserver(
		(seen) => {
			for (const one of seen) pages.find((page) => page.element === one.target)?.inSight(one.isIntersecting);
		},
		{ rootMargin: "100% 0px" },
	);
	for (const page of pages) sight.observe(page.element);
	return {
		pages: pages.map((page) => page.element),
		zoom: (factor) => {
			const width = Math.min(view.clientWidth, FIT_WIDTH) * factor;
			for (const page of pages) page.resize(width);
		},
		beforePrint: async () => {
			if (pages.length > MAX_PRINTED) status.textContent = text("view.print-long", { n: MAX_PRINTED });
			for (const page of pages.slice(0, MAX_PRINTED)) await page.forPrint();
		},
		afterPrint: () => {
			for (const page of pages.slice(0, MAX_PRINTED)) page.forScreen();
		},
	};
}

async function load(bytes: Uint8Array): Promise<pdfjs.PDFDocumentProxy> {
	const loading = pdfjs.getDocument({
		data: bytes,
		enableXfa: false,
		useWorkerFetch: false,
		useSystemFonts: true,
		BinaryDataFactory: Supplies,
		// Only their last part is asked for; they say that there is something to ask.
		standardFontDataUrl: "/",
		wasmUrl: "/",
		disableAutoFetch: true,
		disableRange: true,
		disableStream: true,
		stopAtErrors: false,
		maxImageSize: MAX_PICTURE_PIXELS,
		verbosity: pdfjs.VerbosityLevel.ERRORS,
	});
	try {
		return await loading.promise;
	} catch (error) {
		throw new Unshown(error instanceof pdfjs.PasswordException ? "protected" : "damaged");
	}
}

/** What pdf.js asks for by name, out of this build. What is not here, such as tables of Chinese characters, is drawn without. */
class Supplies {
	async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
		switch (filename) {
			case "jbig2.wasm":
				return (await import("pdfjs-dist/wasm/jbig2.wasm")).default;
			case "openjpeg.wasm":
				return (await import("pdfjs-dist/wasm/openjpeg.wasm")).default;
			case "FoxitSymbol.pfb":
				return (await import("pdfjs-dist/standard_fonts/FoxitSymbol.pfb")).default;
			case "FoxitDingbats.pfb":
				return (await import("pdfjs-dist/standard_fonts/FoxitDingbats.pfb")).default;
			default:
				throw new Error(`no ${filename}`);
		}
	}
}

/** One page: drawn while it is in sight, and empty but as large when it is not. */
class Page {
	readonly element = document.createElement("section");
	#canvas = document.createElement("canvas");
	readonly #text = document.createElement("div");
	readonly #note = document.createElement("p");
	#width = 0;
	#drawn = 0;
	#seen = false;
	#drawing: Promise<void> = Promise.resolve();

	constructor(
		private readonly from: pdfjs.PDFDocumentProxy,
		private readonly number: number,
		size: { readonly width: number; readonly height: number },
	) {
		this.element.className = "viewer-sheet";
		this.element.setAttribute("aria-label", text("view.page-of", { page: number, n: from.numPages }));
		this.element.style.aspectRatio = `${size.width} / ${size.height}`;
		this.#text.className = "textLayer";
		this.#note.className = "viewer-note unseen";
		this.element.append(this.#canvas, this.#text, this.#note);
	}

	resize(width: number): void {
		if (width === this.#width) return;
		this.#width = width;
		this.element.style.width = `${width}px`;
		if (this.#seen) this.#draw(width);
	}

	inSight(seen: boolean): void {
		this.#seen = seen;
		if (seen) this.#draw(this.#width);
		else this.#forget();
	}

	async forPrint(): Promise<void> {
		this.#draw(0);
		await this.#drawing;
	}

	forScreen(): void {
		this.inSight(this.#seen);
	}

	/** Draws after what is being drawn now; a width of 0 is for paper. */
	#draw(width: number): void {
		this.#drawing = this.#drawing.then(() => this.#drawNow(width)).catch(() => this.#failed());
	}

	#failed(): void {
		this.#note.textContent = text("view.page-failed");
		this.#note.classList.remove("unseen");
	}

	async #drawNow(width: number): Promise<void> {
		if (width !== 0 && (!this.#seen || this.#drawn === width || width !== this.#width)) return;
		const page = await this.from.getPage(this.number);
		const plain = page.getViewport({ scale: 1 });
		this.element.style.aspectRatio = `${plain.width} / ${plain.height}`;
		const wanted = width === 0 ? PRINT_SCALE : (width / plain.width) * globalThis.devicePixelRatio;
		const scale = Math.min(wanted, Math.sqrt(MAX_PAGE_PIXELS / (plain.width * plain.height)));
		const viewport = page.getViewport({ scale });
		const canvas = document.createElement("canvas");
		canvas.setAttribute("aria-hidden", "true");
		canvas.width = Math.floor(viewport.width);
		canvas.height = Math.floor(viewport.height);
		await page.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE, intent: width === 0 ? "print" : "display" }).promise;
		// Only what is drawn takes the place of what was: a page never blinks.
		this.#canvas.replaceWith(canvas);
		this.#canvas.width = this.#canvas.height = 0;
		this.#canvas = canvas;
		if (width !== 0) await this.#letters(page, width / plain.width);
		this.#drawn = width;
	}

	/** The text over the picture: to select, to find, to have read out. */
	async #letters(page: pdfjs.PDFPageProxy, scale: number): Promise<void> {
		this.#text.replaceChildren();
		this.#text.style.setProperty("--total-scale-factor", String(scale));
		const layer = new pdfjs.TextLayer({ textContentSource: await page.getTextContent(), container: this.#text, viewport: page.getViewport({ scale }) });
		await layer.render();
		this.#note.textContent = this.#text.textContent === "" ? text("view.page-picture") : "";
	}

	#forget(): void {
		this.#drawing = this.#drawing.then(() => {
			if (this.#seen) return;
			this.#canvas.width = this.#canvas.height = 0;
			this.#text.replaceChildren();
			this.#drawn = 0;
		});
	}
}
