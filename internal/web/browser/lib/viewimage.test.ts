import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { decode } from "./plaintext.ts";
import { pictureType, sizeOf, tooLarge } from "./viewimage.ts";

const read = (name: string) => new Uint8Array(readFileSync(join(process.cwd(), "lib", "metadata", "testdata", name)));

test("a picture is known by its bytes, and says its size", () => {
	assert.deepEqual([pictureType(read("photo.jpg")), sizeOf(read("photo.jpg"))], ["image/jpeg", { width: 48, height: 32 }]);
	assert.deepEqual([pictureType(read("progressive.jpg")), sizeOf(read("progressive.jpg"))], ["image/jpeg", { width: 48, height: 32 }]);
	assert.deepEqual([pictureType(read("picture.png")), sizeOf(read("picture.png"))], ["image/png", { width: 48, height: 32 }]);
	assert.deepEqual([pictureType(read("letter.pdf")), sizeOf(read("letter.pdf"))], ["", { width: 0, height: 0 }]);
});

test("a picture of more than a device holds is known before it is drawn", () => {
	const png = read("picture.png");
	png.set([0x7f, 0xff, 0xff, 0xff], 16);
	assert.ok(tooLarge(png));
	assert.ok(!tooLarge(read("photo.jpg")));
});

test("what is cut short anywhere has a size or none, and nothing is thrown", () => {
	for (const name of ["photo.jpg", "picture.png"]) {
		const bytes = read(name);
		for (let length = 0; length < Math.min(bytes.length, 2000); length++) assert.ok(sizeOf(bytes.subarray(0, length)).width <= 48);
	}
});

test("text is read in the spelling that fits", () => {
	assert.equal(decode(new TextEncoder().encode("€ é")), "€ é");
	assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0xac, 0x20)), "€");
	assert.equal(decode(Uint8Array.of(0x43, 0x61, 0x66, 0xe9)), "Café");
	assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0xac)), "ÿþ¬");
});
