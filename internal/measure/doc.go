// Package measure says what each measure and each burden of a dossier is, who bears it,
// and for how long (protocols.md §1.8 G-BRON, §0.2). It is values and pure functions only:
// what was written down in a dossier goes in, measures come out.
//
// # Rules
//
//   - A measure that was imposed and a burden that was there already both count. They are
//     numbered together, from 1, in the order in which they were written down. A number
//     never moves to another one.
//   - Each bearer of a measure bears a burden of their own, that can end by itself.
//   - What somebody wrote down of its end goes before what was planned, whether it ended
//     earlier or went on longer. Without either it runs on: nobody knows of an end.
//   - A burden never ends before it began. If it was lifted on its first day it lasted
//     that day, because somebody felt it; if it was lifted before, it lasted none.
//   - Every record about a measure is accounted for: it is about one, or it is loose.
//
// # Records that name no measure
//
// A record that lifts something, looks at it again or takes it back can name the measure by
// its number. One that does not (all older ones) is about the only measure that fits: it is
// of the same signal, or one of the two is of none; whoever the record names bears it then;
// and nothing ended it yet. If several fit, nobody knows which was meant, and none of
// them ends: it is safer to say that somebody still bears something than that they do not.
// The record is loose then, and whoever handles the dossier can write it down again with
// the number.
//
// What somebody told in a talk of being kept away (care.contact-made) is no measure: it
// does not say what, nor since when. The protocol makes a task of it, and what it is, is
// written down as a burden.
package measure
