// The sentence for a passkey that did not work.
import { text } from "../text.ts";
import { errorText } from "./apitext.ts";
import type { EnterTrouble } from "./passkey.ts";

export function passkeyText(trouble: EnterTrouble): string {
	switch (trouble.kind) {
		case "failure":
			return errorText(trouble.failure);
		case "cancelled":
			return text("passkey.cancelled");
		case "twice":
			return text("passkey.twice");
		case "unfit":
			return text("passkey.unfit");
		case "impossible":
			return text("passkey.impossible");
		case "no-storage":
			return text("signin.no-storage");
		case "no-memory":
			return text("signin.no-memory");
		case "no-key":
			return text("signin.no-key");
		case "too-long":
			return text("signin.passphrase-long");
	}
}
