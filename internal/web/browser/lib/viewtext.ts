// Plain text in the viewer: as text, never as markup.
import { text } from "../text.ts";
import { decode } from "./plaintext.ts";
import type { Shown } from "./viewtools.ts";

/** Characters that are shown: a book. More makes scrolling slow, and nobody reads it here. */
export const MAX_SHOWN = 2_000_000;
/** The size of letters at 100 %, as the page around has it. */
const LETTERS_REM = 1;

/** Shows text in UTF-8, or UTF-16 with its mark, else as old Windows programs wrote it. */
export function showText(view: HTMLElement, bytes: Uint8Array): Shown {
	const whole = decode(bytes);
	const place = document.createElement("pre");
	place.className = "viewer-text";
	place.textContent = whole.slice(0, MAX_SHOWN);
	view.replaceChildren(place);
	if (whole.length > MAX_SHOWN) {
		const cut = document.createElement("p");
		cut.className = "utrecht-paragraph";
		cut.textContent = text("view.cut");
		view.prepend(cut);
	}
	return {
		pages: [],
		zoom: (factor) => {
			place.style.fontSize = `${factor * LETTERS_REM}rem`;
		},
	};
}
