// Package diary is what a reporter kept before deciding to send a signal: entries with
// the day on which each came in (doc/decisions/0066).
//
// # What a fact says
//
// That the server had, on a day that it gave itself, something sealed of which only the
// mark is known. The mark stands for the words of one entry; it was handed in with the
// sealed entry, which nobody could read, and it says nothing of them. The words are in
// one content that the reporter's browser seals when the signal is sent. Whoever opens
// that reckons the marks again: an entry whose mark is in the fact is the one of that
// day.
//
// # Rules
//
// A signal has one diary at most, and it is there from the first moment or never.
package diary

import (
	"encoding/hex"
	"fmt"
	"maps"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// CodeChanged: the diary is not the one that was sent with the signal: another tab or
// device added to it.
const CodeChanged gehoor.Code = "diary.changed"

// Mark stands for the words of an entry: 64 hexadecimal digits.
type Mark string

// MarkOf writes the bytes of a mark.
func MarkOf(b [32]byte) Mark { return Mark(hex.EncodeToString(b[:])) }

// ParseMark reads a mark in its one spelling.
func ParseMark(s string) ([32]byte, error) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != 32 || string(MarkOf([32]byte(raw))) != s {
		return [32]byte{}, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return [32]byte(raw), nil
}

// Entry is one entry, without its words.
type Entry struct {
	// On is the day on which it came in, in the Netherlands.
	On   protocol.Date `json:"on"`
	Mark Mark          `json:"mark"`
}

// Kept is the diary that became part of a signal. Content has the words of all entries.
type Kept struct {
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
	Entries []Entry          `json:"entries"`
}

// Kind names the fact.
func (Kept) Kind() gehoor.Kind { return "diary.kept" }

// State is the diaries of a dossier's signals.
type State struct{ bySignal map[gehoor.SignalID]Kept }

// New returns the state without any.
func New() *State { return &State{bySignal: map[gehoor.SignalID]Kept{}} }

// Clone returns an independent copy.
func (s *State) Clone() *State { return &State{bySignal: maps.Clone(s.bySignal)} }

// Of is the diary of a signal; its Content is "" if it has none.
func (s *State) Of(id gehoor.SignalID) Kept { return s.bySignal[id] }

// Fold adds one event. Facts of other nouns are ignored; an unknown fact of our own, or
// a second diary of a signal, is an error.
func (s *State) Fold(e gehoor.Event, f gehoor.Fact) error {
	if e.Kind.Noun() != "diary" {
		return nil
	}
	k, ok := f.(Kept)
	switch {
	case !ok:
		return fmt.Errorf("diary: unknown fact %q", e.Kind)
	case s.bySignal[k.Signal].Content != "":
		return fmt.Errorf("diary: kept twice")
	}
	s.bySignal[k.Signal] = k
	return nil
}
