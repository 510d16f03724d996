// Keeps the cards on the device, when somebody asks for it, and takes them away again.
import { text } from "../../browser/text.ts";
import { offline } from "../../browser/worker.ts";

/** The name of the cache; offline.ts has the same. */
const CACHE = "gehoor-cards";

const byId = (id: string) => document.getElementById(id) as HTMLElement;

function say(words: string): void {
	byId("cards-status").textContent = words;
}

/** Shows what can be done now. */
function show(kept: boolean): void {
	byId("cards-save").hidden = kept;
	byId("cards-drop").hidden = !kept;
}

/** The page and all that it loads. */
function needed(page: string): string[] {
	const loaded = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[href], script[src]")];
	const urls = loaded.map((one) => (one instanceof HTMLScriptElement ? one.src : one.href));
	return [page, ...new Set(urls)];
}

async function save(place: HTMLElement): Promise<void> {
	const { scope = "" } = place.dataset;
	say(text("cards.saving"));
	const cache = await caches.open(CACHE);
	await cache.addAll(needed(scope));
	await offline("cards/offline.js", scope);
	await navigator.serviceWorker.ready.catch(() => undefined);
	show(true);
	say(text("cards.saved"));
}

async function drop(place: HTMLElement): Promise<void> {
	const { scope = "" } = place.dataset;
	await caches.delete(CACHE);
	const at = await navigator.serviceWorker.getRegistration(scope);
	await at?.unregister();
	show(false);
	say(text("cards.dropped"));
}

function begin(): void {
	const place = document.getElementById("cards-keep");
	if (place === null) return;
	place.hidden = false;
	byId("cards-print").addEventListener("click", () => print());
	if (!("serviceWorker" in navigator) || !("caches" in self)) {
		byId("cards-save").hidden = true;
		return;
	}
	const run = (act: (place: HTMLElement) => Promise<void>) => () => {
		act(place).catch(() => say(text("cards.not-saved")));
	};
	byId("cards-save").addEventListener("click", run(save));
	byId("cards-drop").addEventListener("click", run(drop));
	void caches.has(CACHE).then(show);
}

begin();
