// A page's words as a file of their own: readable in any browser, without scripts,
// addresses or anything that the page can do. It is made anew from the text of what
// is shown, so nothing that somebody wrote can become markup.

/** Elements that stay what they are; others become what is in them, as a block. */
const KEPT = new Set(["h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "strong", "span", "table", "caption", "tbody", "tr", "th", "td"]);
/** Elements that a file has no use for. */
const LEFT_OUT = new Set(["button", "form", "input", "select", "textarea", "template", "script", "style", "svg", "summary", "progress", "a"]);

const STYLE = "body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}dt,h1,h2,h3{font-weight:700}dd{margin:0 0 .75rem}li{margin-bottom:.75rem}ol,ul{padding-left:1.25rem}.words{white-space:pre-wrap}";

/** A whole document with a heading, some sentences, and copies of what is shown in places of the page. */
export function readable(lang: string, heading: string, sentences: readonly string[], places: Iterable<Element>): string {
	const file = document.implementation.createHTMLDocument(heading);
	file.documentElement.lang = lang;
	const charset = file.createElement("meta");
	charset.setAttribute("charset", "utf-8");
	file.head.prepend(charset);
	const title = file.createElement("h1");
	title.textContent = heading;
	file.body.append(title);
	for (const sentence of sentences) {
		const line = file.createElement("p");
		line.textContent = sentence;
		file.body.append(line);
	}
	for (const place of places) copy(place, file.body, file);
	// Not as an element: the page's policy would refuse a style in any document of its own.
	return `<!doctype html>\n${file.documentElement.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`)}\n`;
}

function copy(from: Element, to: Element, file: Document): void {
	const name = from.localName;
	if (LEFT_OUT.has(name) || from.matches(".doing, [role=status]") || (from instanceof HTMLElement && from.hidden)) return;
	let into = to;
	if (KEPT.has(name)) into = to.appendChild(file.createElement(name));
	else if (name === "sealed-text") {
		into = to.appendChild(file.createElement("div"));
		into.className = "words";
	}
	for (const node of from.childNodes) {
		if (node instanceof Element) copy(node, into, file);
		else if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) into.append(file.createTextNode(node.textContent), " ");
	}
}

/** Whether all sealed words below the places are open. */
export function allOpen(places: Iterable<Element>): boolean {
	for (const place of places) {
		for (const words of place.querySelectorAll<HTMLElement>("sealed-text")) {
			if (words.dataset["state"] !== "open" && !words.closest("template")) return false;
		}
	}
	return true;
}

/** How long a browser gets to begin with saving before the memory is given back, in milliseconds. */
const SAVING_MS = 60_000;

/** Has the browser save something under a name. */
export function saveAs(parts: BlobPart[], type: string, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob(parts, { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), SAVING_MS);
}
