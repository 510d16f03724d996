// What taking another code needs. It is loaded when somebody asks for one: over a
// bad line nobody else waits for it.
import { type CodeParts, OtherCode } from "../../../browser/lib/boxcode.ts";
import type { Lang, Reporter } from "../../../browser/lib/code.ts";
import { again } from "../../../browser/lib/mailbox.ts";
import { Opener } from "../../../browser/lib/opener.ts";
import { sealedPage } from "../../../browser/lib/sealedtext.ts";
import { askTwoWords } from "../../begin/form/twowords.ts";

/** What the page itself gives. */
export type PageParts = Pick<CodeParts, "attempt" | "done" | "door">;

/** Takes another code: the keys are opened with the one that this browser has. */
export function otherCode(lang: Lang, reporter: Reporter, parts: PageParts): OtherCode {
	const page = sealedPage();
	return new OtherCode({
		...parts,
		org: page.org,
		lang,
		boxes: page.boxes.map((box) => box.name),
		opener: new Opener({ ...page, identity: reporter.identity, lang }),
		withSession: (what) => again(lang, reporter, what),
		ask: (place, words, right) => askTwoWords(place, "renew", words, right),
	});
}
