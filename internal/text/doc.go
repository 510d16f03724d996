// Package text is the catalogue: every sentence that Gehoor shows, in Dutch and
// English, for pages made in Go and for scripts in the browser.
//
// The sentences are data: one folder per language, one file per part of the
// product, a key per sentence.
//
//	begin.title: Vertellen wat er speelt
//	clock.days-left:
//	  by: n
//	  one: Nog {n} dag
//	  other: Nog {n} dagen
//
// {name} is replaced by an argument. An entry with forms chooses by the count
// named in "by", with the plural rules of the Unicode CLDR; the browser has the
// same rules in Intl.PluralRules.
//
// Rules:
//
//   - Keys are lower case, "part.what", and stay when a sentence changes.
//   - Both languages have the same keys with the same arguments. A key that no
//     page uses is an error, and so is a page that uses a key that is not there.
//     A test walks the source for both.
//   - Each refusal code of the whole program has the key "refusal.<code>", and
//     "explain.<code>" for who looks it up: why it happens and what to do then. A
//     test finds the codes in the source.
//   - A sentence holds no markup. It is escaped where it is shown.
//
// The x/text catalogue was the first choice (libraries.md §13) and was set
// aside: its arguments have places, ours have names, because a refusal carries
// names; and the browser cannot read its messages.
//
// The package knows no clock: every moment is a value. Dates are shown in full,
// as people say them, and times as the clock in Amsterdam shows them.
package text
