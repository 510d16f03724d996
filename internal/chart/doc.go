// Package chart is the organisation chart: who works in the organisation, in which line,
// who stands in, and which offices are held for which time (architecture §7). It is made
// by an administrator from the file of the personnel system, and names people who have
// no account too.
//
// Rules:
//
//   - The server knows random person IDs and edges. Names, units and functions are
//     sealed, to those who handle signals and to administrators.
//   - A person keeps their ID over a marriage, a move and a return. Somebody who is not
//     in the file any more has left, and is still known.
//   - A line leads to somebody who is there, and never comes round.
//   - A party is kept of office-holders only (protocols.md §0.3).
//   - What one person is to another decides who may handle a signal about them
//     (protocols.md §1.10): [Chart.Conflicts].
package chart
