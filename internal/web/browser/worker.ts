// Starts a worker of this build. The build finds the name in the source and the
// server puts its address into the page, so the name is always written out:
// worker("sealed/open.js").

type Policy = { createScriptURL(url: string): unknown };
type Factory = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy };

const files = /^\/a\/[A-Za-z0-9._-]+\.js$/;

/** The only way in which a string becomes a script's address (security.go). */
function onlyOurs(url: string): string {
	if (!files.test(url)) throw new TypeError("not a file of this site");
	return url;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory?.createPolicy("gehoor", { createScriptURL: onlyOurs }) ?? { createScriptURL: onlyOurs };

/** The address of the worker with this logical name, "<noun>/<name>.js". */
function address(name: string): string {
	const json = document.getElementById("workers")?.textContent ?? "{}";
	const url = (JSON.parse(json) as Record<string, string>)[name];
	if (url === undefined) throw new Error(`the page does not know the worker ${name}`);
	return policy.createScriptURL(url) as string;
}

/** Starts a worker. */
export function worker(name: string): Worker {
	return new Worker(address(name), { type: "module" });
}

/** Registers the script that answers for a page when there is no connection. */
export function offline(name: string, scope: string): Promise<unknown> {
	return navigator.serviceWorker.register(address(name), { scope, type: "module" });
}
