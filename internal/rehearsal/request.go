package rehearsal

import (
	"context"
	"errors"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Choice is a story or a protocol that ships.
type Choice struct {
	Name string
	// Title is what it is about.
	Title gehoor.Text
}

// Given is a file: one that ships, by its name, or what somebody pasted.
type Given struct {
	Name string
	// Text is used if Name is "".
	Text string
	// Own says that the text is what is meant, also if there is none.
	Own bool
}

// Empty says whether nothing was given, nor meant to be.
func (g Given) Empty() bool { return g.Name == "" && !g.Own && strings.TrimSpace(g.Text) == "" }

// Adopted is the name of the protocols that the organisation of whoever asks works by.
const Adopted = "adopted"

// Request is a story to play under some protocols, and under others if there are any.
type Request struct {
	Story, Protocol, Against Given
	// Adopted are what [Adopted] names. The player reads nothing of an organisation.
	Adopted protocol.Set
}

// Field is a part of a request that can have faults.
type Field string

// The parts.
const (
	FieldStory    Field = "story"
	FieldProtocol Field = "protocol"
	FieldAgainst  Field = "against"
)

// Faults are what is wrong with a file, a line for each: where, what, and the mend.
type Faults struct {
	Field Field
	Lines []string
}

// Error has a line for each fault.
func (f Faults) Error() string { return string(f.Field) + ":\n" + strings.Join(f.Lines, "\n") }

// The limits of a rehearsal that is played for somebody who waits.
var (
	// ErrBusy: another one is being played.
	ErrBusy = errors.New("rehearsal: another rehearsal is being played")
	// ErrTooLong: it takes too much time, or too much happens.
	ErrTooLong = errors.New("rehearsal: the rehearsal is too long")
)

// Player plays rehearsals in memory. It never touches an organisation.
type Player interface {
	// Stories and Protocols are those that can be named; among the protocols are those
	// that the story names, and [Adopted].
	Stories() []Choice
	Protocols() []Choice
	// Play plays a request: one timeline, or two. Its error is [Faults], [ErrBusy],
	// [ErrTooLong], or a fault of ours.
	Play(ctx context.Context, r Request) ([]Timeline, error)
}
