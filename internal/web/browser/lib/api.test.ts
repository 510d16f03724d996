import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Failure, post } from "./api.ts";

const real = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = real;
});

function answering(status: number, body: string | null, seen?: (path: string, init: RequestInit) => void): void {
	globalThis.fetch = (path, init) => {
		seen?.(String(path), init ?? {});
		return Promise.resolve(new Response(body, { status }));
	};
}

async function failure(): Promise<Failure> {
	try {
		await post("nl", "/api/draft", {});
	} catch (error) {
		assert.ok(error instanceof Failure);
		return error;
	}
	throw new Error("no failure");
}

test("an answer is returned, and the language is told", async () => {
	let headers: Headers | undefined;
	let body: unknown;
	answering(200, '{"state":"signal"}', (_, init) => {
		headers = new Headers(init.headers);
		body = init.body;
	});
	assert.deepEqual(await post("en", "/api/back", { lookup: "00" }), { state: "signal" });
	assert.equal(headers?.get("X-Language"), "en");
	assert.equal(headers?.get("Accept"), "application/json");
	assert.equal(body, '{"lookup":"00"}');
});

test("204 is done", async () => {
	answering(204, null);
	assert.equal(await post("nl", "/api/draft", {}), undefined);
});

test("a refusal keeps its code and its sentence, and sending it again does not help", async () => {
	answering(409, '{"code":"dossier.holders-changed","message":"De lijst is veranderd."}');
	const { code, message, again, ended } = await failure();
	assert.deepEqual({ code, message, again, ended }, { code: "dossier.holders-changed", message: "De lijst is veranderd.", again: false, ended: false });
});

for (const [name, status, body, code] of [
	["storage that is away", 503, '{"code":"unavailable","message":"x"}', "unavailable"],
	["an unknown outcome", 503, '{"code":"uncertain","message":"x"}', "uncertain"],
	["a proxy's page", 502, "<html>", "uncertain"],
	["a mistake of the server", 500, '{"code":"failed","message":"x"}', "failed"],
	["too many tries", 429, '{"code":"sign-in.throttled","message":"x"}', "sign-in.throttled"],
	["a page instead of an answer", 200, "<html>", "offline"],
] as const) {
	test(`${name} may be sent again`, async () => {
		answering(status, body);
		const got = await failure();
		assert.equal(got.code, code);
		assert.equal(got.again, true);
	});
}

test("no connection may be sent again", async () => {
	globalThis.fetch = () => Promise.reject(new TypeError("fetch failed"));
	const got = await failure();
	assert.deepEqual([got.code, got.again, got.message], ["offline", true, ""]);
});

test("a session that is over is told as such", async () => {
	answering(401, '{"code":"sign-in.ended","message":"U bent niet meer binnen."}');
	const got = await failure();
	assert.equal(got.ended, true);
	assert.equal(got.again, false);
});

test("an answer without the two fields is never shown", async () => {
	answering(400, '{"code":1,"message":{"a":1}}');
	assert.equal((await failure()).code, "failed");
});
