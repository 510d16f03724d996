// What a person is told when something did not work: the server's own sentence
// where it said one, else one of ours.
import { text } from "../text.ts";
import { Failure } from "./api.ts";
import { Refusal } from "./refusal.ts";

/** The sentence for a code; message is the server's, "" if there is none. */
export function troubleText(code: string, message = ""): string {
	if (message !== "") return message;
	switch (code) {
		case "offline":
			return text("sealed.offline");
		case "unavailable":
		case "uncertain":
			return text("sealed.unavailable");
		case "content.too-large":
			return text("sealed.too-large");
		case "content.not-recipient":
			return text("sealed.not-recipient");
		case "content.wrongly-sealed":
		case "content.foreign":
		case "shares.do-not-fit":
			return text("sealed.damaged");
		case "key.unverified":
			return text("sealed.unverified");
		case "sign-in.ended":
			return text("sealed.ended");
		default:
			return text("sealed.failed");
	}
}

/** The sentence for something thrown. */
export function errorText(error: unknown): string {
	if (error instanceof Failure) return troubleText(error.code, error.message);
	if (error instanceof Refusal) return troubleText(error.code);
	return troubleText("failed");
}
