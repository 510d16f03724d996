// Paper with a code on it. Browsers put the page's title, its address and the day
// above and below what they print, and the address of a page of staff would say who
// gave the paper. The style of such paper has no margin to put them in (@page); who
// sets margins in the dialog gets the address of the site, and no title. The title is
// also what the print queue and a PDF are called.

/** Says nothing, and is not empty: for an empty title browsers take the address. */
const TITLE = "–";

/** Prints what the style shows for a mark on the root, and then puts all back. */
export function printOnly(mark: string, after: () => void = () => {}): void {
	const root = document.documentElement;
	const { title } = document;
	const { href } = location;
	const address = (to: string) => history.replaceState(history.state, "", to);
	root.classList.add(mark);
	document.title = TITLE;
	address("/");
	const restore = () => {
		root.classList.remove(mark);
		document.title = title;
		address(href);
		after();
	};
	addEventListener("afterprint", restore, { once: true });
	print();
}
