package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
)

const (
	// tidyPages is how many pages may lie in the write-ahead log before they are
	// copied to the file: 16 MiB. Pages of indexes are written by every commit and
	// copied once.
	tidyPages = 4000
	// longLog is how many pages may lie there before the log is begun anew: 64 MiB.
	// For that all of it must be copied while nobody writes.
	longLog = 16000
)

// tidier copies the write-ahead log to the file on a connection of its own, so
// that no commit waits for it. Nothing depends on it: what is in the log is
// durable and is read from there. If it fails, as on a full disk, the log grows
// until the writer meets the same fault and answers with it. While a long read (a
// backup) holds the log, what came after it cannot be copied: the log grows, and
// when the read is over it is copied here too, however long it became.
type tidier struct {
	db    *sql.DB
	conn  *sql.Conn     // the only one: another could meet another file
	wake  chan struct{} // has room for one: a commit came since it was looked at
	rest  atomic.Bool   // the log is long and all but a rest of it is copied
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
		_, logged, copied, err := t.checkpoint("NOOP")
		if err == nil && logged-copied >= tidyPages {
			_, logged, copied, err = t.checkpoint("PASSIVE")
		}
		t.rest.Store(err == nil && logged >= longLog && logged-copied < tidyPages)
	}
}

// restOf says, once, that the writer has to copy the rest itself, after which the
// next commit begins the log anew. That is less than tidyPages and what came
// since, and the only part of tidying that somebody waits for.
func (t *tidier) restOf() bool { return t.rest.CompareAndSwap(true, false) }

// checkpoint copies what can be copied without anybody waiting (PASSIVE), nothing
// (NOOP), or everything and then cuts the log to nothing (TRUNCATE, for which
// writers wait). It says whether others kept it from that, how many pages are in
// the log and how many of them are in the file too.
func (t *tidier) checkpoint(mode string) (busy, logged, copied int64, err error) {
	err = t.conn.QueryRowContext(context.Background(), fmt.Sprintf(`PRAGMA wal_checkpoint(%s)`, mode)).Scan(&busy, &logged, &copied)
	return busy, logged, copied, err
}

// close ends the goroutine after what it has begun.
func (t *tidier) close() error {
	close(t.wake)
	<-t.ended
	return errors.Join(t.conn.Close(), t.db.Close())
}
