package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/record"
)

// A page that was open when a compartment got another key would go on sealing to the one
// before, which somebody has who was shut out. From the bytes nobody can tell, so the
// browser says to which key it sealed; what it says does not bind whoever lies, who would
// only tell more people than they must.

// epochKey is where a context has it.
type epochKey struct{}

// SealedTo says to its compartment's key of which epoch the words of an act are sealed; in a
// context without it nobody looks.
func SealedTo(ctx context.Context, epoch int) context.Context {
	return context.WithValue(ctx, epochKey{}, epoch)
}

// sealedToNewest says whether it is that of a compartment as it is now.
func sealedToNewest(ctx context.Context, b dossier.Box) bool {
	epoch, said := ctx.Value(epochKey{}).(int)
	return !said || epoch == b.Epoch
}

// sealedNow refuses words of staff that are sealed to another key than their compartment has
// now. Which compartment they are for say the facts that name them; one that is only now
// made has no key of before.
func (f *File) sealedNow(ctx context.Context, contents []ledger.Content, facts []gehoor.Fact) error {
	named := places{}
	after := f.Dossier.WordsIn
	for _, fact := range facts {
		if made, ok := fact.(dossier.CompartmentMade); ok && made.Compartment == gehoor.Care {
			after = func(kind gehoor.Kind) gehoor.Compartment { t, _ := record.Of(kind); return t.Compartment() }
		}
		named.locate(fact, after)
	}
	for _, c := range contents {
		b, ok := f.Dossier.Box(named[c.ID].compartment)
		if ok && !sealedToNewest(ctx, b) {
			return gehoor.Refuse(dossier.CodeOtherKey)
		}
	}
	return nil
}
