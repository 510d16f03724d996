package register

import (
	"context"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/tlog"
)

// OpenNote lets tests read notes that are no checkpoint.
var OpenNote = openNote

// Consistent lets tests compare any two checkpoints.
func Consistent(ctx context.Context, store Store, org gehoor.OrgID, from, to tlog.Tree) error {
	return consistent(reader(ctx, store, org), from, to)
}

// ParseTree and ParsePromise let fuzzing reach the text behind the signature.
var (
	ParseTree    = parseTree
	ParsePromise = parsePromise
)
