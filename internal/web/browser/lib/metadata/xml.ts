// Rewrites the XML of office documents by rules: an element goes, goes empty, or
// stays with some attributes less. saxes reads, and refuses what is not well
// formed; no entity is ever expanded. Remarks and instructions for programs go.
import { SaxesParser, type SaxesTagNS } from "saxes";
import type { Bytes } from "../bytes.ts";
import { utf8 } from "../bytes.ts";
import { type Findings, type Tells, Uncleanable } from "./finding.ts";

/** How deep elements lie in each other: Word's deepest are some dozens. */
const MAX_DEPTH = 1000;
/** Text that is kept of an element that goes, to be told. */
const MAX_TOLD = 500;

/** An element as rules see it; they may change the attributes. */
export interface XmlElement {
	readonly local: string;
	/** The namespace. */
	readonly uri: string;
	readonly attributes: XmlAttribute[];
	/** The elements around it by their local names, the nearest last. */
	readonly inside: readonly string[];
}

export interface XmlAttribute {
	readonly name: string;
	readonly local: string;
	readonly uri: string;
	value: string;
}

/** What becomes of an element. Its text is told if tells says as what. */
export interface Verdict {
	/** drop: with all that is inside; blank: without what is inside. */
	readonly gone?: "drop" | "blank";
	readonly tells?: Tells;
}

/** Looks at an element, changes its attributes, and says what becomes of it. */
export type Rule = (element: XmlElement) => Verdict;

/** Rewrites a part by a rule. Throws Uncleanable. */
export function rewrite(bytes: Uint8Array, rule: Rule, found: Findings): Bytes {
	const writer = new Rewriter(rule, found);
	writer.read(decode(bytes));
	return utf8(writer.text());
}

/** Only reads a part: each element with its own text. Throws Uncleanable. */
export function texts(bytes: Uint8Array, each: (element: XmlElement, text: string) => void): void {
	const open: [XmlElement, string][] = [];
	parse(decode(bytes), {
		open: (tag) => open.push([element(tag, open.map(([one]) => one.local)), ""]),
		text: (text) => {
			const top = open.at(-1);
			if (top) top[1] += text.slice(0, MAX_TOLD);
		},
		close: () => {
			const top = open.pop();
			if (top) each(...top);
		},
	});
}

interface Handler {
	open(tag: SaxesTagNS): void;
	text(text: string): void;
	close(tag: SaxesTagNS): void;
}

function parse(text: string, handler: Handler): void {
	const parser = new SaxesParser({ xmlns: true });
	let depth = 0;
	parser.on("error", () => {
		throw new Uncleanable("damaged");
	});
	parser.on("opentag", (tag) => {
		if (++depth > MAX_DEPTH) throw new Uncleanable("too-much");
		handler.open(tag);
	});
	parser.on("text", (some) => handler.text(some));
	parser.on("cdata", (some) => handler.text(some));
	parser.on("closetag", (tag) => {
		depth--;
		handler.close(tag);
	});
	parser.write(text).close();
}

class Rewriter {
	readonly #out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
	readonly #inside: string[] = [];
	/** While something goes: how deep inside it we are, and what of it is told. */
	#gone: { depth: number; text: string; readonly tells: Tells | undefined; readonly kept: string } | undefined;

	constructor(
		private readonly rule: Rule,
		private readonly found: Findings,
	) {}

	read(text: string): void {
		parse(text, {
			open: (tag) => this.#open(tag),
			text: (some) => this.#text(some),
			close: (tag) => this.#close(tag),
		});
	}

	text(): string {
		return this.#out.join("");
	}

	#open(tag: SaxesTagNS): void {
		if (this.#gone) {
			this.#gone.depth++;
			return;
		}
		const one = element(tag, this.#inside);
		const { gone, tells } = this.rule(one);
		const start = `<${tag.name}${one.attributes.map((a) => ` ${a.name}="${attribute(a.value)}"`).join("")}`;
		if (gone) {
			this.#gone = { depth: 0, text: "", tells, kept: gone === "blank" ? `${start}/>` : "" };
			return;
		}
		this.#out.push(start, tag.isSelfClosing ? "/>" : ">");
		this.#inside.push(tag.local);
	}

	#text(some: string): void {
		// Outside of the first element are only ends of lines.
		if (!this.#gone) this.#out.push(this.#inside.length > 0 ? escape(some) : "");
		else if (this.#gone.text.length < MAX_TOLD) this.#gone.text += some;
	}

	#close(tag: SaxesTagNS): void {
		if (this.#gone) {
			if (this.#gone.depth-- > 0) return;
			if (this.#gone.tells) this.found.addText(this.#gone.tells, this.#gone.text);
			this.#out.push(this.#gone.kept);
			this.#gone = undefined;
			return;
		}
		this.#inside.pop();
		if (!tag.isSelfClosing) this.#out.push(`</${tag.name}>`);
	}
}

function element(tag: SaxesTagNS, inside: readonly string[]): XmlElement {
	const attributes = Object.values(tag.attributes).map(({ name, local, uri, value }) => ({ name, local, uri, value }));
	return { local: tag.local, uri: tag.uri, attributes, inside };
}

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

function escape(text: string): string {
	return text.replace(/[&<>\r]/g, (c) => ESCAPED[c] ?? c);
}

function attribute(text: string): string {
	return text.replace(/[&<>"\t\n\r]/g, (c) => ESCAPED[c] ?? c);
}

/** The text of a part: UTF-8, or UTF-16 with its mark. */
function decode(bytes: Uint8Array): string {
	const wide = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
	try {
		return new TextDecoder(wide, { fatal: true }).decode(bytes);
	} catch {
		throw new Uncleanable("damaged");
	}
}
