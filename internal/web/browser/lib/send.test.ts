import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { FORM } from "./answersform.ts";
import { Failure } from "./api.ts";
import { type Bytes, fromBase64, toBase64, toHex, utf8 } from "./bytes.ts";
import { deriveReporter, newCode, type Reporter } from "./code.ts";
import { openGrant } from "./compartment.ts";
import { type Identity, newIdentity, recipientOf } from "./identity.ts";
import { verifyStaffKey } from "./note.ts";
import { openText } from "./seal.ts";
import { changes, type Ingredients, type KeyHolder, Sender, sealSignal } from "./send.ts";

const org = "veenhaven";
let root: string;
let people: KeyHolder[];
let keys: Identity[];
let me: Reporter;

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
	me = await deriveReporter(newCode(), org);
});

const answers = { what: "het", office: "mayor", asked: "yes", "not-safe": "yes", "known-to": "handlers", name: "Jo" };

function ingredients(change: Partial<Ingredients> = {}): Ingredients {
	const preview = { root, holders: people.slice(0, 2), custodians: people.slice(2), threshold: 2, enough: true };
	const known = [people[1]?.person ?? ""];
	return { org, lang: "nl", form: FORM, answers, reporter: me, preview, struck: [], known, ...change };
}

interface Wire {
	office: string;
	notSafe: boolean;
	lookup: string;
	account: string;
	who?: string;
	conversation: WireBox;
	identity?: WireBox;
}
interface WireBox {
	recipient: string;
	threshold: number;
	grants: { person: string; bytes: string }[];
	shares: { person: string; bytes: string }[];
}

async function own(box: WireBox | undefined): Promise<Awaited<ReturnType<typeof openGrant>>> {
	const grant = box?.grants.find((g) => g.person === "");
	return openGrant(me.identity, org, fromBase64(grant?.bytes ?? "") as Bytes);
}

test("a signal is sealed to its holders and its reporter; the name apart", async () => {
	const body = JSON.parse(await sealSignal(ingredients())) as Wire;
	const [anna, bob, wies, ties] = people.map((one) => one.person);
	assert.deepEqual([body.office, body.notSafe, body.lookup], ["mayor", true, me.lookUp]);
	assert.deepEqual(body.conversation.grants.map((g) => g.person), [anna, bob, ""]);
	assert.deepEqual(body.conversation.shares.map((s) => s.person), [wies, ties]);
	const conversation = await own(body.conversation);
	assert.equal(conversation.recipient, body.conversation.recipient);
	const account = await openText(conversation.identity, org, "account", fromBase64(body.account));
	assert.ok(account.includes("het") && !account.includes("Jo"));
	const identity = await own(body.identity);
	assert.equal(identity.compartment, "identity");
	assert.deepEqual(body.identity?.grants.map((g) => g.person), [bob, ""]);
	const bobs = await openGrant(keys[1] as Identity, org, fromBase64(body.identity?.grants[0]?.bytes ?? ""));
	assert.equal(bobs.recipient, body.identity?.recipient);
	assert.notEqual(identity.recipient, conversation.recipient);
	assert.equal(await openText(identity.identity, org, "who", fromBase64(body.who ?? "")), '{"name":"Jo","contact":""}');
});

test("who may not know the name gets no key to it", async () => {
	const body = JSON.parse(await sealSignal(ingredients({ known: [] }))) as Wire;
	assert.deepEqual(body.identity?.grants.map((g) => g.person), [""]);
	assert.equal(body.conversation.grants.length, 3);
});

test("without a name there is no identity compartment", async () => {
	const body = JSON.parse(await sealSignal(ingredients({ answers: { what: "het", office: "mayor" } }))) as Wire;
	assert.deepEqual([body.identity, body.who, body.notSafe], [undefined, undefined, false]);
});

test("the words are nowhere in what is sent", async () => {
	const body = await sealSignal(ingredients({ answers: { ...answers, what: "kanarievogel", name: "Kanarienaam" } }));
	assert.ok(!/kanarie/i.test(body));
});

test("one key that the root does not vouch for, and nothing is sealed", async () => {
	const [one] = people as [KeyHolder];
	const other = { ...one, person: "f".repeat(32) };
	assert.throws(() => verifyStaffKey(other.note, root, org, other.person));
	for (const list of [{ holders: [one, other] }, { custodians: [one, other] }]) {
		const from = ingredients();
		await assert.rejects(sealSignal({ ...from, preview: { ...from.preview, ...list } }), { code: "key.unverified" });
	}
});

test("the same bytes are sent again until it is known whether they arrived", async () => {
	const sent: string[] = [];
	const outcomes = [new Failure("offline"), new Failure("uncertain", "x", 503), undefined];
	const sender = new Sender((_lang, _path, body) => {
		sent.push(JSON.stringify(body));
		const outcome = outcomes.shift();
		return outcome ? Promise.reject(outcome) : Promise.resolve({ state: "signal" });
	});
	const send = () => sender.send(ingredients({ answers: { ...answers, what: `${sent.length}` } }), () => undefined);
	await assert.rejects(send());
	assert.equal(sender.unsure, true);
	await assert.rejects(send());
	await send();
	assert.equal(sender.unsure, false);
	assert.equal(new Set(sent).size, 1);
});

test("after a refusal it is sealed anew", async () => {
	const sent = new Set<string>();
	const sender = new Sender((_lang, _path, body) => {
		sent.add(JSON.stringify(body));
		return Promise.reject(new Failure("dossier.holders-changed", "x", 409));
	});
	for (let i = 0; i < 2; i++) {
		await assert.rejects(sender.send(ingredients(), () => undefined), { code: "dossier.holders-changed" });
		assert.equal(sender.unsure, false);
	}
	assert.equal(sent.size, 2);
});

test("who was added and who is gone", () => {
	const [a, b, c] = ["a", "b", "c"].map((person) => ({ person, function: "", name: "", note: "" })) as [KeyHolder, KeyHolder, KeyHolder];
	assert.deepEqual(changes([a, b], [b, c]), { added: [c], gone: [a] });
	assert.deepEqual(changes([a], [a]), { added: [], gone: [] });
});

test("nothing is sealed for one person alone, nor for somebody struck", async () => {
	const [one, two] = people as [KeyHolder, KeyHolder];
	const { preview } = ingredients();
	for (const change of [{ preview: { ...preview, holders: [one] } }, { preview, struck: [two.person] }]) {
		await assert.rejects(sealSignal(ingredients(change)), { code: "dossier.holders-changed" });
	}
});
