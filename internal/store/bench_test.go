package store_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
)

// desk are the four people who receive signals in the benchmarks.
var desk = []gehoor.PersonID{
	"00000000000000000000000000000001", "00000000000000000000000000000002",
	"00000000000000000000000000000003", "00000000000000000000000000000004",
}

func submissions(n int) []ledger.Batch {
	made := make([]ledger.Batch, n)
	for i := range made {
		made[i] = submission(desk...)
	}
	return made
}

// BenchmarkAppend accepts complete submissions. One operation is one submission.
func BenchmarkAppend(b *testing.B) {
	for _, e := range engines {
		for _, clients := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("%s/%d", e.name, clients), func(b *testing.B) {
				db := reopen(b, e.where(b), e.open)
				made := submissions(b.N)
				var next atomic.Int64
				done := make(chan error, clients)
				b.ResetTimer()
				for range clients {
					go func() { done <- appendAll(b, db, made, &next) }()
				}
				for range clients {
					if err := <-done; err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "submissions/s")
			})
		}
	}
}

func appendAll(b *testing.B, db *store.DB, made []ledger.Batch, next *atomic.Int64) error {
	for {
		i := int(next.Add(1)) - 1
		if i >= len(made) {
			return nil
		}
		if err := db.Append(b.Context(), made[i]); err != nil {
			return err
		}
	}
}

// BenchmarkBare writes the same rows in a bare transaction each, by one client:
// what the engine itself costs.
func BenchmarkBare(b *testing.B) {
	for _, e := range engines {
		b.Run(e.name, func(b *testing.B) {
			where := e.where(b)
			must(b, reopen(b, where, e.open).Append(b.Context(), submission(desk...))) // makes the head
			engine, err := e.open(b.Context(), where)
			must(b, err)
			defer func() { _ = engine.Close() }()
			all := make([][]store.Statement, b.N)
			leaf := int64(5)
			for i, s := range submissions(b.N) {
				all[i], err = store.BareRows(s, leaf)
				must(b, err)
				leaf += 5
			}
			b.ResetTimer()
			for _, rows := range all {
				tx, err := engine.Begin(b.Context())
				must(b, err)
				must(b, tx.Run(b.Context(), rows))
				must(b, tx.Commit(b.Context()))
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "submissions/s")
		})
	}
}
