package story_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"math/rand/v2"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// engines are the stores on which every story is played.
var engines = []struct {
	name string
	open func(t *testing.T) ledgertest.Stores
}{
	{"memory", func(*testing.T) ledgertest.Stores { return ledgertest.NewMemory() }},
	{"sqlite", func(t *testing.T) ledgertest.Stores {
		db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "gehoor.db"), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		return db
	}},
	{"postgres", func(t *testing.T) ledgertest.Stores {
		db, err := postgres.Open(t.Context(), pgtest.DSN(t), postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		return db
	}},
}

// founded is before every story.
var founded = time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)

// rehearsal is Veenhaven over a store, where nobody seals.
func rehearsal(t testing.TB, stores ledgertest.Stores, protocols ...string) story.World {
	t.Helper()
	if len(protocols) == 0 {
		protocols = []string{"receive"}
	}
	set, err := shipped.Named(casework.Vocabulary(), protocols...)
	if err != nil {
		t.Fatal(err)
	}
	clock := &story.Clock{}
	clock.Set(founded)
	random := chance()
	watch := story.NewWatch(stores)
	c := casework.New(casework.Deps{
		Events: watch, Lists: stores, Accounts: stores, Log: stores,
		Source: ledger.Source{Now: clock.Now, Random: random}, Trial: true, Protocols: set, Setting: shipped.Veenhaven(),
	})
	f, cast := veenhaven.Rehearse(random)
	if err := c.Found(context.Background(), veenhaven.Org, f); err != nil {
		t.Fatal(err)
	}
	if err := veenhaven.Keep(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	form, err := questionnaire.Newest("signal")
	if err != nil {
		t.Fatal(err)
	}
	return story.World{
		Org: veenhaven.Org, Casework: c, Lists: stores, Log: stores, Mailboxes: stores, Outbox: stores, Watch: watch, Clock: clock, Browsers: story.NewNaming(),
		Cast: cast, Roles: veenhaven.Roles(), Questionnaire: form,
	}
}

// chance gives the same random bytes to every test.
func chance() func([]byte) {
	r := rand.NewChaCha8([32]byte{1})
	return func(b []byte) { _, _ = r.Read(b) }
}

// parse reads a story file from the folder of those that are shipped.
func parse(t testing.TB, path string) *story.Story {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := story.Parse(filepath.Base(path), file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
