// Package questionnaire reads questionnaires: what a reporter is asked, as
// versioned data that anybody can read, translate and propose changes to.
//
// A questionnaire is a JSON file, "signal-1.json" for version 1 of "signal". It
// has steps, a step has questions, and each question says of what kind it is,
// when it is asked, how long an answer may be and why, which compartment its
// answer is sealed in, and whether a copy leaves the browser unsealed. Its form
// is in schema.json; this package is stricter than the schema, because a schema
// cannot see that a condition looks forward.
//
// # Rules
//
//   - A published version never changes. Answers that were sealed pin the file
//     by its [Questionnaire.Digest], so that they are shown beside the questions
//     that were asked. A better wording is a new version.
//   - What an organisation adopts is asked from then on ([Adopted]). It is kept for
//     ever, and read for ever: rules become milder, never stricter.
//   - An intake is asked of whoever begins to tell, a follow-up is sent by a handler
//     to somebody who has told ([Purpose]). A follow-up's answers are all sealed to
//     the conversation. An id is of one purpose for ever.
//   - Only three answers can leave the browser unsealed: the office, which decides
//     who receives, and the consents "not-safe" and "talk-asked". [Parse] refuses
//     any other, so that nobody opens a fourth by editing a file.
//   - A consent is never required and never given beforehand: without a tick it
//     is no answer.
//   - All answers of one compartment together fit in one sealed content, in
//     whatever letters somebody writes (see [MaxAnswers]).
//   - A condition looks back, at one question, and is true when the answer is, or
//     has among it, one of a list of options. A question whose condition looks at
//     a question that is not asked is not asked either.
//   - Files and recordings follow the signal, which waits for none of them: an
//     answer has their names, and no such question is required.
//   - There are no placeholders, and pages switch off the browser's own
//     suggestions for every field: what somebody typed must not turn up for the
//     next one who uses the device.
//
// # The answers
//
// They are checked in the browser (internal/web/browser/lib/questionnaire.ts)
// and sealed there; the server sees those of nobody whose browser runs scripts.
// Package answer has the same rules in Go. doc/formats.md §6 has their form.
//
// The package knows no clock, no files but its own and no network.
package questionnaire
