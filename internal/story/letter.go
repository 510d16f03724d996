package story

import (
	"context"
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
)

// sealLetter has whoever acts make a sealed letter of what the reporter in hand told. A
// story has no file: its digest is of a name that no other letter has.
func (r *run) sealLetter(ctx context.Context, s Statement, _ []Statement) error {
	return r.asHolder(ctx, func(ctx context.Context, _ Staff, d casework.Dossier, id gehoor.SignalID) error {
		if err := r.declare(ctx, d); err != nil {
			return err
		}
		file := fmt.Appendf(nil, "letter %d of %s", len(d.Letters)+1, d.ID)
		l := dossier.LetterSealed{To: s.Value("receiver"), Way: dossier.LetterWay(s.Value("opened")), Digest: gehoor.Digest("sha256-" + seal.NameOf(file))}
		if i := slices.IndexFunc(d.Signals, func(one signal.Signal) bool { return one.ID == id }); i >= 0 {
			l.Contents = []gehoor.ContentID{d.Signals[i].Account}
		}
		return r.Casework.SealLetter(ctx, r.Org, r.staff, d.ID, l)
	})
}
