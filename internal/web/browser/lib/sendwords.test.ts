import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsentWords } from "./sendwords.ts";

function world() {
	const items = new Map<string, string>();
	let sealed = 0;
	const parts = {
		seal: (text: string) => Promise.resolve({ sealed: `${++sealed}:${text}`, epoch: 2 }),
		unseal: (base64: string) => (base64.includes(":") ? Promise.resolve(base64.replace(/^\d+:/, "")) : Promise.reject(new Error("damaged"))),
		store: {
			getItem: (key: string) => items.get(key) ?? null,
			setItem: (key: string, value: string) => void items.set(key, value),
			removeItem: (key: string) => void items.delete(key),
		},
		item: "words",
	};
	return { items, parts };
}

test("the same text keeps its bytes, another gets others", async () => {
	const words = new UnsentWords(world().parts);
	assert.deepEqual(await words.keep("a"), { sealed: "1:a", epoch: 2 });
	assert.deepEqual(await words.keep("a"), { sealed: "1:a", epoch: 2 });
	assert.deepEqual(await words.keep("b"), { sealed: "2:b", epoch: 2 });
});

test("after a reload the text is there, with the bytes that may have been sent", async () => {
	const { parts } = world();
	const before = await new UnsentWords(parts).keep("a");
	const words = new UnsentWords(parts);
	assert.equal(await words.restore(), "a");
	assert.deepEqual(await words.keep("a"), before);
});

test("what was sent or emptied is gone", async () => {
	const { parts, items } = world();
	const words = new UnsentWords(parts);
	await words.keep("a");
	await words.keep("");
	assert.equal(items.size, 0);
	assert.equal(await words.restore(), "");
	assert.deepEqual(await words.keep("a"), { sealed: "2:a", epoch: 2 });
});

test("what does not open is nothing, and a store that is full loses nothing", async () => {
	const { parts, items } = world();
	items.set("words", "damaged");
	assert.equal(await new UnsentWords(parts).restore(), "");
	const full = { ...parts.store, setItem: () => { throw new Error("full"); } };
	assert.equal((await new UnsentWords({ ...parts, store: full }).keep("a"))?.sealed, "1:a");
});

test("keeping goes in order", async () => {
	const { parts, items } = world();
	const words = new UnsentWords(parts);
	await Promise.all([words.keep("a"), words.keep("ab"), words.keep("abc")]);
	assert.equal(items.get("words"), "2 3:abc");
});

test("what was sealed to a key of before is sealed anew, and the words stay", async () => {
	const { parts } = world();
	await new UnsentWords(parts).keep("a");
	const words = new UnsentWords({ ...parts, seal: (text) => Promise.resolve({ sealed: `9:${text}`, epoch: 3 }) });
	assert.equal(await words.restore(), "a");
	assert.equal((await words.keep("a"))?.epoch, 2);
	words.anew();
	assert.deepEqual(await words.keep("a"), { sealed: "9:a", epoch: 3 });
	assert.equal(await new UnsentWords(parts).restore(), "a");
});
