// Package pattern says when signals about the same subject must be weighed together
// (protocols.md §1.9, G-PATROON). It is values and pure functions only: what counts of
// each signal goes in, the rules that fired come out.
//
// # Rules
//
//   - Only confirmed subjects count: somebody of the organisation chart, those who work
//     under somebody, or an office. A name that somebody typed never does.
//   - A rule looks at when something was told, how serious it was found, and what was done
//     after it. It sees no word of it.
//   - The same incident counts once, however many told of it. Two reporters count as two
//     only if somebody who knows both says so; of an anonymous one nobody knows.
//   - A rule that fires forces a weighing, and says nothing about anybody's guilt. How often
//     it fires on people who did nothing is measured by package simulate.
package pattern
