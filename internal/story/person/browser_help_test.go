package person_test

import (
	"bytes"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/view"
)

var (
	filter view.WorkFilter
	cursor view.Cursor
)

// sharesIn opens the shares of a dossier's conversation, each with the key of
// the custodian whom it is for.
func sharesIn(t *testing.T, w town, stream gehoor.StreamID) []endpoint.Share {
	t.Helper()
	records, err := w.stores.Load(t.Context(), w.Org, stream, 0)
	if err != nil {
		t.Fatal(err)
	}
	var shares []endpoint.Share
	for _, r := range records {
		_, f, err := ledger.Open(r, casework.Decode)
		if err != nil {
			t.Fatal(err)
		}
		made, ok := f.(dossier.CompartmentMade)
		if !ok {
			continue
		}
		for _, s := range made.Shares {
			content, _, err := w.stores.Content(t.Context(), w.Org, s.Content)
			if err != nil {
				t.Fatal(err)
			}
			share, err := w.browsers.People[s.Custodian].Browser(w.Root).OpenShare(content)
			if err != nil {
				t.Fatal(err)
			}
			shares = append(shares, share)
		}
	}
	return shares
}

// copied is a preview whose people can be changed.
func copied(p casework.Preview) casework.Preview {
	for i, h := range p.Holders {
		p.Holders[i] = h.Clone()
	}
	for i, c := range p.Custodians {
		p.Custodians[i] = c.Clone()
	}
	return p
}

func swap(p *casework.Preview) { p.Holders[0], p.Holders[1] = p.Holders[1], p.Holders[0] }

// searchStored fails if a word, or somebody's passphrase, is in an event. That
// contents are sealed, package seal tests.
func (w town) searchStored(t *testing.T, words ...string) {
	t.Helper()
	for _, p := range w.Town.People {
		words = append(words, p.Passphrase)
	}
	seen := 0
	err := w.stores.Streams(t.Context(), w.Org, func(v ledger.Version) error {
		records, err := w.stores.Load(t.Context(), w.Org, v.Stream, 0)
		for _, r := range records {
			seen++
			for _, word := range words {
				if bytes.Contains(r.Data, []byte(word)) {
					t.Errorf("%q is in an event of %s", word, v.Stream)
				}
			}
		}
		return err
	})
	if err != nil || seen < 100 {
		t.Errorf("looked at %d events: %v", seen, err)
	}
}
