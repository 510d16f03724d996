// Who knew what: opens, when asked, what reporters told themselves of who knew.
import { dossierPage } from "../../browser/lib/dossierpage.ts";
import { sealedPage, SealedTexts } from "../../browser/lib/sealedtext.ts";
import { toldShow } from "../../browser/lib/toldshow.ts";
import { Vault } from "../../browser/lib/vault.ts";

const section = document.getElementById("told") as HTMLElement;
const button = document.getElementById("told-open") as HTMLButtonElement;
const places = document.getElementById("told-places") as HTMLElement;

async function open(): Promise<void> {
	const signIn = section.dataset["again"] ?? "/";
	const vault = new Vault("staff");
	const secret = await vault.get().catch(() => null);
	if (secret === null) {
		location.replace(signIn);
		return;
	}
	const texts = new SealedTexts(sealedPage(), secret, { account: toldShow(dossierPage().forms) });
	let leaving = false;
	document.addEventListener("sign-out", () => (leaving = true));
	vault.onLocked(() => {
		texts.close();
		if (!leaving) location.replace(signIn);
	});
	texts.onEnded(() => location.replace(signIn));
	places.hidden = false;
	button.hidden = true;
	texts.open(places);
	places.focus();
}

button.addEventListener("click", () => void open());
button.disabled = false;
