// Package wording is what an organisation says on pages in its own words: at which
// places, how much, and in which small part of what text can be.
//
// A text is paragraphs with an empty line between them, items that begin with "- ",
// and addresses that begin with https://, which become links as they stand. {name},
// {phone} and {mail} are filled in. There is no markup, no heading and no label over a
// link, so that nothing that is read says something else than what is typed.
//
// Rules:
//
//   - What keeps a reporter safe is not among the places: the quick exit, who can open
//     a signal, what the way without scripts is weaker in, what the server sees, what
//     is promised. The program says it, and in the same place whatever an organisation
//     writes. What stands above such a line is one line or one short paragraph.
//   - A text that has one of those lines in it is refused ([FaultReserved]), and so is
//     one with signs that are not seen.
//   - An empty text is the program's own, or nothing where the program has none.
//
// It decides from values and imports the dictionary alone.
package wording
