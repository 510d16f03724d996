import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { utf8 } from "./bytes.ts";
import { joinPeriod, readPeriod, splitPeriod } from "./period.ts";
import {
	account,
	type Answers,
	asked,
	check,
	complete,
	faults,
	kept,
	leaving,
	type Question,
	type Questionnaire,
	type Value,
	visible,
	who,
	within,
} from "./questionnaire.ts";
import { type AnswersVector, read } from "./vectors.ts";

// npm runs a script in the folder of package.json.
const FOLDER = join(process.cwd(), "..", "..", "signal", "questionnaire");
const TALK = JSON.parse(readFileSync(join(FOLDER, "signal-3.json"), "utf8")) as Questionnaire;
const SIGNAL = JSON.parse(readFileSync(join(FOLDER, "signal-1.json"), "utf8")) as Questionnaire;
const EVERY = JSON.parse(readFileSync(join(FOLDER, "testdata", "every-kind.json"), "utf8")) as Questionnaire;

const VECTORS = join(process.cwd(), "..", "..", "..", "testdata", "vectors");

const LEAST: Answers = { what: "Zij lachten mij uit.", office: "alderman" };

function question(id: string, of: Questionnaire = SIGNAL): Question {
	const found = of.steps.flatMap((step) => step.questions).find((one) => one.id === id);
	assert.ok(found, id);
	return found;
}

function ids(answers: Answers): string[] {
	return asked(SIGNAL, answers).map((one) => one.id);
}

function key(id: string, value: Value | undefined, of?: Questionnaire): string | undefined {
	return check(question(id, of), value, "nl")?.key;
}

test("only what happened and the office must be answered", () => {
	assert.deepEqual([...faults(SIGNAL, {}, "en").keys()], ["what", "office"]);
	assert.deepEqual(faults(SIGNAL, {}, "en").get("what"), { key: "question.required", args: { question: "Tell us what happened" } });
	assert.equal(complete(SIGNAL, {}), false);
	assert.equal(complete(SIGNAL, { ...LEAST, what: " \n\t " }), false);
	assert.equal(complete(SIGNAL, LEAST), true);
});

test("asks what depends on an answer only then", () => {
	const always = ids({});
	assert.ok(!always.some((id) => ["not-safe", "asked-by", "asked-what", "known-others", "name", "contact", "channels", "times"].includes(id)));
	const added = (answers: Answers) => ids(answers).filter((id) => !always.includes(id));
	assert.deepEqual(added({ safe: "yes" }), []);
	assert.deepEqual(added({ safe: "no" }), ["not-safe"]);
	assert.deepEqual(added({ asked: "yes" }), ["asked-by", "asked-what"]);
	assert.deepEqual(added({ "known-to": "nobody" }), []);
	assert.deepEqual(added({ "known-to": "handlers" }), ["name", "contact", "channels"]);
	assert.deepEqual(added({ "known-to": "others", channels: ["page"] }), ["known-others", "name", "contact", "channels"]);
	assert.deepEqual(added({ "known-to": "handlers", channels: ["page", "phone"] }), ["name", "contact", "channels", "times"]);
});

test("a question behind a question that is not asked is not asked", () => {
	const changed: Answers = { "known-to": "nobody", channels: ["phone"], times: "na zes uur", name: "Noor" };
	assert.ok(visible(question("times"), changed), "by its own condition alone it would be");
	assert.ok(!ids(changed).includes("times"));
	assert.deepEqual(kept(SIGNAL, changed), { "known-to": "nobody" });
	assert.equal(who(SIGNAL, changed), null);
});

test("nothing that an object has by birth is an answer", () => {
	const odd = { ...question("name"), when: { question: "constructor", equals: ["yes"] } };
	assert.equal(visible(odd, {}), false);
	assert.deepEqual(Object.keys(kept(SIGNAL, JSON.parse('{"__proto__":{"what":"x"}}') as Answers)), []);
});

test("limits count what the browser counts", () => {
	const limit = question("where").limit!.characters;
	assert.equal(key("where", "a".repeat(limit)), undefined);
	assert.equal(key("where", `  ${"a".repeat(limit)}\n`), undefined);
	assert.equal(key("where", "😀".repeat(limit / 2)), undefined);
	assert.deepEqual(check(question("where"), `😀${"a".repeat(limit)}`, "en"), {
		key: "question.too-long",
		args: { question: "Where was it?", limit, over: 2 },
	});
});

test("dates are days of the calendar", () => {
	for (const day of ["2026-02-28", "2024-02-29", "1999-12-31"]) assert.equal(key("date", day), undefined, day);
	for (const day of ["2026-02-29", "2026-13-01", "2026-1-1", "gisteren", "2026-02-28T00:00", "99999-01-01"]) {
		assert.equal(key("date", day), "question.no-date", day);
	}
	assert.equal(key("date", ""), undefined);
});

test("answers are taken from the options", () => {
	assert.equal(key("office", "mayor"), undefined);
	for (const bad of ["king", "Mayor", ["mayor"], [{ office: "mayor" }]]) assert.equal(key("office", bad), "question.unfit");
	assert.equal(key("safe", "unknown"), undefined);
	assert.equal(key("asked", "unknown"), "question.unfit");
	assert.equal(key("hopes", ["stop", "advice"]), undefined);
	assert.equal(key("hopes", []), undefined);
	for (const bad of ["stop", ["stop", "stop"], ["revenge"], [{ a: "stop" }]]) assert.equal(key("hopes", bad), "question.unfit");
	assert.equal(key("not-safe", "yes"), undefined);
	assert.equal(key("not-safe", "no"), "question.unfit");
	assert.equal(key("what", ["a"]), "question.unfit");
});

test("a group checks each of its items", () => {
	const item = { whom: "Mijn leidinggevende", when: "in mei", outcome: "Niets." };
	const most = question("told").group!.most;
	assert.equal(key("told", [item, {}]), undefined);
	assert.equal(key("told", Array.from({ length: most }, () => item)), undefined);
	assert.deepEqual(check(question("told"), Array.from({ length: most + 1 }, () => item), "nl"), {
		key: "question.too-many",
		args: { question: "Aan wie hebt u het verteld?", limit: most },
	});
	assert.deepEqual(check(question("told"), [item, { whom: "x".repeat(201) }], "en"), {
		key: "question.too-long",
		args: { question: "Whom did you tell?", limit: 200, over: 1 },
		item: 1,
		inner: "whom",
	});
	for (const bad of ["x", ["x"], [{ who: "x" }]]) assert.equal(key("told", bad), "question.unfit");
	assert.equal(key("g", [{ i: "2026-02-30" }], EVERY), "question.no-date");
});

test("kept leaves out what is empty and tidies the rest", () => {
	const answers: Answers = {
		...LEAST,
		what: "  Eerst dit.\r\nToen dat.\u0000 \ud800",
		where: "   ",
		hopes: [],
		told: [{ whom: " Piet ", when: "" }, { whom: "" }],
		invented: "x",
	};
	assert.deepEqual(kept(SIGNAL, answers), {
		what: "Eerst dit.\nToen dat. \ufffd",
		office: "alderman",
		told: [{ whom: "Piet" }],
	});
	assert.deepEqual(kept(SIGNAL, kept(SIGNAL, answers)), kept(SIGNAL, answers));
});

test("each compartment gets its own answers", () => {
	const answers: Answers = { ...LEAST, "known-to": "handlers", name: "Noor", contact: "06", channels: ["phone"] };
	assert.deepEqual(within(SIGNAL, answers, "identity"), { name: "Noor", contact: "06" });
	assert.equal(who(SIGNAL, answers), '{"name":"Noor","contact":"06"}');
	assert.equal(who(SIGNAL, { ...answers, contact: " " }), '{"name":"Noor","contact":""}');
	assert.equal(
		account(SIGNAL, "sha256-00", "nl", answers),
		'{"questionnaire":"signal","version":1,"digest":"sha256-00","lang":"nl","answers":' +
			'{"what":"Zij lachten mij uit.","office":"alderman","known-to":"handlers","channels":["phone"]}}',
	);
});

test("that a talk is wanted leaves where agreed, and nothing of it else", () => {
	const talk: Answers = { ...LEAST, talk: "phone", "talk-number": "06", "talk-times": "dinsdag" };
	assert.deepEqual(leaving(TALK, talk), { office: "alderman", notSafe: false, talkAsked: false });
	assert.deepEqual(leaving(TALK, { ...talk, "talk-asked": "yes" }), { office: "alderman", notSafe: false, talkAsked: true });
	assert.deepEqual(leaving(TALK, { ...talk, talk: "no", "talk-asked": "yes" }), { office: "alderman", notSafe: false, talkAsked: false });
	const server = TALK.steps.flatMap((step) => step.questions).filter((one) => one.leaves === "server");
	assert.deepEqual(server.map((one) => one.id), ["office", "not-safe", "talk-asked"]);
});

test("only the office, and not-safe where agreed, leaves", () => {
	assert.deepEqual(leaving(SIGNAL, LEAST), { office: "alderman", notSafe: false, talkAsked: false });
	assert.deepEqual(leaving(SIGNAL, { ...LEAST, safe: "no" }), { office: "alderman", notSafe: false, talkAsked: false });
	assert.deepEqual(leaving(SIGNAL, { ...LEAST, safe: "no", "not-safe": "yes" }), { office: "alderman", notSafe: true, talkAsked: false });
	assert.deepEqual(leaving(SIGNAL, { ...LEAST, safe: "yes", "not-safe": "yes" }), { office: "alderman", notSafe: false, talkAsked: false });
	const server = SIGNAL.steps.flatMap((step) => step.questions).filter((one) => one.leaves === "server");
	assert.deepEqual(server.map((one) => one.id), ["office", "not-safe"]);
});

test("the longest answers fit one sealed content", () => {
	const answers = longest("\ufffd");
	assert.ok(complete(SIGNAL, answers));
	// JSON writes some signs as six bytes; they are tidied away, and yet there is room for them.
	const body = account(SIGNAL, `sha256-${"0".repeat(64)}`, "nl", answers);
	const typed = (body.match(/\ufffd/g) ?? []).length;
	assert.ok(typed > 30_000, "the longest answers are long");
	assert.ok(utf8(body).length + 3 * typed < 250 * 1024);
});

/** Every question answered with as much as it takes. */
function longest(sign: string): Answers {
	const fill = (one: Question): Value => {
		switch (one.kind) {
			case "text":
			case "long-text":
				return sign.repeat(one.limit!.characters);
			case "date":
				return "2026-01-01";
			case "multiple":
				return one.options!.map((option) => option.id);
			case "consent":
				return "yes";
			case "group": {
				const item = Object.fromEntries(one.group!.questions.map((inner) => [inner.id, fill(inner) as string]));
				return Array.from({ length: one.group!.most }, () => item);
			}
			default:
				return one.options![0]!.id;
		}
	};
	const all = Object.fromEntries(SIGNAL.steps.flatMap((step) => step.questions).map((one) => [one.id, fill(one)]));
	return { ...all, safe: "no", "known-to": "others" };
}

test("the server's rules for browsers without scripts are the same", () => {
	const kinds = JSON.parse(readFileSync(join(VECTORS, "questionnaire-kinds.json"), "utf8")) as Questionnaire;
	agree(SIGNAL, read<AnswersVector>("answers.json"));
	agree(kinds, read<AnswersVector>("answers-kinds.json"));
	agree(TALK, read<AnswersVector>("answers-talk.json"));
});

function agree(form: Questionnaire, vectors: readonly AnswersVector[]): void {
	for (const vector of vectors) {
		const { name, answers } = vector;
		assert.deepEqual(asked(form, answers).map((one) => one.id), vector.asked, name);
		assert.deepEqual(plain(kept(form, answers)), vector.kept, name);
		assert.deepEqual(JSON.parse(who(form, answers) ?? "null"), vector.who, name);
		assert.deepEqual(leaving(form, answers), { office: vector.office, notSafe: vector.notSafe, talkAsked: vector.talkAsked ?? false }, name);
		const found = Object.fromEntries(
			[...faults(form, answers, "nl")].map(([id, fault]) => {
				const { limit = 0, over = 0 } = fault.args;
				return [id, { key: fault.key, limit, over, inner: fault.inner ?? "", entry: fault.item ?? 0 }];
			}),
		);
		const expected = Object.fromEntries(
			Object.entries(vector.faults).map(([id, { key, limit = 0, over = 0, inner = "", entry = 0 }]) => [id, { key, limit, over, inner, entry }]),
		);
		assert.deepEqual(found, expected, name);
	}
}

test("a period is what two fields give", () => {
	for (const [from, to, joined] of [
		["", "", ""],
		["2026-01-05", "", "2026-01-05/.."],
		["", "2026-01-05", "../2026-01-05"],
		["2026-01-05", "2026-01-06", "2026-01-05/2026-01-06"],
	] as const) {
		assert.equal(joinPeriod(from, to), joined);
		assert.deepEqual(splitPeriod(joined), { from, to });
	}
	assert.equal(readPeriod("../.."), null);
	assert.deepEqual(readPeriod("2026-01-05/.."), { from: "2026-01-05", to: "" });
});

/** Without prototypes, as JSON has them. */
function plain(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value));
}
