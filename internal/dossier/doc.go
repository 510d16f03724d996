// Package dossier is the case and its file: its compartments and who holds
// their keys, internal notes, exclusions, lateness, and what was made available
// to whom.
//
// Rules:
//
//   - Nobody alone: a compartment that handlers share has at least two of them.
//   - Whoever creates a compartment seals one share of its key to each custodian
//     in the same act, so that a dossier is never lost with its holders.
//   - Internal words never go into the conversation's compartment.
//   - An excluded person holds nothing and is granted nothing. What somebody
//     read before an exclusion stays read.
//   - A recovery gives keys with the shares of enough custodians, to somebody who
//     did not ask for it, while too few hold the dossier. Who the reporter is is
//     not recovered.
//   - A dossier is closed with a reason, and not before its reporters were told.
//     Whatever a reporter does opens it again.
//   - A compartment is made once. If somebody who has its key is shut out, it gets
//     another key, from which a reader finds the ones before: a new epoch.
package dossier
