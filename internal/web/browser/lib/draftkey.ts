// The reporter's code in the vault, from page to page. What lies there is the
// code's 16 bytes in hex: every page of the reporter derives the rest from it.
import { type Bytes, fromHex, toHex } from "./bytes.ts";
import { CODE_BYTES } from "./code.ts";
import { Vault } from "./vault.ts";

/** Keeps the code for the reporter's next pages; it ends when idle. */
export async function keepCode(vault: Vault, code: Bytes): Promise<void> {
	await vault.put(toHex(code));
}

/** The code, or null if there is none in this browser. */
export async function keptCode(vault: Vault): Promise<Bytes | null> {
	const hex = await vault.get();
	if (hex === null) return null;
	try {
		const code = fromHex(hex);
		return code.length === CODE_BYTES ? code : null;
	} catch {
		return null;
	}
}

/** The reporter's vault of this tab. */
export function reporterVault(): Vault {
	return new Vault("reporter");
}
