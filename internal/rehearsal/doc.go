// Package rehearsal is what becomes of a story when it is played: who did what, who
// was told what and when, which clocks ran, what was refused, and whether what the
// story expects is so. It is values and pure functions only. Package story plays and
// fills a [Timeline]; commands and pages print it, compare two of them, and draw them.
//
// # What it promises
//
//   - The JSON of a Timeline is a format that others read (doc/rehearse.md): names
//     stay, fields are only added.
//   - Moments are UTC in whole seconds; what is printed is Dutch time.
//   - A Timeline of the same story, protocol and setting is the same, on every
//     machine, but for moments that a story counts from the day of playing.
//
// It holds the words of the story that was played, which is invented. Nothing of an
// organisation's own dossiers ever comes here.
package rehearsal
