package register

import (
	"errors"

	"github.com/gehoor/gehoor"
)

// What can be wrong with foreign bytes. Errors of this package wrap one of
// these, so that a reader can be told what to do next.
var (
	// ErrMalformed: the bytes are not in the format, or not in its only spelling.
	ErrMalformed = errors.New("malformed")
	// ErrOtherKey: well formed, but not signed by the key that was asked for.
	ErrOtherKey = errors.New("not signed by this key")
	// ErrSignature: signed by the key's name, but text or signature was changed.
	ErrSignature = errors.New("the signature does not fit the text")
	// ErrProof: the checkpoint is genuine, but the path does not lead from this
	// leaf to its root.
	ErrProof = errors.New("the proof does not lead to the signed root")
	// ErrDisagree: receipt and promise are both genuine and say different things.
	ErrDisagree = errors.New("receipt and promise disagree")
)

// What stops a log from being published.
var (
	// ErrBelowHighest: the database is behind a checkpoint that was published,
	// as after a restore. The log must go on under a new origin.
	ErrBelowHighest = errors.New("register: the log is behind its highest checkpoint")
	// ErrFork: the database holds another history than was published.
	ErrFork = errors.New("register: the log holds another history than was published")
)

// CodeProofPending: the event is recorded, and no checkpoint covers it yet. The
// promise says when one will.
const CodeProofPending gehoor.Code = "proof.pending"
