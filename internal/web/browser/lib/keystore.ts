// The vault's keys in IndexedDB: one record a slot, for all tabs of the origin.
// A CryptoKey that is not extractable is stored as a handle; script can use it
// but never read it.
import type { Held, KeyStore, Slot } from "./vault.ts";

const DATABASE = "gehoor";
const STORE = "keys";

/** The key store of this origin. It opens the database anew for each call, so that no page holds it back. */
export function keyStore(): KeyStore {
	return {
		get: (slot) => run("readonly", (keys) => keys.get(slot) as IDBRequest<Held | undefined>),
		put: async (slot, held) => void (await run("readwrite", (keys) => keys.put(held, slot))),
		extend,
		remove,
	};
}

/** Reads and writes in one transaction, so that a key that was just removed never comes back. */
async function extend(slot: Slot, id: string, until: number): Promise<void> {
	await run("readwrite", (keys) => {
		const request = keys.get(slot) as IDBRequest<Held | undefined>;
		request.onsuccess = () => {
			const held = request.result;
			if (held?.id === id && held.until < until) keys.put({ ...held, until }, slot);
		};
		return request;
	});
}

async function remove(slot: Slot, id?: string): Promise<void> {
	await run("readwrite", (keys) => {
		const request = keys.get(slot) as IDBRequest<Held | undefined>;
		request.onsuccess = () => {
			if (id === undefined || request.result?.id === id) keys.delete(slot);
		};
		return request;
	});
}

async function run<T>(mode: IDBTransactionMode, act: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
	const database = await openDatabase();
	try {
		return await new Promise((resolve, reject) => {
			const transaction = database.transaction(STORE, mode);
			const request = act(transaction.objectStore(STORE));
			transaction.oncomplete = () => resolve(request.result);
			transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB: aborted"));
		});
	} finally {
		database.close();
	}
}

function openDatabase(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(DATABASE, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(STORE);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error("IndexedDB: cannot open"));
		request.onblocked = () => reject(new Error("IndexedDB: blocked"));
	});
}
