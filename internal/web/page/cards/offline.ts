// Answers for the page of the cards when there is no connection: with one, the newest is
// shown and kept. It answers for nothing else of the site (its scope is that page), and is
// there only on devices on which somebody kept the cards.

/** What of a service worker is used here. */
interface Worker {
	addEventListener(type: "install" | "activate", hear: (event: Living) => void): void;
	addEventListener(type: "fetch", hear: (event: Asked) => void): void;
	skipWaiting(): Promise<void>;
	readonly clients: { claim(): Promise<void> };
}

interface Living {
	waitUntil(done: Promise<unknown>): void;
}

interface Asked extends Living {
	readonly request: Request;
	respondWith(answer: Promise<Response>): void;
}

const CACHE = "gehoor-cards";
const me = self as unknown as Worker;

me.addEventListener("install", (event) => event.waitUntil(me.skipWaiting()));
me.addEventListener("activate", (event) => event.waitUntil(me.clients.claim()));
me.addEventListener("fetch", (event) => {
	if (event.request.method === "GET") event.respondWith(answer(event.request));
});

/** The newest if it can be had, else what was kept. A page's part after the # is no other page. */
async function answer(request: Request): Promise<Response> {
	const kept = await caches.open(CACHE);
	const old = await kept.match(request);
	if (old === undefined) return fetch(request);
	try {
		const fresh = await fetch(request);
		if (fresh.status >= 500) return old;
		if (fresh.ok) await kept.put(request, fresh.clone());
		return fresh;
	} catch {
		return old;
	}
}
