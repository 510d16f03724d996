// What an opened account says of something earlier that it belongs with
// (internal/signal/questionnaire, the step "earlier"). It is the reporter's word:
// whoever reads it decides.

/** Something earlier that a reporter names. */
export interface Earlier {
	/** A reason of internal/dossier. */
	readonly reason: "follow-up" | "together";
	/** As handlers know a dossier, "3F9 A1C"; "" where the reporter has none, or what was typed is none. */
	readonly reference: string;
}

/** How many digits a reference has (page/desk, Reference). */
const DIGITS = 6;

/** Reads it from the body of an account; null where nothing earlier is named. */
export function readEarlier(body: string): Earlier | null {
	const answers = answersOf(body);
	const whose = answers["earlier"];
	if (whose !== "own" && whose !== "other") return null;
	const typed = answers["earlier-reference"];
	return { reason: whose === "own" ? "follow-up" : "together", reference: typeof typed === "string" ? reference(typed) : "" };
}

/** A reference as it is shown, whatever stands between its digits; "" for what is none. */
export function reference(typed: string): string {
	const digits = typed.replace(/[\s.-]/g, "").toUpperCase();
	return digits.length === DIGITS && /^[0-9A-F]+$/.test(digits) ? `${digits.slice(0, 3)}\u00a0${digits.slice(3)}` : "";
}

function answersOf(body: string): Record<string, unknown> {
	try {
		const { answers } = JSON.parse(body) as { answers?: unknown };
		return typeof answers === "object" && answers !== null ? (answers as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
