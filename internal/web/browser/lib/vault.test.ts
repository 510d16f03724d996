import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Held, KeyStore, Slot } from "./keystore.ts";
import { IDLE_MS, type Parts, Vault } from "./vault.ts";

// A browser: one key store for all tabs, a session store for each, one clock.
class Browser {
	readonly held = new Map<Slot, Held>();
	now = 1_000_000;
	writes = 0;
	readonly keys: KeyStore = {
		get: async (slot) => this.held.get(slot),
		put: async (slot, held) => void this.held.set(slot, held),
		extend: async (slot, id, until) => {
			const held = this.held.get(slot);
			if (held?.id === id) this.held.set(slot, { ...held, until });
			this.writes++;
		},
		remove: async (slot, id) => {
			if (id === undefined || this.held.get(slot)?.id === id) this.held.delete(slot);
		},
	};

	/** A tab, or the next page of a tab when its session is given. */
	tab(slot: Slot, items = new Map<string, string>()): { vault: Vault; items: Map<string, string> } {
		const session: Parts["session"] = {
			getItem: (name) => items.get(name) ?? null,
			setItem: (name, value) => void items.set(name, value),
			removeItem: (name) => void items.delete(name),
		};
		const vault = new Vault(slot, { session, keys: this.keys, now: () => this.now });
		open.push(vault);
		return { vault, items };
	}
}

const open: Vault[] = [];
afterEach(() => {
	for (const vault of open.splice(0)) vault.close();
});

/** Resolves when a vault says that it was locked. */
function locked(vault: Vault): Promise<void> {
	return new Promise((resolve) => vault.onLocked(resolve));
}

const SECRET = "AGE-SECRET-KEY-PQ-1CANARY";

test("a secret survives navigation, and lies nowhere readable", async () => {
	const browser = new Browser();
	const first = browser.tab("staff");
	assert.equal(await first.vault.get(), null);
	await first.vault.put(SECRET);
	first.vault.close();
	const next = browser.tab("staff", first.items);
	assert.equal(await next.vault.get(), SECRET);
	assert.ok(![...first.items.values()].some((value) => value.includes("CANARY") || value.includes(btoa(SECRET).slice(0, 12))));
	const key = browser.held.get("staff")?.key;
	assert.ok(key && !key.extractable);
	await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("a second tab gets it from the first, and nothing from a slot of another kind", async () => {
	const browser = new Browser();
	const first = browser.tab("staff");
	await first.vault.put(SECRET);
	const second = browser.tab("staff");
	assert.deepEqual(await Promise.all([second.vault.get(), second.vault.get()]), [SECRET, SECRET]);
	first.vault.close();
	assert.equal(await second.vault.get(), SECRET);
	assert.equal(await browser.tab("reporter").vault.get(), null);
});

test("with no other tab to answer it is locked", async () => {
	const browser = new Browser();
	const first = browser.tab("staff");
	await first.vault.put(SECRET);
	first.vault.close();
	assert.equal(await browser.tab("staff").vault.get(), null);
});

test("clearing one tab locks all", async () => {
	const browser = new Browser();
	const [first, second] = [browser.tab("staff"), browser.tab("staff")];
	await first.vault.put(SECRET);
	assert.equal(await second.vault.get(), SECRET);
	const told = locked(second.vault);
	await first.vault.clear();
	await told;
	assert.equal(await first.vault.get(), null);
	assert.equal(await second.vault.get(), null);
	assert.equal(first.items.size + second.items.size + browser.held.size, 0);
});

test("deleting the key alone locks all tabs", async () => {
	const browser = new Browser();
	const [first, second] = [browser.tab("staff"), browser.tab("staff")];
	await first.vault.put(SECRET);
	assert.equal(await second.vault.get(), SECRET);
	browser.held.clear();
	const told = locked(first.vault);
	assert.equal(await first.vault.get(), null);
	await told;
	assert.equal(await second.vault.get(), null);
	assert.equal(first.items.size + second.items.size, 0);
});

test("clearing the site's storage locks a tab that shows words", async () => {
	const browser = new Browser();
	const tab = browser.tab("reporter");
	await tab.vault.put(SECRET);
	let told = 0;
	tab.vault.onLocked(() => told++);
	browser.held.clear();
	tab.items.clear();
	for (let i = 0; i < 2; i++) await tab.vault.touch();
	assert.equal(told, 1);
});

test("idle locks, use in any tab keeps it open", async () => {
	const browser = new Browser();
	const [first, second] = [browser.tab("reporter"), browser.tab("reporter")];
	await first.vault.put(SECRET);
	assert.equal(await second.vault.get(), SECRET);
	for (let i = 0; i < 3; i++) {
		browser.now += IDLE_MS - 1;
		await second.vault.touch();
	}
	assert.equal(await first.vault.get(), SECRET);
	browser.now += IDLE_MS;
	const told = locked(first.vault);
	assert.equal(await first.vault.get(), null);
	await told;
	assert.equal(await second.vault.get(), null);
	assert.equal(browser.held.size + first.items.size + second.items.size, 0);
});

test("use within half a minute writes nothing", async () => {
	const browser = new Browser();
	const { vault } = browser.tab("staff");
	await vault.put(SECRET);
	for (let i = 0; i < 10; i++) await vault.get();
	assert.equal(browser.writes, 0);
	browser.now += 30_000;
	await vault.get();
	assert.equal(browser.writes, 1);
});

test("signing in again in one tab reaches the others", async () => {
	const browser = new Browser();
	const [first, second] = [browser.tab("staff"), browser.tab("staff")];
	await first.vault.put("one");
	assert.equal(await second.vault.get(), "one");
	await second.vault.put("two");
	assert.equal(await first.vault.get(), "two");
});

test("what was tampered with opens nothing", async () => {
	const browser = new Browser();
	const { vault, items } = browser.tab("staff");
	await vault.put(SECRET);
	const good = items.get("gehoor-staff") ?? "";
	for (const text of ["", "null", "{}", "x", good.replace('"data":"', '"data":"AAAA'), good.replace('"iv":"', '"iv":"*')]) {
		items.set("gehoor-staff", text);
		assert.equal(await vault.get(), null, text);
	}
});

test("what was kept for one slot opens in no other", async () => {
	const browser = new Browser();
	const [staff, reporter] = [browser.tab("staff"), browser.tab("reporter")];
	await staff.vault.put(SECRET);
	const held = browser.held.get("staff");
	assert.ok(held);
	browser.held.set("reporter", held);
	reporter.items.set("gehoor-reporter", staff.items.get("gehoor-staff") ?? "");
	assert.equal(await reporter.vault.get(), null);
});
