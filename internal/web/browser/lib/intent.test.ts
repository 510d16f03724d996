import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, fromUtf8, sha256Hex, toBase64, utf8 } from "./bytes.ts";
import { newIdentity } from "./identity.ts";
import { factOf, signedHeader } from "./intent.ts";
import { signed, signerOf } from "./signing.ts";

const sealed = toBase64(utf8("sealed"));
const content = await sha256Hex(utf8("sealed"));
const signal = "a".repeat(32);

test("what an act is to record", async () => {
	const proposals = [{ kind: "decision.made", body: { fields: { outcome: "b" }, content: "c", proposal: 7, proposer: "p" } }];
	for (const [act, body, want] of [
		["message", { signal, sealed }, { kind: "signal.message-sent", body: { signal, content } }],
		["acknowledge", { signal, sealed }, { kind: "signal.acknowledged", body: { signal, content } }],
		["feedback", { signal, sealed }, { kind: "signal.feedback-given", body: { signal, content } }],
		["naming-tell", { signal, content }, { kind: "signal.message-sent", body: { signal, content } }],
		["naming-ask", { signal, content }, undefined],
		["note", { sealed, made: {} }, { kind: "dossier.note-written", body: { content } }],
		["write", { kind: "x.y", fields: {}, propose: false, sealed }, { kind: "x.y", body: { content } }],
		["write", { kind: "x.y", fields: { a: true }, propose: false }, { kind: "x.y", body: { fields: { a: true } } }],
		[
			"write",
			{ kind: "x.y", signal, fields: { a: 1 }, propose: true, sealed, alike: { compared: 2 } },
			{ kind: "dossier.record-proposed", body: { record: "x.y", signal, fields: { a: 1 }, content, alike: { compared: 2 } } },
		],
		["write-confirm", { proposal: 7 }, proposals[0]],
		["write-confirm", { proposal: 7, read: { compared: 1 }, sealed }, { kind: "decision.made", body: { ...proposals[0]?.body, read: { compared: 1 }, different: content } }],
		["write-confirm", { proposal: 8 }, undefined],
		["close", { sealed }, undefined],
	] as const) {
		assert.deepEqual(await factOf(act, body, proposals), want, act);
	}
});

test("the header has what was signed, and the signature", async () => {
	const own = await newIdentity();
	const [intent = "", signature = ""] = (await signedHeader(own, "veenhaven", "dossier/1", { kind: "x.y", body: { a: 1 } })).split(" ");
	assert.ok(signed(await signerOf(own, "veenhaven"), fromBase64(intent), fromBase64(signature)));
	const { nonce, ...rest } = JSON.parse(fromUtf8(fromBase64(intent))) as Record<string, unknown>;
	assert.equal(fromBase64(String(nonce)).length, 16);
	assert.deepEqual(rest, { org: "veenhaven", stream: "dossier/1", kind: "x.y", body: { a: 1 } });
});
