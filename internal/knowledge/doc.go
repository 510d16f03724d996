// Package knowledge says who knew what of a dossier, and since when (protocols.md
// §1.8, G-KENNIS). It is values and pure functions only: the facts of a dossier and of
// what was made available go in, entries come out.
//
// # Rules
//
//   - Every fact that says that somebody knew is an entry of its own. A later fact never
//     changes or removes an earlier one: a correction stands beside what it corrects. All
//     that a later fact adds to an earlier entry is that there is a reply to it.
//   - Whoever is shut out meanwhile stays in it, with what they knew before.
//   - That something was made available is no proof that it was read, and what somebody
//     said they knew is no proof either. Each entry has its source; whoever reads it judges.
//   - Of what a reporter or the program did only the day is told: the moment would say
//     when somebody sat down to report (architecture.md §12).
//
// What the reporter told of who knew is in the account, which is sealed: it is not here.
package knowledge
