import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { newToken, sealPassed } from "./advicepass.ts";
import { Failure } from "./api.ts";
import { fromBase64, toBase64, toHex, utf8 } from "./bytes.ts";
import { openGrant } from "./compartment.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import { Refusal } from "./refusal.ts";
import { openText } from "./seal.ts";
import type { KeyHolder, Preview } from "./send.ts";

const org = "veenhaven";
let root: string;
let people: KeyHolder[];
let keys: Identity[];

before(async () => {
	const secret = ed25519.utils.randomSecretKey();
	const name = `${org}-root`;
	const key = new Uint8Array([1, ...ed25519.getPublicKey(secret)]);
	const hash = sha256(new Uint8Array([...utf8(`${name}\n`), ...key])).subarray(0, 4);
	root = `${name}+${toHex(hash)}+${toBase64(key)}`;
	keys = await Promise.all(Array.from({ length: 4 }, () => newIdentity()));
	people = await Promise.all(
		keys.map(async (identity, i) => {
			const person = `${i}`.repeat(32);
			const words = `gehoor staff key v1\n${org}\n${person}\n${await recipientOf(identity)}\n2026-01-05\n`;
			const signature = ed25519.sign(utf8(words), secret);
			const note = `${words}\n— ${name} ${toBase64(new Uint8Array([...hash, ...signature]))}\n`;
			return { person, function: "Behandelaar", name: "", note };
		}),
	);
});

const preview = (change: Partial<Preview> = {}): Preview => ({ root, holders: people.slice(0, 2), custodians: people.slice(2), threshold: 2, enough: true, ...change });
const what = { office: "alderman", severity: "moderate", month: "2027-10", whom: "Wethouder Wiebe Schelpzand" };

interface Wire {
	whom: string;
	conversation: { grants: { person: string; bytes: string; tag?: string }[]; shares: unknown[] };
}

test("what leaves is whom it is about, for those who receive it, and nothing of the conversation", async () => {
	const token = newToken();
	assert.match(token, /^[0-9a-f]{64}$/);
	const body = (await sealPassed(org, "nl", token, what, preview(), [])) as Wire & Record<string, unknown>;
	const { whom, conversation, ...open } = body;
	assert.deepEqual(open, { org, token, office: "alderman", language: "nl", severity: "moderate", year: 2027, month: 10, consent: true, struck: [] });
	assert.deepEqual(conversation.grants.map(({ person }) => person), people.slice(0, 2).map(({ person }) => person)); // none without a person: no reporter
	assert.equal(conversation.shares.length, 2);
	const grant = await openGrant(keys[1] ?? ("" as Identity), org, fromBase64(conversation.grants[1]?.bytes ?? ""));
	assert.equal(await openText(grant.identity, org, "message", fromBase64(whom)), what.whom);
});

test("nothing is sealed to one alone, to who was struck, or to a key that the root did not sign", async () => {
	const alone = preview({ holders: people.slice(0, 1) });
	await assert.rejects(sealPassed(org, "nl", newToken(), what, alone, []), Failure);
	await assert.rejects(sealPassed(org, "nl", newToken(), what, preview(), [people[0]?.person ?? ""]), Failure);
	const forged = preview({ holders: [people[0] as KeyHolder, { ...(people[1] as KeyHolder), person: "f".repeat(32) }] });
	await assert.rejects(sealPassed(org, "nl", newToken(), what, forged, []), Refusal);
});
