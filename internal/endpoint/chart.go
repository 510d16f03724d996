package endpoint

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// chartBox is the name under which the key of a chart's names is granted: that of no
// compartment of a dossier (doc/formats.md §2).
const chartBox gehoor.Compartment = "chart"

// SealChart seals names under a fresh key, and that key to each reader, after comparing
// the reader's key with the root's word for it.
func SealChart(org gehoor.OrgID, root note.Verifier, names personnel.Names, readers []*directory.Person) (casework.ChartImport, error) {
	key, err := unseal.NewIdentity()
	if err != nil {
		return casework.ChartImport{}, err
	}
	in := casework.ChartImport{SealedNames: casework.SealedNames{Recipient: string(key.Recipient())}}
	for _, p := range readers {
		if err := check(org, root, p); err != nil {
			return in, err
		}
		sealed, err := sealGrant(org, Grant{chartBox, firstEpoch, key.Secret()}, p.Recipient)
		if err != nil {
			return in, err
		}
		in.Keys = append(in.Keys, casework.SealedFor{Person: p.ID, Content: sealed})
	}
	pieces, err := names.Cut()
	if err != nil {
		return in, err
	}
	for _, piece := range pieces {
		sealed, err := Seal(org, seal.Chart, piece, in.Recipient)
		clear(piece)
		if err != nil {
			return in, err
		}
		in.Names = append(in.Names, sealed)
	}
	return in, nil
}

// SealedChart is a chart as its reader gets it.
type SealedChart struct {
	// Recipient is what the names are sealed to, Key its key, sealed to the reader.
	Recipient string
	Key       []byte
	Names     [][]byte
}

var errChartKey = errors.New("endpoint: the key is not that of these names")

// OpenChart opens the names with the reader's own identity.
func OpenChart(own unseal.Identity, org gehoor.OrgID, s SealedChart) (personnel.Names, error) {
	grant, key, err := openGrant(own, org, s.Key)
	if err != nil {
		return personnel.Names{}, fmt.Errorf("endpoint: open the key of the chart: %w", err)
	}
	if grant.Compartment != chartBox || string(key.Recipient()) != s.Recipient {
		return personnel.Names{}, errChartKey
	}
	pieces := make([][]byte, 0, len(s.Names))
	for _, sealed := range s.Names {
		piece, err := unseal.Open(key, org, seal.Chart, sealed)
		if err != nil {
			return personnel.Names{}, fmt.Errorf("endpoint: open the chart: %w", err)
		}
		pieces = append(pieces, piece)
	}
	return personnel.Join(pieces)
}
