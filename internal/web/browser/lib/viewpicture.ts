// A picture in the viewer.
import { text } from "../text.ts";
import { own } from "./bytes.ts";
import { pictureType, tooLarge } from "./viewimage.ts";
import { type Shown, Unshown } from "./viewtools.ts";

/** Shows a picture as its bytes say it is. Throws Unshown. */
export async function showPicture(view: HTMLElement, name: string, bytes: Uint8Array): Promise<Shown> {
	if (tooLarge(bytes)) throw new Unshown("too-large");
	const picture = new Image();
	picture.className = "viewer-picture";
	picture.alt = text("view.picture", { name });
	picture.src = URL.createObjectURL(new Blob([own(bytes)], { type: pictureType(bytes) }));
	try {
		await picture.decode();
	} catch {
		throw new Unshown("damaged");
	}
	view.replaceChildren(picture);
	return {
		pages: [],
		zoom: (factor) => {
			// At 100 % a small picture is as large as it is, a large one fits.
			picture.style.width = `min(${100 * factor}%, ${picture.naturalWidth * factor}px)`;
		},
	};
}
