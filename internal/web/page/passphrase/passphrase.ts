// The page on which somebody of staff changes their passphrase. After a fault the
// same bytes are sent again, so that a lost answer leaves one passphrase that works
// and not a guess.
import { post } from "../../browser/lib/api.ts";
import { clearPassphrases, field, mark, newPassphrase, progress, tell, troubleOf, wirePassphrase, working } from "../../browser/lib/passphraseform.ts";
import { stretch } from "../../browser/lib/signin.ts";
import { change, type ChangeSteps, type Changing, rewrap } from "../../browser/lib/staffpassphrase.ts";
import { lang, text } from "../../browser/text.ts";

const form = document.getElementById("change") as HTMLFormElement;
const go = document.getElementById("go") as HTMLButtonElement;
const done = document.getElementById("done") as HTMLElement;
const { org = "", login = "" } = form.dataset;

const steps: ChangeSteps = {
	post: (path, body) => post(lang, path, body),
	stretch: (words, salt, which) => stretch(words, salt, org, (part) => progress((which + part) / 2)),
};

/** What was sent and not answered. */
let pending: Changing | undefined;

async function submit(): Promise<void> {
	tell("");
	done.hidden = true;
	const old = field("old").value;
	mark("old", old === "" ? text("signin.passphrase-missing") : "");
	const passphrase = newPassphrase(login);
	if (old === "") field("old").focus();
	if (old === "" || passphrase === undefined || go.disabled) return;
	working(text("passphrase.working"), form, go);
	const trouble = await run(old, passphrase);
	working("", form, go);
	if (trouble !== "") return tell(trouble);
	clearPassphrases("old");
	done.hidden = false;
	done.focus();
}

/** Changes it; the sentence says why not, "" that it is done. */
async function run(old: string, passphrase: string): Promise<string> {
	if (!pending) {
		const made = await rewrap(login, old, passphrase, org, steps);
		if (!("old" in made)) return made.kind === "same" ? text("passphrase.same") : troubleOf(made);
		pending = made;
	}
	const trouble = await change(pending, steps);
	if (trouble?.kind === "failure" && trouble.failure.again) return `${troubleOf(trouble)} ${text("passphrase.unsure")}`;
	pending = undefined;
	return trouble ? troubleOf(trouble) : "";
}

wirePassphrase(lang === "en" ? "en" : "nl", ["old"]);
for (const id of ["old", "new"]) {
	field(id).addEventListener("input", () => {
		pending = undefined;
	});
}
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void submit();
});
go.disabled = false;
