package postgres_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func open(t testing.TB, dsn string) *store.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestSuite(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) ledgertest.Stores { return open(t, pgtest.DSN(t)) })
}
