// Bytes as they are, to the server and from it: parts of files (internal/web/files.go).
import { Failure, failureOf } from "./api.ts";
import type { Bytes } from "./bytes.ts";

/** How long nothing at all may come or go, in milliseconds: a line that is so still is gone. */
export const STILL_MS = 45_000;

/**
 * Puts bytes; tell says how many have left. Throws a Failure and nothing else, and
 * ends with the signal. fetch cannot say how far it is, so this is the older way.
 */
export function put(lang: string, path: string, bytes: Bytes, tell: (sent: number) => void, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const stop = () => request.abort();
		let still = setTimeout(stop, STILL_MS);
		const moved = () => {
			clearTimeout(still);
			still = setTimeout(stop, STILL_MS);
		};
		request.upload.onprogress = ({ loaded }) => {
			moved();
			tell(loaded);
		};
		request.onloadend = () => {
			clearTimeout(still);
			signal.removeEventListener("abort", stop);
			if (request.status === 204) resolve();
			else if (request.status === 0) reject(new Failure("offline"));
			else reject(failureOf(request.status, request.responseText));
		};
		signal.addEventListener("abort", stop);
		request.open("PUT", path);
		request.setRequestHeader("Accept", "application/json");
		request.setRequestHeader("X-Language", lang);
		request.send(bytes);
		if (signal.aborted) stop();
	});
}

/** Gets bytes. Throws a Failure and nothing else, and ends with the signal. */
export async function get(lang: string, path: string, signal: AbortSignal): Promise<Bytes> {
	const still = new AbortController();
	const both = AbortSignal.any([signal, still.signal]);
	let timer = setTimeout(() => still.abort(), STILL_MS);
	try {
		const response = await fetch(path, {
			headers: { Accept: "application/json", "X-Language": lang },
			credentials: "same-origin",
			cache: "no-store",
			redirect: "error",
			signal: both,
		});
		if (!response.ok) throw failureOf(response.status, await response.text());
		return await read(response, () => {
			clearTimeout(timer);
			timer = setTimeout(() => still.abort(), STILL_MS);
		});
	} catch (error) {
		throw error instanceof Failure ? error : new Failure("offline");
	} finally {
		clearTimeout(timer);
	}
}

/** Reads a body of a known length; moved is called with each piece. */
async function read(response: Response, moved: () => void): Promise<Bytes> {
	const bytes = new Uint8Array(Number(response.headers.get("Content-Length")));
	const reader = response.body?.getReader();
	let at = 0;
	for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
		moved();
		if (at + piece.value.length > bytes.length) throw new Failure("failed");
		bytes.set(piece.value, at);
		at += piece.value.length;
	}
	if (at !== bytes.length) throw new Failure("offline");
	return bytes;
}
