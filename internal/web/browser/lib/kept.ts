// What a browser of staff keeps from one visit to the next, beside the key in the
// vault: values by name, in an IndexedDB database of their own.

/** Values by name. */
export interface Kept<T> {
	get(name: string): Promise<T | undefined>;
	put(name: string, value: T): Promise<void>;
}

/** The values of a database that has one store of that name. */
export function kept<T>(database: string, store: string): Kept<T> {
	return {
		get: (name) => run(database, store, "readonly", (all) => all.get(name) as IDBRequest<T | undefined>),
		put: async (name, value) => void (await run(database, store, "readwrite", (all) => all.put(value, name))),
	};
}

function run<T>(database: string, store: string, mode: IDBTransactionMode, act: (all: IDBObjectStore) => IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(database, 1);
		const failed = () => reject(new Error("IndexedDB: cannot open"));
		opening.onupgradeneeded = () => opening.result.createObjectStore(store);
		opening.onerror = failed;
		opening.onblocked = failed;
		opening.onsuccess = () => {
			const transaction = opening.result.transaction(store, mode);
			const request = act(transaction.objectStore(store));
			transaction.oncomplete = () => {
				opening.result.close();
				resolve(request.result);
			};
			transaction.onabort = failed;
		};
	});
}
