import assert from "node:assert/strict";
import { test } from "node:test";
import { formatOf } from "./pronom.ts";

const bytes = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));

test("what the first bytes settle has PRONOM's code, and nothing else has", () => {
	for (const [head, code] of [
		["%PDF-1.4\n%\xe2\xe3", "fmt/18"],
		["%PDF-1.7\n", "fmt/276"],
		["\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00", "fmt/43"],
		["GIF89a\x01\x00", "fmt/4"],
		["\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm\x42\x87", "fmt/573"],
		["%PDF-1.4\n<rdf pdfaid:part='1'>", undefined],
		["%PDF-9.9\n", undefined],
		["\xff\xd8\xff\xe1\x00\x10Exif\x00\x00", undefined],
		["\x89PNG\r\n\x1a\n", undefined],
		["\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", undefined],
		["", undefined],
	] as const) {
		const got = formatOf(bytes(head), "application/x");
		assert.equal(got.code, code, head);
		assert.equal(got.format === "application/x", code === undefined, head);
	}
});
