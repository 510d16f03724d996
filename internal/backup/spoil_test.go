package backup_test

import (
	"context"
	"testing"

	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

func openFile(t testing.TB, path string) (*store.DB, error) {
	return sqlite.Open(t.Context(), path, sqlite.Options{})
}

// spoil makes a database in which a content has other bytes than its name says.
func spoil(t testing.TB, path string) {
	t.Helper()
	db, err := openFile(t, path)
	must(t, err)
	people(t, db)
	_, err = signal(t.Context(), db, 1000)
	must(t, err)
	must(t, db.Close())
	e, err := sqlite.NewEngine(t.Context(), path, sqlite.Options{})
	must(t, err)
	tx, err := e.Begin(t.Context())
	must(t, err)
	must(t, tx.Run(t.Context(), []store.Statement{{SQL: "UPDATE content SET bytes = id"}}))
	must(t, tx.Commit(context.WithoutCancel(t.Context())))
	must(t, e.Close())
}
