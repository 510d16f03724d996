package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/store"
)

// TestTidiesUp: what a burst wrote to the log comes into the file while nobody
// writes and nobody closes anything.
func TestTidiesUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	db := open(t, path)
	// 40 MB: less than 16 MiB of it may stay in the log, and before 64 MiB the
	// writer does not do it.
	const size, many, least = 200 << 10, 200, 24 << 20
	for range many {
		must(t, db.Append(t.Context(), one(size)))
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		info, err := os.Stat(path)
		must(t, err)
		if info.Size() >= least {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("%d bytes came into the file, want %d", info.Size(), least)
		}
	}
}

// TestLogStaysShort: the log does not grow with what is written, also when nobody
// rests, and is given back after a long read has held it.
func TestLogStaysShort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	db := open(t, path)
	const size, many, most = 250 << 10, 800, 160 << 20 // 200 MB in all
	longest := func() (most int64) {
		for range many {
			must(t, db.Append(t.Context(), one(size)))
			info, err := os.Stat(path + "-wal")
			must(t, err)
			most = max(most, info.Size())
		}
		return most
	}
	if got := longest(); got > most {
		t.Errorf("the log grew to %d MiB", got>>20)
	}
	must(t, db.Snapshot(t.Context(), func(m *store.Moment) error {
		_, err := m.Schema(t.Context()) // reads, and so holds the log
		must(t, err)
		if got := longest(); got <= most {
			t.Errorf("a reader holds the log, which has %d MiB: this tests nothing", got>>20)
		}
		return nil
	}))
	longest()
	info, err := os.Stat(path + "-wal")
	must(t, err)
	if info.Size() > most {
		t.Errorf("after the read the log has %d MiB", info.Size()>>20)
	}
}
