package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
)

// closeDossier ends the work on a dossier.
func (s *Site) closeDossier(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, wire wordsWire, words ledger.Content, made *casework.Sealed) error {
		return s.cases.Close(ctx, s.cfg.Org, who, id, wire.Exit, words, made)
	})
}

// reopenDossier takes the work up again.
func (s *Site) reopenDossier(w http.ResponseWriter, r *http.Request, me account.Session) error {
	return doing(w, r, me, func(ctx context.Context, who gehoor.PersonID, id gehoor.DossierID, _ wordsWire, words ledger.Content, _ *casework.Sealed) error {
		return s.cases.Reopen(ctx, s.cfg.Org, who, id, words)
	})
}
