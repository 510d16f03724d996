// Package answer has the rules of a questionnaire's answers in Go: what is asked,
// what is wrong with an answer, what is kept and sealed, and how answers are read
// back. A browser that runs our scripts has the same rules in TypeScript
// (internal/web/browser/lib/questionnaire.ts and answers.ts), and
// testdata/vectors/answers.json holds both to the same answers.
//
// The server uses it for nobody but a reporter whose browser runs no scripts
// (web/plain): everybody else's answers it never sees.
//
// # Rules
//
//   - What somebody typed is never thrown away while they are writing:
//     [Questionnaire.Check] and [Faults] only say. Only [Kept], just before
//     sealing, leaves out what is empty or no longer asked.
//   - A question that is not asked has no answer: who changes "yes" into "no"
//     takes back what came after it.
//   - Lengths are in UTF-16 code units, as browsers count them.
//   - What comes out of sealed content was made in somebody's browser: whatever
//     has not the form of answers is left out, and sizes are bounded.
//
// The package is pure: no clock, no files, no network.
package answer
