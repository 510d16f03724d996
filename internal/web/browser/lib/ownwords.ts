// What a reporter or a participant sends, sealed to the compartment that they share. The dossier may get another key while
// the page is open: then the server takes nothing that is sealed to the one before, and
// the page takes the new one, seals anew and sends once more.
import { Failure, post, record } from "./api.ts";
import type { Lang } from "./code.ts";
import type { CompartmentName } from "./compartment.ts";
import type { BoxKey } from "./opener.ts";
import type { SealedTexts } from "./sealedtext.ts";

/** Words as the server takes them. */
export interface OwnWords {
	readonly sealed: string;
	/** Which of the compartment's keys they are sealed to. */
	readonly epoch: number;
}

/** The refusal of what is sealed to a key of before. */
export const OTHER_KEY = "dossier.other-key";

/** Seals words to the conversation, or to a participant's compartment. */
export async function ownWords(texts: Pick<SealedTexts, "seal">, type: "message" | "account", words: string, box: CompartmentName = "conversation"): Promise<OwnWords> {
	const { base64, epoch } = await texts.seal(box, type, words);
	return { sealed: base64, epoch };
}

/** Takes the keys that there are now; throws a Failure. */
export async function newestKeys(lang: Lang, texts: Pick<SealedTexts, "renew">, door = "/api/box/"): Promise<void> {
	texts.renew(record(await post(lang, `${door}keys`, {}))["boxes"] as BoxKey[]);
}

/**
 * Seals and sends. That the key is an old one is certain: nothing of it is there. So once
 * the page has the new key, what was sealed is forgotten, and all is done once more.
 */
export async function toNewest<T>(what: () => Promise<T>, renew: () => Promise<void>): Promise<T> {
	try {
		return await what();
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== OTHER_KEY) throw error;
	}
	await renew();
	return await what();
}
