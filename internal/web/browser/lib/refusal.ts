// A refusal has a stable code, the same as in Go where the server gives it too;
// the catalogue turns it into a sentence in the person's own language.

/** The codes that these modules give. Those of `content.` but the last are the dictionary's. */
export type RefusalCode =
	/** Over the limit for one content. */
	| "content.too-large"
	/** The bytes are no content, or not sealed as they must be. */
	| "content.wrongly-sealed"
	/** Sealed for another organisation. */
	| "content.foreign"
	/** Sealed, and not to this identity. */
	| "content.not-recipient"
	/** The organisation's root does not vouch for this key. */
	| "key.unverified"
	/** Too few shares, or shares of different secrets. */
	| "shares.do-not-fit";

/** What is impossible or not allowed. Its message is the code; it never holds what somebody typed. */
export class Refusal extends Error {
	override readonly name = "Refusal";

	constructor(readonly code: RefusalCode) {
		super(code);
	}
}
