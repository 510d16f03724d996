// Follows an organisation's root from the one that somebody knows to the one now,
// along changes that both roots signed (doc/formats.md §5). It accepts what Go's
// internal/seal accepts, and nothing more.
import { utf8 } from "./bytes.ts";
import { openNote, parseVerifier } from "./note.ts";
import { Refusal } from "./refusal.ts";

const MAX_CHANGE_BYTES = 2 << 10;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface PlannedChange {
	readonly before: string;
	readonly root: string;
}

/** Whether changes lead from the known root to the one now. */
export function followRoot(org: string, known: string, now: string, changes: readonly string[]): boolean {
	for (const text of changes) {
		if (known === now) return true;
		const change = plannedChange(text, org);
		if (change?.before === known) known = change.root;
	}
	return known === now;
}

/** Reads a planned change that both roots signed; undefined for anything else. */
function plannedChange(text: string, org: string): PlannedChange | undefined {
	if (utf8(text).length > MAX_CHANGE_BYTES) return undefined;
	const cut = text.indexOf("\n\n");
	const [title, forOrg, way, before = "", root = "", on = "", ...rest] = text.slice(0, Math.max(cut, 0)).split("\n");
	if (title !== "gehoor root change v1" || forOrg !== org || way !== "planned" || before === root || rest.length > 0 || !isDay(on)) return undefined;
	try {
		for (const key of [root, before]) {
			const verifier = parseVerifier(key);
			if (verifier.name !== `${org}-root`) return undefined;
			openNote(text, verifier);
		}
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
	return { before, root };
}

function isDay(text: string): boolean {
	const moment = new Date(`${text}T00:00:00Z`);
	return DAY.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}
