import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { clean, kindOf } from "./clean.ts";
import { crc32 } from "./crc.ts";
import { inflate } from "./deflate.ts";
import { cleanProfile } from "./icc.ts";
import { type Cleaned, Findings, MAX_FILE, MAX_FINDINGS, MAX_VALUE, type Tells, Uncleanable, type Why } from "./finding.ts";
import { revealed } from "./reveal.ts";
import { be32, fromLatin1, join as glue, latin1 } from "./view.ts";

const folder = join(process.cwd(), "lib", "metadata", "testdata");
const fixtures = readdirSync(folder).filter((name) => /\.(jpg|png|pdf|docx|xlsx|pptx|odt|ods|odp)$/.test(name));

/** The word that is planted in every hidden field of a fixture, with a number of its own. */
const PLANTED = /kanarie\d+/gi;

function read(name: string): Uint8Array {
	return new Uint8Array(readFileSync(join(folder, name)));
}

async function bytesOf(cleaned: Cleaned): Promise<Uint8Array> {
	assert.ok(cleaned.cleaned, `not cleaned: ${cleaned.why ?? ""}`);
	return new Uint8Array(await cleaned.cleaned.arrayBuffer());
}

function told(cleaned: Cleaned, tells: Tells): string[] {
	return cleaned.findings.filter((one) => one.tells === tells).map((one) => one.value);
}

/** The planted words that a file has in it at all, by the independent search. */
function planted(bytes: Uint8Array): string[] {
	return revealed(bytes, Array.from({ length: 80 }, (_, i) => `kanarie${i}x`));
}

test("there are fixtures, each with something planted that the search finds", () => {
	assert.ok(fixtures.length >= 7, `only ${fixtures.length} fixtures`);
	for (const name of fixtures) assert.ok(planted(read(name)).length >= 3, `${name} has too little planted`);
});

for (const name of fixtures) {
	test(`${name}: nothing planted is left, and cleaning again finds nothing`, async () => {
		const before = read(name);
		const cleaned = await clean(name, before);
		const after = await bytesOf(cleaned);
		assert.deepEqual(planted(after), []);
		assert.ok(cleaned.findings.length > 0);
		// What is shown is what was in the file, not what we think of it.
		const shown = cleaned.findings.map((one) => one.value).join(" ");
		assert.ok([...shown.matchAll(PLANTED)].length >= 3, shown);
		const again = await clean(name, after);
		assert.deepEqual(again.findings, []);
		assert.deepEqual(await bytesOf(again), after);
		assert.deepEqual(before, read(name), "the bytes that came in are changed");
	});
}

test("a Blob is cleaned as bytes are", async () => {
	const name = fixtures.find((one) => one.endsWith(".jpg")) ?? "";
	assert.deepEqual(await bytesOf(await clean(name, new Blob([read(name).slice()]))), await bytesOf(await clean(name, read(name))));
});

/** Chance that comes out the same every time. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) >>> 0;
		return ((state ^ (state >>> 14)) >>> 0) % below;
	};
}

/** Spoils bytes in one of the ways in which files get spoilt. */
function spoil(bytes: Uint8Array, pick: (below: number) => number): Uint8Array {
	const at = pick(bytes.length);
	const copy = bytes.slice();
	switch (pick(5)) {
		case 0:
			return copy.subarray(0, at);
		case 1:
			return glue([copy.subarray(0, at), copy.subarray(Math.min(copy.length, at + 1 + pick(64)))]);
		case 2:
			// A few bytes twice: a whole word that falls into a picture's coded data is part of that picture.
			return glue([copy.subarray(0, at), copy.subarray(Math.max(0, at - pick(8)), at), copy.subarray(at)]);
		case 3:
			copy.fill(pick(2) * 0xff, at, at + 1 + pick(8));
			return copy;
		default:
			for (let i = 0; i < 4; i++) copy[pick(copy.length)] = pick(256);
			return copy;
	}
}

/** Spoilt files per fixture: enough to reach each branch, few enough for each commit. GEHOOR_SPOIL sets more. */
const SPOILT = Number(process.env["GEHOOR_SPOIL"] ?? 60);

for (const name of fixtures) {
	test(`${name}: spoilt in ${SPOILT} ways it is cleaned or refused, and never half cleaned`, async () => {
		const whole = read(name);
		const pick = chance(whole.length);
		let refused = 0;
		for (let i = 0; i < SPOILT; i++) {
			const spoilt = spoil(whole, pick);
			const cleaned = await clean(name, spoilt);
			assert.ok(cleaned.findings.length <= MAX_FINDINGS);
			for (const { value } of cleaned.findings) assert.ok(value.length <= MAX_VALUE && !/[\u0000-\u001f\u202e]/.test(value));
			if (cleaned.cleaned === undefined) {
				refused++;
				continue;
			}
			const after = await bytesOf(cleaned);
			// A picture inside that is spoilt stays as it is, which is told.
			if (!cleaned.stays.includes("pictures")) assert.deepEqual(planted(after), [], `the ${i}th`);
			assert.equal((await clean(name, after)).why, undefined);
		}
		assert.ok(refused > 0, "nothing that was spoilt was refused: the spoiling does nothing");
	});
}

async function why(name: string, bytes: Uint8Array): Promise<Why | undefined> {
	return (await clean(name, bytes)).why;
}

test("what we cannot clean is told as such", async () => {
	assert.equal(await why("a.heic", fromLatin1("\0\0\0\x18ftypheic")), "unknown");
	assert.equal(await why("a.jpg", fromLatin1("GIF89a")), "unknown");
	assert.equal(await why("a.doc", fromLatin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument")), "old-office");
	assert.equal(await why("a.docx", fromLatin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")), "encrypted");
	assert.equal(await why("a.zip", zipSync({ "a.txt": new Uint8Array(3) })), "unknown");
	assert.equal(await why("a.bin", new Uint8Array()), "unknown");
	assert.equal(await why("a.jpg", new Uint8Array(MAX_FILE + 1)), "too-large");
	assert.equal(await why("not.txt", new Uint8Array(9)), "unknown");
});

test("the name decides nothing but plain text", () => {
	assert.equal(kindOf("a.png", fromLatin1("\xff\xd8\xff\xe0")), "jpeg");
	assert.equal(kindOf("a.jpg", fromLatin1("%PDF-1.7")), "pdf");
	assert.equal(kindOf("a.TXT", fromLatin1("een brief")), "text");
	assert.equal(kindOf("a", fromLatin1("een brief")), "unknown");
});

test("plain text goes through as it is", async () => {
	const bytes = new TextEncoder().encode("Beste Vera,\r\n€ 5");
	assert.deepEqual(await bytesOf(await clean("brief.txt", bytes)), bytes);
});

const TYPES = "[Content_Types].xml";
const RELS = "http://schemas.openxmlformats.org/package/2006/relationships";
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const xml = (text: string) => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${text}`);

function docx(parts: Record<string, Uint8Array>): Uint8Array {
	return zipSync({ [TYPES]: xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`), "word/document.xml": xml(`<w:document xmlns:w="${W}"/>`), ...parts });
}

test("a document that unpacks to more than a device holds is refused before it is unpacked", async () => {
	const bomb = declared(docx({}), "word/document.xml", 300 << 20);
	assert.equal(await why("bomb.docx", bomb), "too-much");
});

/** A document whose list says another size of a part. */
function declared(document: Uint8Array, name: string, size: number): Uint8Array {
	const lying = document.slice();
	const view = new DataView(lying.buffer);
	for (let at = 0; at + 46 < lying.length; at++) {
		if (view.getUint32(at, true) === 0x02014b50 && latin1(lying.subarray(at + 46, at + 46 + name.length)) === name) view.setUint32(at + 24, size, true);
	}
	assert.notDeepEqual(lying, document);
	return lying;
}

test("a document that lies about a size is cut short there, and found damaged", async () => {
	const honest = docx({ "word/comments.xml": xml(`<w:comments xmlns:w="${W}">${" ".repeat(5000)}</w:comments>`) });
	assert.equal(await why("lying.docx", declared(honest, "word/comments.xml", 100)), "damaged");
	assert.equal(await why("honest.docx", honest), undefined);
});

test("XML that is nested without end, or has entities, is refused", async () => {
	const deep = "<w:p>".repeat(5000) + "</w:p>".repeat(5000);
	assert.equal(await why("deep.docx", docx({ "word/deep.xml": xml(`<w:document xmlns:w="${W}">${deep}</w:document>`) })), "too-much");
	const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="${W}">&b;</w:document>`;
	assert.equal(await why("laughs.docx", docx({ "word/laughs.xml": xml(laughs) })), "damaged");
});

test("programs and signatures inside an Office document are told, with its properties", async () => {
	const core = xml(`<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Sanne de Boer</dc:creator></p>`);
	const macros = await clean("a.docm", docx({ "docProps/core.xml": core, "word/vbaProject.bin": new Uint8Array(9) }));
	assert.deepEqual([macros.why, told(macros, "person")], ["macros", ["Sanne de Boer"]]);
	assert.equal(await why("a.docx", docx({ "_xmlsignatures/sig1.xml": xml("<s/>") })), "signed");
});

test("what stays in an Office document is told", async () => {
	const body = `<w:document xmlns:w="${W}"><w:del w:author="Sanne" w:date="2026-06-01T09:00:00Z" w:id="1"><w:delText>weg</w:delText></w:del><w:rPr><w:vanish/></w:rPr></w:document>`;
	const cleaned = await clean("a.docx", docx({ "word/document.xml": xml(body), "word/embeddings/oleObject1.bin": new Uint8Array(9), "word/media/image1.emf": new Uint8Array(9) }));
	assert.deepEqual([...(cleaned.cleaned ? cleaned.stays : [])].sort(), ["changes", "hidden", "objects", "pictures"]);
	const document = new TextDecoder().decode(unzipSync(await bytesOf(cleaned))["word/document.xml"]);
	assert.match(document, /<w:del w:author="Author" w:id="1"><w:delText>weg<\/w:delText><\/w:del>/);
});

test("what a part's relationships lead to goes with them, and nothing dangles", async () => {
	const rels = xml(`<Relationships xmlns="${RELS}"><Relationship Id="r1" Type="x/customXml" Target="../customXml/item1.xml"/><Relationship Id="r2" Type="x/settings" Target="settings.xml"/><Relationship Id="r3" Type="x/attachedTemplate" Target="file:///C:/Users/sanne/brief.dotm" TargetMode="External"/><Relationship Id="r4" Type="x/hyperlink" Target="https://veenhaven.example/" TargetMode="External"/></Relationships>`);
	const cleaned = await clean("a.docx", docx({ "word/_rels/document.xml.rels": rels, "word/settings.xml": xml(`<w:settings xmlns:w="${W}"/>`), "customXml/item1.xml": xml("<a/>"), "customXml/_rels/item1.xml.rels": xml(`<Relationships xmlns="${RELS}"/>`) }));
	const parts = unzipSync(await bytesOf(cleaned));
	assert.deepEqual(Object.keys(parts).filter((name) => name.startsWith("customXml")), []);
	assert.deepEqual([...new TextDecoder().decode(parts["word/_rels/document.xml.rels"]).matchAll(/Id="(r\d)"/g)].map((m) => m[1]), ["r2", "r4"]);
	assert.deepEqual(told(cleaned, "folder"), ["file:///C:/Users/sanne/brief.dotm"]);
});

test("text and attributes come out of XML as they went in", async () => {
	const body = `<w:document xmlns:w="${W}"><w:t xml:space="preserve"> a &amp; b &lt; c &#13; <![CDATA[<d>]]> é𝄞</w:t><w:x w:y="&quot;&#10;&amp;"/></w:document>`;
	const document = new TextDecoder().decode(unzipSync(await bytesOf(await clean("a.docx", docx({ "word/document.xml": xml(body) }))))["word/document.xml"]);
	assert.ok(document.includes(`<w:t xml:space="preserve"> a &amp; b &lt; c &#13; &lt;d&gt; é𝄞</w:t><w:x w:y="&quot;&#10;&amp;"/>`), document);
});

test("a PDF whose objects unpack without end is refused", async () => {
	const packed = deflateSync(new Uint8Array(200 << 20), { level: 9 });
	const bomb = glue([fromLatin1(`%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`), packed, fromLatin1("\nendstream\nendobj\n%%EOF")]);
	assert.ok(bomb.length < 1 << 20);
	assert.equal(await why("bomb.pdf", bomb), "too-much");
});

const pdf = (objects: string, trailer = "<</Root 1 0 R>>") => fromLatin1(`%PDF-1.7\n${objects}\ntrailer\n${trailer}\nstartxref\n0\n%%EOF\n`);
const PAGES = "1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n";

test("a PDF that is signed, protected or damaged is not changed", async () => {
	assert.equal(await why("a.pdf", pdf(PAGES)), undefined);
	assert.equal(await why("a.pdf", pdf(`${PAGES}4 0 obj\n<</Fields[5 0 R]>>\nendobj\n5 0 obj\n<</FT/Sig/V 6 0 R>>\nendobj\n6 0 obj\n<</Type/Sig/ByteRange[0 1 2 3]/Name(Sanne)>>\nendobj\n`)), "signed");
	assert.equal(await why("a.pdf", pdf(PAGES, "<</Root 1 0 R/Encrypt 9 0 R>>")), "encrypted");
	assert.equal(await why("a.pdf", fromLatin1("%PDF-1.7\nthat is all")), "damaged");
});

test("pictures and colour profiles inside a PDF are cleaned too", async () => {
	const photo = read("photo.jpg");
	const own = deflateSync(profile({ desc: named("kanarie90x"), rXYZ: XYZ }));
	const bytes = glue([
		fromLatin1(`%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n`),
		fromLatin1(`3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>>>\nendobj\n`),
		fromLatin1(`4 0 obj\n<</Type/XObject/Subtype/Image/Width 48/Height 32/BitsPerComponent 8/ColorSpace[/ICCBased 5 0 R]/Filter/DCTDecode/Length ${photo.length}>>\nstream\n`),
		photo,
		fromLatin1(`\nendstream\nendobj\n5 0 obj\n<</N 3/Filter/FlateDecode/Length ${own.length}>>\nstream\n`),
		own,
		fromLatin1(`\nendstream\nendobj\n6 0 obj\n(kanarie89x)\nendobj\ntrailer\n<</Root 1 0 R/Info<</Author(kanarie88x)>>>>\nstartxref\n0\n%%EOF\n`),
	]);
	const cleaned = await clean("a.pdf", bytes);
	const after = await bytesOf(cleaned);
	assert.deepEqual([planted(after), revealed(after, ["kanarie88x", "kanarie89x", "kanarie90x"])], [[], []]);
	assert.ok(planted(bytes).length > 20);
	assert.deepEqual([told(cleaned, "place")[0], told(cleaned, "profile")], ["52.36880, 4.89036", ["kanarie90x"]]);
	// A PDF says itself which way is up.
	assert.ok(!latin1(after).includes("Exif"));
});

test("a segment or chunk longer than the file is damage, not an endless wait", async () => {
	assert.equal(await why("a.jpg", fromLatin1("\xff\xd8\xff\xe1\xff\xffExif")), "damaged");
	assert.equal(await why("a.jpg", fromLatin1("\xff\xd8\xff\xff\xff\xff")), "damaged");
	assert.equal(await why("a.png", fromLatin1("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR")), "damaged");
});

test("a directory of EXIF that leads to itself ends", async () => {
	const loop = fromLatin1("Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0");
	const jpeg = glue([fromLatin1("\xff\xd8\xff\xe1"), Uint8Array.of((loop.length + 2) >> 8, (loop.length + 2) & 0xff), loop, fromLatin1("\xff\xda\0\x02\x01\xff\xd9")]);
	assert.equal(await why("loop.jpg", jpeg), undefined);
});

test("a text in a PNG that unpacks without end is cut", async () => {
	const png = read(fixtures.find((one) => one.endsWith(".png")) ?? "");
	const data = glue([fromLatin1("Comment\0\0"), deflateSync(new Uint8Array(100 << 20))]);
	const name = fromLatin1("zTXt");
	const bomb = glue([png.subarray(0, 33), be32(data.length), name, data, be32(crc32(name, data)), png.subarray(33)]);
	assert.equal(await why("bomb.png", bomb), undefined);
});

test("unpacking stops at the limit, and says damage for what does not unpack", async () => {
	await assert.rejects(inflate(deflateSync(new Uint8Array(5 << 20)), "deflate", 1 << 20), { why: "too-much" });
	await assert.rejects(inflate(fromLatin1("nothing packed"), "deflate", 9), { why: "damaged" });
	assert.equal((await inflate(deflateSync(new Uint8Array(9)), "deflate", 9)).length, 9);
});

test("moments are told in one order", () => {
	const found = new Findings();
	for (const value of ["2026:06:01 09:30:00", "D:20260601093000+02'00'", "2026:06:01", "2026-06-01T09:30:00", "ooit"]) found.add("time", value);
	assert.deepEqual(found.list.map((one) => one.value), ["2026-06-01 09:30", "2026-06-01", "2026-06-01T09:30:00", "ooit"]);
});

test("a finding is one short line, once, without what turns the direction of text", () => {
	const found = new Findings();
	for (let i = 0; i < 200; i++) found.add("words", `a\u202e\n\0b ${i % 100} ${"x".repeat(500)}`);
	found.addText("words", "\u0000 ");
	assert.equal(found.list.length, MAX_FINDINGS);
	assert.ok(found.list.every(({ value }) => value.length === MAX_VALUE && value.startsWith("a b ") && value.endsWith("…")));
	assert.throws(() => {
		throw new Uncleanable("unknown");
	}, { why: "unknown" });
});

/** A colour profile: a header of version 2 or 4, and tags. */
function profile(tags: Record<string, Uint8Array>, version = 2): Uint8Array {
	const header = new Uint8Array(128);
	header[8] = version;
	header.set(fromLatin1("mntrRGB XYZ "), 12);
	header.set(fromLatin1("acsp"), 36);
	header.set(fromLatin1("kanarie1x"), 84);
	const list = Object.entries(tags);
	let at = 132 + 12 * list.length;
	const table = [be32(list.length)];
	for (const [name, data] of list) {
		table.push(fromLatin1(name), be32(at), be32(data.length));
		at += data.length;
	}
	return glue([header, ...table, ...list.map(([, data]) => data)]);
}

const XYZ = fromLatin1("XYZ \0\0\0\0\0\0\x6f\xa2\0\0\x38\xf5\0\0\x03\x90");
const named = (name: string) => glue([fromLatin1("desc\0\0\0\0"), be32(name.length + 1), fromLatin1(`${name}\0`)]);

test("a common colour profile stays, with its colours and no words", () => {
	const found = new Findings();
	const kept = cleanProfile(profile({ desc: named("sRGB IEC61966-2.1"), cprt: fromLatin1("text\0\0\0\0kanarie2x\0"), dmnd: named("kanarie3x"), rXYZ: XYZ, rTRC: fromLatin1("kanarie4x") }), found);
	assert.ok(kept);
	assert.deepEqual([planted(kept), found.list], [[], []]);
	assert.ok(latin1(kept).includes(latin1(XYZ)));
	assert.deepEqual(cleanProfile(profile({ desc: named("sRGB IEC61966-2.1"), rXYZ: XYZ }), found)?.length, kept.length);
	assert.deepEqual(cleanProfile(kept, found), kept);
});

test("a colour profile of one screen goes, and is told", () => {
	const found = new Findings();
	assert.equal(cleanProfile(profile({ desc: named("Scherm van Sanne"), rXYZ: XYZ }), found), null);
	assert.equal(cleanProfile(profile({ desc: named("sRGB"), rXYZ: fromLatin1("kanarie1x") }), found), null);
	assert.equal(cleanProfile(fromLatin1("not a profile"), found), null);
	assert.deepEqual(found.list, [{ tells: "profile", value: "Scherm van Sanne" }, { tells: "profile", value: "sRGB" }, { tells: "profile", value: "" }]);
});
