package casework

import (
	"context"

	"github.com/gehoor/gehoor/internal/dossier"
)

// A reporter's page that was open when a compartment got another key would go on sealing to
// the one before, which somebody has who was shut out. From the bytes nobody can tell, so
// the browser says to which key it sealed; what it says does not bind whoever lies, who
// would only tell more people than they must.

// epochKey is where a context has it.
type epochKey struct{}

// SealedTo says to the conversation's key of which epoch a reporter's words are sealed; in
// a context without it nobody looks.
func SealedTo(ctx context.Context, epoch int) context.Context {
	return context.WithValue(ctx, epochKey{}, epoch)
}

// sealedToNewest says whether it is that of a compartment as it is now.
func sealedToNewest(ctx context.Context, b dossier.Box) bool {
	epoch, said := ctx.Value(epochKey{}).(int)
	return !said || epoch == b.Epoch
}
