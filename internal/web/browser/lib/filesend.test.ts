import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Failure } from "./api.ts";
import { type Bytes, fromBase64, sha256Hex, toBase64, utf8, fromUtf8 } from "./bytes.ts";
import { type Manifest, MAX_FILE, type PartName, readManifest } from "./file.ts";
import { type FileMeans, FileSender, type FileState, TRY_AGAIN_MS } from "./filesend.ts";
import { PART_BODY } from "./inspect.ts";

/** A server in memory: sealing only turns the bits, and every step can be broken. */
class Server implements FileMeans {
	readonly kept = new Map<string, Bytes>();
	readonly puts: string[] = [];
	readonly waits: number[] = [];
	added: { manifest: Manifest; parts: readonly PartName[] }[] = [];
	sealed = 0;
	room = Number.MAX_SAFE_INTEGER;
	/** Called before each step; throws to break it. */
	before: (step: string) => void = () => undefined;
	/** Called after a part is kept; throws to lose the answer. */
	answer: () => void = () => undefined;

	async seal(bytes: Bytes): Promise<{ id: string; bytes: Bytes }> {
		this.sealed++;
		const turned = bytes.map((b) => b ^ 255) as Bytes;
		return { id: await sha256Hex(turned), bytes: turned };
	}
	async sealManifest(text: string): Promise<{ id: string; base64: string }> {
		return { id: await sha256Hex(utf8(text)), base64: toBase64(utf8(text)) };
	}
	async there(bytes: number, ids: readonly string[]): Promise<readonly string[]> {
		this.before("there");
		if (bytes > this.room) throw new Failure("file.no-room", "Geen plaats.", 507);
		return ids.filter((id) => this.kept.has(id));
	}
	async put(id: string, bytes: Bytes, tell: (sent: number) => void, signal: AbortSignal): Promise<void> {
		this.before("put");
		tell(bytes.length / 2);
		await Promise.resolve();
		if (signal.aborted) throw new Failure("offline");
		this.puts.push(id);
		this.kept.set(id, bytes);
		this.answer();
	}
	async add(manifest: string, parts: readonly PartName[]): Promise<void> {
		this.before("add");
		for (const { id, size } of parts) assert.equal(this.kept.get(id)?.length, size);
		this.added.push({ manifest: readManifest(fromUtf8(fromBase64(manifest))), parts });
	}
	async wait(ms: number): Promise<void> {
		this.waits.push(ms);
		await Promise.resolve();
	}
}

// No two parts alike: the sealing of the test is not random.
const bytes = new Uint8Array(2 * PART_BODY + 5).map((_, i) => i * 3 + (i >>> 20));
const file = (size: number) => new File([bytes.subarray(0, size)], "x", { type: "image/png" });

function sender(server: Server, blob: Blob = file(2 * PART_BODY + 5)): { sender: FileSender; states: FileState[] } {
	const states: FileState[] = [];
	return { sender: new FileSender(blob, "foto.png", server, (state) => states.push(state)), states };
}

async function whole(server: Server, blob: Blob): Promise<void> {
	const [one] = server.added;
	assert.equal(server.added.length, 1);
	assert.ok(one);
	const hash = createHash("sha256").update(new Uint8Array(await blob.arrayBuffer())).digest("hex");
	assert.deepEqual(one.manifest, { name: "foto.png", media: blob.type, length: blob.size, sha256: hash, parts: one.parts.map(({ id }) => id) });
	const back = one.parts.map(({ id }) => (server.kept.get(id) as Bytes).map((b) => b ^ 255));
	assert.deepEqual(Buffer.concat(back), Buffer.from(await blob.arrayBuffer()));
}

test("sends the parts in order, and then the file", async () => {
	for (const size of [0, 1, PART_BODY, 2 * PART_BODY + 5]) {
		const server = new Server();
		const blob = file(size);
		const { sender: one, states } = sender(server, blob);
		await one.go();
		await whole(server, blob);
		assert.equal(states.at(-1)?.kind, "sent");
		const sent = states.flatMap((s) => (s.kind === "sending" ? [s.sent] : []));
		assert.deepEqual(sent, [...sent].sort((a, b) => a - b), "it never goes back");
		assert.ok(sent.every((n) => n <= size));
	}
});

test("a line that breaks is tried again, and no part twice", async () => {
	const server = new Server();
	let broken = 0;
	server.before = (step) => {
		if (step === "put" && ++broken % 2 === 1) throw new Failure("offline");
	};
	const { sender: one } = sender(server);
	await one.go();
	await whole(server, file(2 * PART_BODY + 5));
	assert.equal(server.puts.length, 3);
	assert.equal(server.sealed, 3);
	assert.deepEqual(server.waits, [1_000, 1_000, 1_000]);
});

test("a part whose answer was lost is not sent again", async () => {
	const server = new Server();
	let lost = false;
	server.answer = () => {
		if (lost) return;
		lost = true;
		throw new Failure("offline");
	};
	const { sender: one } = sender(server);
	await one.go();
	await whole(server, file(2 * PART_BODY + 5));
	assert.equal(server.puts.length, 3);
});

test("after some tries it waits for a person, and goes on where it was", async () => {
	const server = new Server();
	let online = true;
	server.before = (step) => {
		if (step === "put" && server.puts.length === 1 && !online) throw new Failure("offline");
	};
	server.answer = () => (online = false);
	const { sender: one } = sender(server);
	await one.go();
	assert.equal(one.state.kind, "paused");
	assert.ok(one.state.kind === "paused" && one.state.error instanceof Failure && one.state.sent === PART_BODY);
	assert.deepEqual(server.waits, TRY_AGAIN_MS);
	server.before = () => undefined;
	server.answer = () => undefined;
	await one.go();
	await whole(server, file(2 * PART_BODY + 5));
	assert.equal(server.puts.length, 3);
	assert.equal(server.sealed, 3);
});

test("a session that ended waits for a person", async () => {
	const server = new Server();
	let out = true;
	server.before = () => {
		if (out) throw new Failure("sign-in.ended", "U bent niet meer binnen.", 401);
	};
	const { sender: one } = sender(server);
	await one.go();
	assert.ok(one.state.kind === "paused" && one.state.error instanceof Failure && one.state.error.ended);
	assert.deepEqual(server.waits, []);
	out = false;
	await one.go();
	assert.equal(one.state.kind, "sent");
});

test("a person pauses and goes on", async () => {
	const server = new Server();
	const { sender: one } = sender(server);
	server.before = (step) => {
		if (step === "put" && server.puts.length === 1) one.pause();
	};
	await one.go();
	assert.deepEqual(one.state, { kind: "paused", sent: PART_BODY });
	server.before = () => undefined;
	await one.go();
	await whole(server, file(2 * PART_BODY + 5));
});

test("a file that is cancelled is not added, also later", async () => {
	const server = new Server();
	const { sender: one } = sender(server);
	server.before = (step) => {
		if (step === "put" && server.puts.length === 1) one.cancel();
	};
	await one.go();
	assert.equal(one.state.kind, "cancelled");
	await one.go();
	assert.equal(one.state.kind, "cancelled");
	assert.equal(server.added.length, 0);
	const { sender: never } = sender(server);
	never.cancel();
	assert.equal(never.state.kind, "cancelled");
});

test("without room nothing is read, and it says so", async () => {
	const server = new Server();
	server.room = 10;
	const { sender: one } = sender(server);
	await one.go();
	assert.ok(one.state.kind === "paused" && one.state.error instanceof Failure && one.state.error.code === "file.no-room");
	assert.equal(server.sealed, 0);
});

test("what is too large is refused before anybody is asked", async () => {
	const server = new Server();
	const blob = { size: MAX_FILE + 1, type: "", slice: () => assert.fail("it was read") } as unknown as Blob;
	const { sender: one } = sender(server, blob);
	await one.go();
	assert.ok(one.state.kind === "refused" && one.state.error instanceof Failure && one.state.error.code === "file.too-large");
	await one.go();
	assert.equal(one.state.kind, "refused");
});

test("a file that cannot be read any more is refused", async () => {
	const server = new Server();
	const blob = { size: 10, type: "", slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")) }) } as unknown as Blob;
	const { sender: one } = sender(server, blob);
	await one.go();
	assert.ok(one.state.kind === "refused" && one.state.error instanceof Failure && one.state.error.code === "file.unreadable");
});

test("a file whose answer was lost is added once, in the same bytes", async () => {
	const server = new Server();
	const manifests: string[] = [];
	const add = server.add.bind(server);
	server.add = async (manifest, parts) => {
		manifests.push(manifest);
		if (manifests.length === 1) throw new Failure("uncertain", "", 503);
		await add(manifest, parts);
	};
	const { sender: one } = sender(server);
	await one.go();
	assert.equal(one.state.kind, "sent");
	assert.equal(manifests.length, 2);
	assert.equal(manifests[0], manifests[1]);
});

test("a file that is sealed to a key of before is sealed anew, once", async () => {
	for (const [renews, kind] of [[true, "sent"], [false, "refused"]] as const) {
		const server = new Server();
		const epochs: number[] = [];
		let newest = 1;
		const seal = server.seal.bind(server);
		server.seal = async (bytes) => ({ ...(await seal(bytes)), epoch: newest });
		const add = server.add.bind(server);
		server.add = async (manifest, parts, ...[epoch]: unknown[]) => {
			epochs.push(epoch as number);
			if (epoch !== 2) throw new Failure("dossier.other-key", "", 409);
			await add(manifest, parts);
		};
		const means: FileMeans = renews ? Object.assign(server, { renew: async () => void (newest = 2) }) : server;
		const states: FileState[] = [];
		const blob = file(2 * PART_BODY + 5);
		const one = new FileSender(blob, "foto.png", means, (state) => states.push(state));
		await one.go();
		assert.equal(one.state.kind, kind);
		assert.deepEqual(epochs, renews ? [1, 2] : [1]);
		if (renews) await whole(server, blob);
	}
});
