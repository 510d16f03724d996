import assert from "node:assert/strict";
import { test } from "node:test";
import { RATE, wav } from "./wav.ts";

test("samples are written as every player reads them", async () => {
	const file = wav(new Float32Array([0, 1, -1, 2, 0.5]));
	const bytes = new DataView(await file.arrayBuffer());
	const word = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => bytes.getUint8(at + i)));
	assert.equal(file.type, "audio/wav");
	assert.deepEqual([0, 8, 12, 36].map(word), ["RIFF", "WAVE", "fmt ", "data"]);
	assert.equal(bytes.getUint32(4, true), file.size - 8);
	assert.equal(bytes.getUint32(24, true), RATE);
	assert.equal(bytes.getUint32(28, true), RATE * 2);
	assert.equal(bytes.getUint32(40, true), 10);
	// What is too loud is cut, not turned around.
	assert.deepEqual([0, 1, 2, 3, 4].map((i) => bytes.getInt16(44 + 2 * i, true)), [0, 32767, -32767, 32767, 16384]);
});

test("nothing but the header and the samples is in the file", async () => {
	assert.equal(wav(new Float32Array(0)).size, 44);
	assert.equal(wav(new Float32Array(100)).size, 244);
});
