// Knows the organisation's root again: the first one that this browser sees is
// kept, so that another one later is noticed. Only browsers of staff keep it; a
// reporter's browser keeps nothing.

/** Where the first root is kept, by organisation. */
export interface Pins {
	get(org: string): Promise<string | undefined>;
	put(org: string, root: string): Promise<void>;
}

/** Whether the root is the one that this browser knows. The first one is, from now on. */
export async function knownRoot(org: string, root: string, pins: Pins = indexed()): Promise<boolean> {
	const first = await pins.get(org);
	if (first === undefined) await pins.put(org, root);
	return first === undefined || first === root;
}

const DATABASE = "gehoor-root";
const STORE = "root";

function indexed(): Pins {
	return {
		get: (org) => run("readonly", (roots) => roots.get(org) as IDBRequest<string | undefined>),
		put: async (org, root) => void (await run("readwrite", (roots) => roots.put(root, org))),
	};
}

function run<T>(mode: IDBTransactionMode, act: (roots: IDBObjectStore) => IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(DATABASE, 1);
		const failed = () => reject(new Error("IndexedDB: cannot open"));
		opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
		opening.onerror = failed;
		opening.onblocked = failed;
		opening.onsuccess = () => {
			const transaction = opening.result.transaction(STORE, mode);
			const request = act(transaction.objectStore(STORE));
			transaction.oncomplete = () => {
				opening.result.close();
				resolve(request.result);
			};
			transaction.onabort = failed;
		};
	});
}
