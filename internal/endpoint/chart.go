package endpoint

import (
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// chartBox is the name under which the key of a chart's names is granted: that of no
// compartment of a dossier (doc/formats.md §2).
const chartBox gehoor.Compartment = "chart"

// Charted is somebody of the organisation chart with what is sealed of them.
type Charted struct {
	ID     gehoor.PersonID `json:"id"`
	Number string          `json:"number"`
	Name   string          `json:"name"`
	Former []string        `json:"former"`
	Unit   string          `json:"unit"`
	// Function is what they do.
	Function string `json:"function"`
	Mail     string `json:"mail"`
	// Manager is whom they work under; "" for nobody.
	Manager gehoor.PersonID `json:"manager"`
}

// imported is what an import leaves for the next one.
type imported struct {
	On      protocol.Date     `json:"on"`
	Mapping map[string]string `json:"mapping"`
	Refused []struct{}        `json:"refused"`
}

// SealChart seals names under a fresh key, and that key to each reader, after comparing
// the reader's key with the root's word for it. There are as many people as go into one
// content; on is the day.
func SealChart(org gehoor.OrgID, root note.Verifier, on protocol.Date, people []Charted, readers []*directory.Person) (casework.ChartImport, error) {
	key, err := unseal.NewIdentity()
	if err != nil {
		return casework.ChartImport{}, err
	}
	in := casework.ChartImport{SealedNames: casework.SealedNames{Recipient: string(key.Recipient())}}
	body, err := json.Marshal(struct {
		V      int       `json:"v"`
		Import imported  `json:"import"`
		People []Charted `json:"people"`
	}{1, imported{on, map[string]string{}, []struct{}{}}, people})
	if err != nil {
		return in, fmt.Errorf("endpoint: encode names: %w", err)
	}
	names, err := Seal(org, seal.Chart, body, in.Recipient)
	if err != nil {
		return in, err
	}
	in.Names = []ledger.Content{names}
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
	return in, nil
}
