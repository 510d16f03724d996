package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

const (
	// tidyPages is how many pages may lie in the write-ahead log before they are
	// copied to the file: 16 MiB. Pages of indexes are written by every commit and
	// copied once.
	tidyPages = 4000
	// maxLogPages is how many may lie there at all: 64 MiB. Beyond it the writer
	// does the rest itself, within a commit, and somebody waits for it.
	maxLogPages = 16000
)

// tidier copies the write-ahead log to the file on a connection of its own, so
// that no commit waits for it. Nothing depends on it: what is in the log is
// durable and is read from there. If it fails, as on a full disk, the log grows
// until the writer meets the same fault and answers with it.
type tidier struct {
	db    *sql.DB
	conn  *sql.Conn     // the only one: another could meet another file
	wake  chan struct{} // has room for one: a commit came since it was looked at
	ended chan struct{}
}

func newTidier(ctx context.Context, path string) (*tidier, error) {
	db, err := sql.Open("sqlite", dsn(path, ""))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	t := &tidier{db: db, conn: conn, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go t.loop()
	return t, nil
}

// committed says that the log has grown. It never waits.
func (t *tidier) committed() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *tidier) loop() {
	defer close(t.ended)
	for range t.wake {
		if logged, copied, err := t.checkpoint("NOOP"); err == nil && logged-copied >= tidyPages {
			_, _, _ = t.checkpoint("PASSIVE")
		}
	}
}

// checkpoint copies what can be copied without anybody waiting (PASSIVE), or
// nothing (NOOP), and says how many pages are in the log and how many of them
// are in the file too.
func (t *tidier) checkpoint(mode string) (logged, copied int64, err error) {
	var busy int64
	err = t.conn.QueryRowContext(context.Background(), fmt.Sprintf(`PRAGMA wal_checkpoint(%s)`, mode)).Scan(&busy, &logged, &copied)
	return logged, copied, err
}

// close ends the goroutine after what it has begun.
func (t *tidier) close() error {
	close(t.wake)
	<-t.ended
	return errors.Join(t.conn.Close(), t.db.Close())
}
