package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
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
