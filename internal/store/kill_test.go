package store_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/store"
)

const (
	// killRounds bounds the loop; each round starts and kills one process.
	killRounds = 10
	// killWriters append at the same time in the killed process.
	killWriters = 8

	childEngine = "GEHOOR_TEST_CHILD_ENGINE"
	childWhere  = "GEHOOR_TEST_CHILD_WHERE"
	childRound  = "GEHOOR_TEST_CHILD_ROUND"
)

// TestKill starts this test program again as a process that appends, kills it
// with SIGKILL at a random moment, and looks that everything that it had
// confirmed is there, that nothing is there by half, and that the log follows
// from its leaves.
func TestKill(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		engine := "sqlite"
		if strings.Contains(t.Name(), "postgres") {
			engine = "postgres"
		}
		must(t, reopen(t, where, open).Append(t.Context(), staff(desk...)))
		total := 0
		for round := range killRounds {
			confirmed := killed(t, engine, where, round)
			total += len(confirmed)
			db := reopen(t, where, open)
			audit(t, db)
			for _, stream := range confirmed {
				records, err := db.Load(t.Context(), veenhaven, gehoor.StreamID(stream), 0)
				must(t, err)
				rows, err := db.Rows(t.Context(), veenhaven, gehoor.StreamID(stream))
				must(t, err)
				if len(records) != 5 || len(rows) != 10 {
					t.Fatalf("round %d: %s was confirmed and has %d records, %d rows", round, stream, len(records), len(rows))
				}
			}
			must(t, db.Append(t.Context(), submission(desk...)))
			must(t, db.Close())
		}
		t.Logf("%d confirmed appends survived %d kills", total, killRounds)
		if total == 0 {
			t.Fatal("no process lived long enough to confirm anything")
		}
	})
}

// killed runs a writer, kills it and returns the streams that it confirmed.
func killed(t *testing.T, engine, where string, round int) []string {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestKillChild$", "-test.v")
	c.Env = append(os.Environ(), childEngine+"="+engine, childWhere+"="+where, childRound+"="+strconv.Itoa(round))
	out, err := c.StdoutPipe()
	must(t, err)
	c.Stderr = os.Stderr
	must(t, c.Start())
	confirmed := make(chan []string)
	ready := make(chan struct{})
	from := "begin" // in one round at its beginning, in the next after something was confirmed
	if round%2 == 1 {
		from = "confirmed"
	}
	go func() { confirmed <- readConfirmed(out, from, ready) }()
	select {
	case <-ready:
	case <-time.After(time.Minute):
		t.Error("the writer did not begin")
	}
	time.Sleep(time.Duration(rand.IntN(120)) * time.Millisecond) // the random moment itself
	_ = c.Process.Kill()
	list := <-confirmed
	_ = c.Wait()
	return list
}

// readConfirmed reads whole lines until the process is dead; ready is closed at the first
// that begins with a word.
func readConfirmed(out io.Reader, word string, ready chan struct{}) []string {
	var list []string
	once := sync.OnceFunc(func() { close(ready) })
	defer once()
	for r := bufio.NewReader(out); ; {
		line, err := r.ReadString('\n')
		if err != nil {
			return list
		}
		if strings.HasPrefix(line, word) {
			once()
		}
		if stream, ok := strings.CutPrefix(line, "confirmed "); ok {
			list = append(list, strings.TrimSpace(stream))
		}
	}
}

// TestKillChild is the process that is killed. Without its environment it has
// nothing to do.
func TestKillChild(t *testing.T) {
	engine, where := os.Getenv(childEngine), os.Getenv(childWhere)
	if engine == "" {
		return
	}
	open := openSQLite
	if engine == "postgres" {
		open = openPostgres
	}
	db := reopen(t, where, open)
	fmt.Println("begin")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var wait sync.WaitGroup
	for range killWriters {
		wait.Go(func() {
			for ctx.Err() == nil {
				if err := confirm(ctx, db); err != nil {
					fmt.Println("failed", err)
					return
				}
			}
		})
	}
	wait.Go(func() {
		for ctx.Err() == nil {
			publish(t, db, 16)
		}
	})
	wait.Wait()
}

func confirm(ctx context.Context, db *store.DB) error {
	b := submission(desk...)
	b.Contents = b.Contents[:3] // more appends before the kill
	b.Extensions[0].Records[0] = event(b.Extensions[0].Stream, 1, b.Contents...)
	if err := db.Append(ctx, b); err != nil {
		return err
	}
	_, err := fmt.Println("confirmed " + string(b.Extensions[0].Stream))
	return err
}

// TestTwoNodes lets two nodes append and publish on one PostgreSQL database at
// the same time, in one organisation and in several, with streams that both
// want.
func TestTwoNodes(t *testing.T) {
	where := engines[1].where(t)
	nodes := []*store.DB{reopen(t, where, openPostgres), reopen(t, where, openPostgres)}
	const rounds, writers = 20, 6
	shared := gehoor.DossierStream(newID[gehoor.DossierID]())
	book := func(db *store.DB) error {
		for {
			records, err := db.Load(t.Context(), veenhaven, shared, 0)
			if err != nil {
				return err
			}
			seq := gehoor.Seq(len(records))
			err = db.Append(t.Context(), ledger.Batch{Org: veenhaven,
				Extensions: []ledger.Extension{{Stream: shared, After: seq, Records: []ledger.Record{event(shared, seq+1)}}}})
			if err == nil || err != ledger.ErrConflict { //nolint:errorlint // anything wrapped is a fault here
				return err
			}
		}
	}
	var wait sync.WaitGroup
	for _, db := range nodes {
		for range writers {
			wait.Go(func() {
				for i := range rounds {
					if err := book(db); err != nil {
						t.Errorf("shared stream: %v", err)
					}
					b := submission(desk...)
					if i%2 == 0 {
						b = elsewhere(i)
					}
					if err := db.Append(t.Context(), b); err != nil {
						t.Errorf("append: %v", err)
					}
				}
			})
		}
		wait.Go(func() {
			for range rounds {
				publish(t, db, 8)
			}
		})
	}
	wait.Wait()
	r := audit(t, nodes[0])
	records, err := nodes[1].Load(t.Context(), veenhaven, shared, 0)
	must(t, err)
	if len(records) != 2*rounds*writers {
		t.Fatalf("%d records in the shared stream, want %d", len(records), 2*rounds*writers)
	}
	if want := int64(2*rounds*writers + 2*writers*rounds/2*5); r.Events != want {
		t.Fatalf("%d events, want %d", r.Events, want)
	}
}

// elsewhere extends a stream of one of a few other organisations.
func elsewhere(i int) ledger.Batch {
	stream := gehoor.DossierStream(newID[gehoor.DossierID]())
	return ledger.Batch{Org: gehoor.OrgID(fmt.Sprintf("org-%d", i%5)),
		Extensions: []ledger.Extension{{Stream: stream, Records: []ledger.Record{event(stream, 1)}}}}
}
