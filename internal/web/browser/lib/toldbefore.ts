// What reporters say themselves of whom they told before: a part of their account, which
// only the browser of somebody who holds the dossier can read.

/** The question of whom they told, as the shipped questions name it. */
const TOLD = "told";

/** The account with that answer alone; undefined if it says nobody. What is no account stays as it is. */
export function toldBefore(account: string): string | undefined {
	let read: { answers?: Record<string, unknown> } | null;
	try {
		read = JSON.parse(account) as typeof read;
	} catch {
		return account;
	}
	if (typeof read?.answers !== "object" || read.answers === null) return account;
	const told = read.answers[TOLD];
	if (told === undefined || told === "" || (Array.isArray(told) && told.length === 0)) return undefined;
	return JSON.stringify({ ...read, answers: { [TOLD]: told } });
}
