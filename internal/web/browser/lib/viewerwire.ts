// What a page and the viewer in its frame say to each other. The frame has an
// origin of its own and is not believed: the worst that its words can do is to
// have the page say that a file is not shown, or leave.

/** From the page to the viewer. The bytes are handed over, not copied. */
export interface ToViewer {
	readonly kind: "show";
	/** The file's name, which is foreign text. */
	readonly name: string;
	/** The media type that its sender gave it; what the bytes say counts more. */
	readonly type: string;
	readonly bytes: ArrayBuffer;
}

/** Why a file is not shown. */
export type NotShown =
	/** A kind that we do not show. */
	| "unknown"
	/** Not whole, or not what it says. */
	| "damaged"
	/** With a password. */
	| "protected"
	/** More than a device can be asked to draw. */
	| "too-large";

/** From the viewer to the page. */
export type FromViewer =
	/** The viewer waits for a file. */
	| { readonly kind: "ready" }
	| { readonly kind: "shown" }
	| { readonly kind: "not-shown"; readonly why: NotShown }
	/** Escape was pressed while the viewer had the keyboard. */
	| { readonly kind: "escape" };
