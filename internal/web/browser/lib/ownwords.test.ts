import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { follow } from "./opener.ts";
import { ownWords, toNewest } from "./ownwords.ts";

const refused = (code: string) => new Failure(code, "", 409);

test("with another key it is done once more, after the page has it", async () => {
	const order: string[] = [];
	const done = await toNewest(
		async () => {
			order.push("send");
			if (!order.includes("renew")) throw refused("dossier.other-key");
			return "there";
		},
		async () => void order.push("renew"),
	);
	assert.equal(done, "there");
	assert.deepEqual(order, ["send", "renew", "send"]);
});

test("it is done once more once, and for nothing else", async () => {
	for (const [code, times] of [["dossier.other-key", 2], ["offline", 1], ["sign-in.ended", 1]] as const) {
		let sent = 0;
		const all = toNewest(async () => {
			sent++;
			throw refused(code);
		}, async () => undefined);
		await assert.rejects(all, { code });
		assert.equal(sent, times, code);
	}
});

test("without the new key nothing is sent again", async () => {
	let sent = 0;
	const all = toNewest(async () => {
		sent++;
		throw refused("dossier.other-key");
	}, async () => Promise.reject(refused("key.unverified")));
	await assert.rejects(all, { code: "key.unverified" });
	assert.equal(sent, 1);
});

test("it says to which key it sealed", async () => {
	const seal = async () => ({ id: "i", base64: "AAAA", epoch: 3 });
	assert.deepEqual(await ownWords({ seal }, "message", "Dag"), { sealed: "AAAA", epoch: 3 });
});

test("only a key that has the one before in it is taken", () => {
	const before = [{ name: "conversation" as const, key: "k1", recipient: "r1" }];
	const next = { name: "conversation" as const, key: "k2", recipient: "r2" };
	assert.ok(follow(before, before));
	assert.ok(follow(before, [{ ...next, earlier: [{ key: "l", recipient: "r1" }] }]));
	assert.ok(!follow(before, [next]));
	assert.ok(!follow(before, [{ ...next, earlier: [{ key: "l", recipient: "other" }] }]));
	assert.ok(!follow(before, []));
});
