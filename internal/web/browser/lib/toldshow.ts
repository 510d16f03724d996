// Shows of an opened account whom its reporter told before, and nothing else.
import { text } from "../text.ts";
import type { FormLabels } from "./dossieraccount.ts";
import { accountShow } from "./dossiershow.ts";
import type { Show } from "./sealedtext.ts";
import { toldBefore } from "./toldbefore.ts";

/** Shows it beside the questions of the forms. */
export function toldShow(forms: readonly FormLabels[]): Show {
	const show = accountShow(forms);
	return (place, account) => {
		const told = toldBefore(account);
		if (told === undefined) place.textContent = text("knowledge.told-nobody");
		else show(place, told);
	};
}
