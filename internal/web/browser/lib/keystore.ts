// The vault's keys in IndexedDB: one record a slot, for all tabs of the origin.
// A CryptoKey that is not extractable is stored as a handle; script can use it
// but never read it.

/** Who unlocked: staff by passphrase, or a reporter by code. The two never mix. */
export type Slot = "staff" | "reporter";

/** The AES key of a slot, as IndexedDB holds it. */
export interface Held {
	/** Says which ciphertext the key belongs to; random, no secret. */
	readonly id: string;
	readonly key: CryptoKey;
	/** When the key ends unless it is used, in milliseconds since 1970. */
	readonly until: number;
}

/** Where AES keys are kept: one per slot for all tabs of the origin. */
export interface KeyStore {
	get(slot: Slot): Promise<Held | undefined>;
	put(slot: Slot, held: Held): Promise<void>;
	/** Moves the end on, in one transaction, only if the key is still the one with this id. */
	extend(slot: Slot, id: string, until: number): Promise<void>;
	/** Deletes the key; with an id, only if it is still that one. */
	remove(slot: Slot, id?: string): Promise<void>;
}

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
