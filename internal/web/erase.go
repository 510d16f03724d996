package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Requests that data are erased (GDPR art. 17).

// erasureWire is a request: who asked, "reporter/" with the signal for a reporter, and
// on which day.
type erasureWire struct {
	By string `json:"by"`
	On string `json:"on"`
}

// requestErasure records that somebody asked.
func (s *Site) requestErasure(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	wire, err := decode[erasureWire](r)
	if err != nil {
		return err
	}
	by, one, _ := strings.Cut(wire.By, "/")
	f := dossier.ErasureRequested{By: dossier.Asker(by), Signal: gehoor.SignalID(one)}
	if f.ReceivedOn, err = protocol.ParseDate(wire.On); err != nil {
		return gehoor.Refuse(dossier.CodeErasureDay)
	}
	if err := s.cases.RequestErasure(r.Context(), s.cfg.Org, me.Person, id, f); err != nil {
		return err
	}
	return done(w)
}

// proposeErasure proposes how it is decided.
func (s *Site) proposeErasure(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, made *casework.Sealed) error {
		f := dossier.ErasureProposed{Answer: dossier.AnswerRefused, Ground: dossier.RefusalGround(wire.Answer)}
		if wire.Answer == string(dossier.AnswerGranted) {
			f = dossier.ErasureProposed{Answer: dossier.AnswerGranted}
		}
		return s.cases.ProposeErasure(ctx, s.cfg.Org, who, id, f, words, made)
	})
}

// dropErasure ends the proposal.
func (s *Site) dropErasure(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return deciding(w, r, me, s.cfg.Org, s.cases.DropErasure)
}

// confirmErasure decides what somebody else proposed.
func (s *Site) confirmErasure(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return deciding(w, r, me, s.cfg.Org, s.cases.ConfirmErasure)
}
