import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { fromBase64 } from "./bytes.ts";
import { checkNumber } from "./checknumber.ts";
import { identityFromSeed, parseRecipient, recipientOf } from "./identity.ts";
import { signerOf } from "./signing.ts";
import { type SignIn, unwrapIdentity } from "./signin.ts";
import { accept, codeIn, invited, type InviteSteps, makeKey } from "./staffinvite.ts";

const ORG = "veenhaven";
const wrap = identityFromSeed(new Uint8Array(32).fill(7));
const stretched: SignIn = { secretHex: "ab".repeat(32), wrap };
const WHO = { code: "0000-1111", person: "0".repeat(32), login: "noor", salt: "00".repeat(32) };

function steps(change: Partial<InviteSteps> = {}): InviteSteps {
	return {
		post: async () => ({ person: WHO.person, login: WHO.login, salt: WHO.salt }),
		stretch: async () => stretched,
		...change,
	};
}

test("a code in the fragment", () => {
	assert.equal(codeIn("#7QF2-K9MX-0000-1111-2222-3333"), "7QF2-K9MX-0000-1111-2222-3333");
	for (const hash of ["", "#", "#content", "#<b>", "#7QF2-K9MX", `#${"A".repeat(24)}`]) assert.equal(codeIn(hash), "", hash);
});

test("for whom it is", async () => {
	assert.deepEqual(await invited(WHO.code, steps()), WHO);
	await assert.rejects(invited(WHO.code, steps({ post: async () => ({ login: 7 }) })), Failure);
});

test("the key is made here, and only its public half leaves", async () => {
	const made = await makeKey(WHO, "vijf woorden achter elkaar hier", ORG, steps());
	assert.ok("body" in made);
	const body = made.body as { recipient: string; signer: string; wrapped: string; secret: string };
	const own = await unwrapIdentity(wrap, ORG, fromBase64(body.wrapped));
	assert.equal(await recipientOf(own), body.recipient);
	assert.equal(made.number, await checkNumber(ORG, WHO.person, parseRecipient(body.recipient), await signerOf(own, ORG)));
	assert.equal(body.signer, await signerOf(own, ORG));
	assert.ok(!JSON.stringify(body).includes("AGE-SECRET"));
	assert.ok(!JSON.stringify(body).includes("woorden"));
	const again = await makeKey(WHO, "vijf woorden achter elkaar hier", ORG, steps());
	assert.ok("body" in again && again.number !== made.number, "each key is another");
});

test("troubles", async () => {
	const long = steps({ stretch: async () => { throw new RangeError("passphrase too long"); } });
	assert.deepEqual(await makeKey(WHO, "x", ORG, long), { kind: "too-long" });
	const small = steps({ stretch: async () => { throw new RangeError("Array buffer allocation failed"); } });
	assert.deepEqual(await makeKey(WHO, "x", ORG, small), { kind: "no-memory" });
	const failure = new Failure("invitation.none", "Deze uitnodiging is er niet.", 409);
	const refused = steps({ post: async () => { throw failure; } });
	assert.deepEqual(await accept({ body: {}, number: "" }, refused), { kind: "failure", failure });
	assert.equal(await accept({ body: {}, number: "" }, steps()), undefined);
});
