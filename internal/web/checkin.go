package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
)

// How it goes with a reporter after the end: the answer, and not wanting to be asked.

type checkInWire struct {
	toKey
	Step     string        `json:"step"`
	Going    checkin.Going `json:"going"`
	KeptAway bool          `json:"kept_away"`
	Worse    bool          `json:"worse"`
	// Sealed are words with it; nothing if there are none.
	Sealed []byte `json:"sealed,omitempty"`
}

// checkIn is the reporter's answer.
func (s *Site) checkIn(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return howItGoes(w, r, box, s.cases.AnswerCheckIn)
}

// howItGoes reads an answer and has it taken.
func howItGoes(w http.ResponseWriter, r *http.Request, box account.Mailbox, take func(context.Context, account.Mailbox, casework.HowItGoes) error) error {
	wire, err := decode[checkInWire](r)
	if err != nil {
		return err
	}
	words, err := optional(wire.Sealed)
	if err != nil {
		return err
	}
	how := casework.HowItGoes{Step: wire.Step, Answer: checkin.Answer{Going: wire.Going, KeptAway: wire.KeptAway, TreatedWorse: wire.Worse}, Words: words}
	if err := take(wire.sealedTo(r), box, how); err != nil {
		return err
	}
	return done(w)
}

type stepWire struct {
	Step string `json:"step"`
}

// skipCheckIn is that the reporter does not want this contact.
func (s *Site) skipCheckIn(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return aStep(w, r, box, s.cases.SkipCheckIn)
}

// aStep reads which contact it is about, and has it done.
func aStep(w http.ResponseWriter, r *http.Request, box account.Mailbox, do func(context.Context, account.Mailbox, string) error) error {
	wire, err := decode[stepWire](r)
	if err != nil {
		return err
	}
	if err := do(r.Context(), box, wire.Step); err != nil {
		return err
	}
	return done(w)
}

// stopCheckIns is that the reporter wants to be asked no more, and resumeCheckIns takes it back.
func (s *Site) stopCheckIns(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return s.ofCheckIns(w, r, box, s.cases.StopCheckIns)
}

func (s *Site) resumeCheckIns(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	return s.ofCheckIns(w, r, box, s.cases.ResumeCheckIns)
}

func (s *Site) ofCheckIns(w http.ResponseWriter, r *http.Request, box account.Mailbox, do func(context.Context, account.Mailbox) error) error {
	if _, err := decode[stepWire](r); err != nil {
		return err
	}
	if err := do(r.Context(), box); err != nil {
		return err
	}
	return done(w)
}
