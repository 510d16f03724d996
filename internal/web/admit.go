package web

import (
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/flood"
)

// What is asked before the story when more comes than is usual (package flood).

// beginAsk is a new code, and the proof of work if one was asked.
type beginAsk struct {
	Lookup    string  `json:"lookup"`
	Challenge string  `json:"challenge,omitempty"`
	Answers   []int64 `json:"answers,omitempty"`
}

// beginWire is the pass of a code, or what must be worked out first.
type beginWire struct {
	Pass      string `json:"pass,omitempty"`
	Challenge string `json:"challenge,omitempty"`
}

// letIn gives a new code its pass, before anything is typed.
func (s *Site) letIn(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[beginAsk](r)
	if err != nil {
		return err
	}
	lookup, err := account.ParseSecret(ask.Lookup)
	if err != nil {
		return err
	}
	var answer beginWire
	proof := flood.Proof{Challenge: ask.Challenge, Answers: ask.Answers}
	answer.Pass, answer.Challenge, err = s.cfg.Guard.Begin(s.cfg.Org, lookup, proof, s.known(r, lookup), s.now())
	if err != nil {
		return err
	}
	return reply(w, answer)
}

// admitted says whether what comes with a code is taken: a draft or a signal of
// somebody who was let in always is.
func (s *Site) admitted(r *http.Request, lookupHex, pass string) error {
	lookup, err := account.ParseSecret(lookupHex)
	if err != nil {
		return err
	}
	return s.cfg.Guard.Admit(s.cfg.Org, lookup, pass, s.known(r, lookup), s.now())
}

// known looks whether a code has a draft or a signal.
func (s *Site) known(r *http.Request, lookup [32]byte) func() (bool, error) {
	return func() (bool, error) { return s.door.Known(r.Context(), s.cfg.Org, lookup) }
}
