import assert from "node:assert/strict";
import { before, test } from "node:test";
import { FORM } from "./answersform.ts";
import { Failure } from "./api.ts";
import { type Bytes, fromBase64 } from "./bytes.ts";
import { deriveReporter, newCode, type Reporter } from "./code.ts";
import { openGrant } from "./compartment.ts";
import { verifyStaffKey } from "./note.ts";
import { openText } from "./seal.ts";
import { changes, type Ingredients, type KeyHolder, Sender, sealSignal } from "./send.ts";
import { read, type StaffKeyVector } from "./vectors.ts";

// The vectors' staff keys are signed by one root; the keys behind them are
// nobody's, so what is sealed to staff is checked by whom it names.
const good = read<StaffKeyVector>("staff-key.json").filter((v) => v.recipient !== "");
const org = good[0]?.org ?? "";
const root = good[0]?.root ?? "";
const people: KeyHolder[] = good
	.filter((v) => v.org === org && v.root === root)
	.map(({ person, note }) => ({ person, function: "Behandelaar", name: "", note }));

let me: Reporter;
before(async () => {
	me = await deriveReporter(newCode(), org);
	assert.ok(people[0]);
});

const answers = { what: "het", office: "mayor", asked: "yes", "not-safe": "yes", "known-to": "handlers", name: "Jo" };

function ingredients(change: Partial<Ingredients> = {}): Ingredients {
	const [one] = people as [KeyHolder];
	const preview = { root, holders: [one], custodians: [one, one], threshold: 2, enough: true };
	return { org, lang: "nl", form: FORM, answers, reporter: me, preview, struck: [], known: [one.person], ...change };
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
	const holder = people[0]?.person;
	assert.deepEqual([body.office, body.notSafe, body.lookup], ["mayor", true, me.lookUp]);
	assert.deepEqual(body.conversation.grants.map((g) => g.person), [holder, ""]);
	assert.deepEqual(body.conversation.shares.map((s) => s.person), [holder, holder]);
	const conversation = await own(body.conversation);
	assert.equal(conversation.recipient, body.conversation.recipient);
	const account = await openText(conversation.identity, org, "account", fromBase64(body.account));
	assert.ok(account.includes("het") && !account.includes("Jo"));
	const identity = await own(body.identity);
	assert.equal(identity.compartment, "identity");
	assert.notEqual(identity.recipient, conversation.recipient);
	assert.equal(await openText(identity.identity, org, "who", fromBase64(body.who ?? "")), '{"name":"Jo","contact":""}');
});

test("who may not know the name gets no key to it", async () => {
	const body = JSON.parse(await sealSignal(ingredients({ known: [] }))) as Wire;
	assert.deepEqual(body.identity?.grants.map((g) => g.person), [""]);
	assert.equal(body.conversation.grants.length, 2);
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
