// Package story reads and plays stories: small text files in which a lawyer, a
// confidential adviser or a programmer writes down who does what at which
// moment, and what must be true then. A story is a rehearsal of a protocol, a
// test, and the way in which the demo gets its dossiers.
//
//	title An acknowledgement that is late goes to a second person (Wbk art. 2)
//	title nl Een ontvangstbevestiging die te laat is gaat naar een tweede persoon
//	organisation veenhaven
//
//	at 2026-01-05 09:00
//	as reporter R1
//	send alderman nl
//	  answer what "Een wethouder schreeuwt tegen mensen op het werk."
//
//	at 2026-01-13 09:00
//	expect acknowledge late
//	expect escalated acknowledge 1 to noor
//	as noor
//	acknowledge "Wij hebben uw signaal. U hoort voor 12 april wat wij doen."
//	acknowledge "En nog een keer."
//	refused signal.acknowledged-before
//
// # The language
//
// A line is one sentence; [Forms] lists them all with what they mean, and
// doc/stories.md is made from that list. Indented lines belong to the line
// above. Lines that begin with # are remarks. Words within quotes are what
// people say; \" is a quote and \n a new line.
//
// Moments are in Dutch legal time. They are a day and a time ("2026-01-05
// 09:00"), counted from the moment before ("+2 days", "+1 day 09:00"), or
// counted back from the moment at which the story is played ("three Mondays ago
// 09:00", "20 days ago", "yesterday 16:00"), so that a demo is always of today.
//
// # What it promises
//
//   - [Parse] is total: any bytes give a story or [Problems] with line, column
//     and, where there is one, a mend. Memory is bounded by [MaxBytes].
//   - [Print] of a parsed story is its canonical text, and parses to the same
//     story. The shipped stories are canonical, as Go files are gofmt'ed.
//   - [Play] goes through casework and nothing else: what a story cannot do,
//     nobody can. The moment is a value that the player sets; between two moments
//     the clock ticks whenever something is due, as a server's does.
//   - An expectation that fails names file and line and says what was found.
//
// A story makes dossiers and nothing else: the organisation, its people and
// offices are founded before (package veenhaven). It may state facts of
// capabilities that come later, with "state fact"; they are kept in the story
// and have no effect until there is an act for them.
package story
