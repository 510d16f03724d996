package story

import (
	"context"
	"errors"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
)

// A court or the law requires that somebody knows who the reporter is. How the custodians
// give their shares is in recovery.go.

// proposeNaming says first that there is no interest, where that must be said.
func (r *run) proposeNaming(ctx context.Context, s Statement, _ []Statement) error {
	to, err := r.person(s.Value("person"))
	if err != nil {
		return err
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, id gehoor.SignalID) error {
		if err := r.declare(ctx, d); err != nil {
			return err
		}
		words, err := browser.Say(d, s.Value("text"))
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Value("text")
		f := dossier.NamingProposed{Signal: id, Recipient: to, Ground: dossier.NamingGround(s.Value("basis"))}
		return r.Casework.ProposeNaming(ctx, r.Org, r.staff, d.ID, f, words)
	})
}

// onNaming acts on the last one.
func onNaming(do func(*casework.Casework, context.Context, gehoor.OrgID, gehoor.PersonID, gehoor.DossierID, gehoor.Seq) error) act {
	return func(r *run, ctx context.Context, _ Statement, _ []Statement) error {
		return r.asHolder(ctx, func(ctx context.Context, _ Staff, d casework.Dossier, _ gehoor.SignalID) error {
			if len(d.Namings) == 0 {
				return errors.New("nobody proposed to name the reporter")
			}
			if err := r.declare(ctx, d); err != nil {
				return err
			}
			return do(r.Casework, ctx, r.Org, r.staff, d.ID, d.Namings[len(d.Namings)-1].Seq)
		})
	}
}

// expectNaming asks how far the last one is of which the reporter was told.
func (r *run) expectNaming(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	m, err := r.Casework.Mailbox(ctx, box)
	if err != nil {
		return "", err
	}
	got := ""
	if n := len(m.Namings); n > 0 {
		got = string(m.Namings[n-1].Standing)
	}
	return differs(s.Value("naming"), got), nil
}

// namings are how far the last one can be, as the reporter reads it.
func namings() []string {
	return strs([]dossier.NamingStanding{dossier.NamingTerm, dossier.NamingReady, dossier.NamingAsked, dossier.NamingGiven, dossier.NamingIsOver})
}
