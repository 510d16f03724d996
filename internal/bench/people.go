package bench

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

func random(b []byte) { _, _ = rand.Read(b) } // never fails

func randomHex(n int) string {
	b := make([]byte, n)
	random(b)
	return hex.EncodeToString(b)
}

// municipality is Veenhaven with keys that can be sealed to.
type municipality struct {
	founding casework.Founding
	cast     veenhaven.Cast
	root     note.Verifier
	log      *register.Signer
	// admin is the own key of floor, who administers.
	admin unseal.Identity
	// logSecret is the log's key as keys.json has it.
	logSecret string
	// quantum is far above what a run appends between two checkpoints, so that
	// the log's schedule is no part of what is measured.
	quantum int64
}

func newMunicipality() (*municipality, error) {
	m := &municipality{quantum: 1 << 10}
	m.founding, m.cast = veenhaven.Rehearse(random)
	root, err := m.keys()
	if err != nil {
		return nil, fmt.Errorf("bench: found a municipality: %w", err)
	}
	for i := range m.founding.People {
		p := &m.founding.People[i]
		own, key, err := staffKey(root, p.ID)
		if err != nil {
			return nil, fmt.Errorf("bench: found a municipality: %w", err)
		}
		if p.Key = key; p.ID == m.cast["floor"] {
			m.admin = own
		}
	}
	return m, nil
}

// keys makes the root, which is returned, and the log's key.
func (m *municipality) keys() (note.Signer, error) {
	secret, public, err := note.GenerateKey(rand.Reader, seal.RootName(veenhaven.Org))
	if err != nil {
		return nil, err
	}
	root, err := note.NewSigner(secret)
	if err != nil {
		return nil, err
	}
	if m.root, err = seal.ParseRoot(veenhaven.Org, public); err != nil {
		return nil, err
	}
	var seed [32]byte
	random(seed[:])
	m.founding.Founded.Root = public
	m.logSecret, m.founding.Founded.Log, err = register.MakeKey(veenhaven.Origin, seed)
	if err != nil {
		return nil, err
	}
	m.log, err = register.ParseSigner(m.logSecret)
	return root, err
}

func staffKey(root note.Signer, who gehoor.PersonID) (unseal.Identity, directory.KeyPublished, error) {
	id, err := unseal.NewIdentity()
	if err != nil {
		return id, directory.KeyPublished{}, err
	}
	text, err := seal.SignStaffKey(root, veenhaven.Org, seal.StaffKey{Person: who, Recipient: id.Recipient(), On: time.Now()})
	return id, directory.KeyPublished{Recipient: string(id.Recipient()), Note: text}, err
}

// cases is casework over a database, as the server has it.
func (m *municipality) cases(db *store.DB, now func() time.Time) *casework.Casework {
	return m.casesOver(db, db, now)
}

// casesOver is the same with an event store that somebody counts at.
func (m *municipality) casesOver(db *store.DB, events ledger.Store, now func() time.Time) *casework.Casework {
	return casework.New(casework.Deps{
		Events: events, Lists: db, Accounts: db, Log: db,
		Source: ledger.Source{Now: now, Random: random},
		Trial:  true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(),
		Publishing: casework.Publishing{Signer: m.log, Quantum: m.quantum, Every: time.Second},
	})
}

// found makes the municipality in an empty database.
func (m *municipality) found(ctx context.Context, c *casework.Casework) error {
	return c.Found(ctx, veenhaven.Org, m.founding)
}
