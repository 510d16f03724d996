package story

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
)

// close ends the work on the dossier, with reasons.
func (r *run) close(ctx context.Context, s Statement, _ []Statement) error {
	exit, why := dossier.Exit(s.Value("exit")), s.Value("why:text")
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		if err := r.declare(ctx, d); err != nil {
			return err
		}
		words, box, err := r.sealNote(ctx, browser, d, why)
		if err != nil {
			return err
		}
		r.said[words.ID] = why
		return r.Casework.Close(ctx, r.Org, r.staff, d.ID, exit, words, box)
	})
}

// reopen takes the work up again, with reasons.
func (r *run) reopen(ctx context.Context, s Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		words, _, err := r.sealNote(ctx, browser, d, s.Values[0])
		if err != nil {
			return err
		}
		r.said[words.ID] = s.Values[0]
		return r.Casework.Reopen(ctx, r.Org, r.staff, d.ID, words)
	})
}
