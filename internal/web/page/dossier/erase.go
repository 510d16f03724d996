package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/part"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// The acts about a request for erasure.
const (
	AskErasure     Act = "erasure"
	ProposeErasure Act = "erasure-propose"
	DropErasure    Act = "erasure-drop"
	ConfirmErasure Act = "erasure-confirm"
	// DestroyErasure confirms what was granted: the page is gone after it.
	DestroyErasure Act = "erasure-destroy"
)

// askers are who can have asked: the reporter of each signal, and others.
func (c Case) askers(w *text.Words) []part.Option {
	var all []part.Option
	for i, s := range c.Dossier.Signals {
		if s.Nobody() {
			continue
		}
		label := desk.Asker(w, dossier.AskerReporter)
		if len(c.Dossier.Signals) > 1 {
			label = w.Say("erasure.reporter-of", text.Count("n", i+1))
		}
		all = append(all, part.Option{Value: string(dossier.AskerReporter) + "/" + string(s.ID), Label: label})
	}
	for _, a := range []dossier.Asker{dossier.AskerConcerned, dossier.AskerOther} {
		all = append(all, part.Option{Value: string(a), Label: desk.Asker(w, a)})
	}
	return all
}

// groundName is why a request is refused.
func groundName(w *text.Words, g dossier.RefusalGround) string {
	switch g {
	case dossier.GroundDuty:
		return w.Say("erasure.ground-duty")
	case dossier.GroundClaims:
		return w.Say("erasure.ground-claims")
	case dossier.GroundArchive:
		return w.Say("erasure.ground-archive")
	case dossier.GroundExpression:
		return w.Say("erasure.ground-expression")
	case dossier.GroundHealth:
		return w.Say("erasure.ground-health")
	}
	return w.Say("erasure.ground-no-right")
}

// asked says who asked, when, and by when it must be decided.
func asked(w *text.Words, r dossier.ErasureRequest) string {
	return w.Say("erasure.asked", text.With("who", desk.Upper(desk.Asker(w, r.By))), text.With("day", desk.Day(w, r.ReceivedOn.At(12, 0, 0))),
		text.With("due", desk.Day(w, r.DueAt())))
}

// refusedText says when a request was refused, and why.
func refusedText(w *text.Words, r dossier.ErasureRequest) string {
	return w.Say("erasure.was-refused", text.With("day", desk.Day(w, r.ReceivedOn.At(12, 0, 0))), text.With("who", desk.Asker(w, r.By)),
		text.With("moment", w.Moment(r.RefusedAt)), text.With("ground", groundName(w, r.Ground)))
}

// answerText is what is proposed.
func (c Case) answerText(w *text.Words) string {
	p := c.Dossier.Asked.Proposal
	what := w.Say("erasure.grant")
	if p.Answer == dossier.AnswerRefused {
		what = w.Say("erasure.refuse", text.With("ground", groundName(w, p.Ground)))
	}
	who, moment := text.With("name", desk.Upper(c.name(w, p.By))), text.With("moment", w.Moment(p.At))
	if p.By == c.Me.ID {
		return w.Say("erasure.proposed-you", moment, text.With("what", what))
	}
	return w.Say("erasure.proposed-by", who, moment, text.With("what", what))
}

// proposesErasure says whether a proposal waits, and whether it is the visitor's.
func (c Case) proposesErasure() (waits, mine bool) {
	by := c.Dossier.Asked.Proposal.By
	return by != "", by == c.Me.ID
}

// mayGrant says whether nothing forbids to destroy the dossier now.
func (c Case) mayGrant() bool {
	_, closed := c.closing()
	return closed && len(c.legalHolds(true)) == 0
}

// decidedBefore are the requests that were refused.
func (c Case) decidedBefore() []dossier.ErasureRequest {
	var all []dossier.ErasureRequest
	for _, r := range c.Dossier.Erasures {
		if !r.RefusedAt.IsZero() {
			all = append(all, r)
		}
	}
	return all
}

func eraseForm(w *text.Words) compose {
	return compose{
		act: ProposeErasure, box: gehoor.Case, kind: sealed.Note, title: w.Say("erasure.propose"),
		label: w.Say("erasure.reasons"), hint: w.Say("erasure.reasons-hint"), button: w.Say("erasure.propose-send"),
	}
}
