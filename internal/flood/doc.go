// Package flood asks for work before the story, when more comes than is usual, and
// asks nothing when it does not. A script that makes a thousand accounts then pays
// for each; a person waits a moment while writing down the code, and at the worst
// a minute.
//
// # The rules
//
//   - It is asked before anything is typed: a code gets a pass, and with it drafts
//     and the signal of that code are taken. Who has a pass is asked nothing more.
//   - A pass is for one code, and one code is one signal. It needs no memory: it is a
//     MAC under the server's key. It lasts for [PassLife]; a draft that was saved
//     meanwhile lets its code in for as long as it is kept.
//   - How much work is asked rises with how far the organisation is over its budget,
//     from a part of a second to a minute, and falls again by itself.
//   - No address of anybody is looked at: a town hall has one for everybody.
//   - When the disk is nearly full no new code gets a pass, so that what people have
//     begun can still be sent.
//
// # What it cannot do
//
// Somebody with much computing power does the work thousands of times a second. It
// makes a flood dear, visible and slow to begin, not impossible.
//
// The counts live in one process's memory: n nodes have n budgets, and a restart
// begins anew. Nothing here reads a clock.
package flood

import "github.com/gehoor/gehoor"

// Codes of refusals.
const (
	// CodeProof: a proof of work is needed first, for this code.
	CodeProof gehoor.Code = "intake.proof"
	// CodeBusy: the same, for a browser without scripts, which cannot work it out.
	CodeBusy gehoor.Code = "intake.busy"
	// CodeFull: there is no room for new accounts; what was begun can be sent.
	CodeFull gehoor.Code = "intake.full"
)
