package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	store "github.com/gehoor/gehoor/internal/store/memory"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Rehearsed is how fast a story of three years is rehearsed.
type Rehearsed struct {
	// Acts are the lines in which somebody does something, Entries all that is told of
	// it: acts, messages, clocks, escalations.
	Acts    int `json:"acts"`
	Entries int `json:"entries"`
	// PerSecond counts acts, with all that they cause; a median.
	PerSecond float64 `json:"acts_per_second"`
	// Bare is how many events a second the store takes, one in each append, with no
	// code of ours around it.
	Bare float64 `json:"bare_per_second"`
}

const (
	rehearsedYears = 3
	// rehearsedReporters send a signal each, a month apart; all of them and the staff
	// write on until the end.
	rehearsedReporters = 20
	rehearseRuns       = 5
)

// years is the story: every week somebody writes and somebody answers, in each of
// the dossiers that there are by then.
func years() string {
	var b strings.Builder
	b.WriteString("title Three years\norganisation veenhaven\n\nat 2024-01-08 09:00\n")
	sent := 0
	for week := range rehearsedYears * 52 {
		if week > 0 {
			b.WriteString("at +1 week\n")
		}
		if week%4 == 0 && sent < rehearsedReporters {
			sent++
			fmt.Fprintf(&b, "as reporter R%d\nsend alderman nl\nas noor\nacknowledge \"a\"\nfeedback \"f\"\n", sent)
		}
		for n := range 4 {
			fmt.Fprintf(&b, "as reporter R%d\nreply \"r\"\nas bram\nwrite \"w\"\n", 1+(week*4+n)%sent)
		}
	}
	return b.String()
}

func rehearse(ctx context.Context, o Options) (got Rehearsed, err error) {
	o.Note("rehearsing three years")
	s, err := story.Parse("years.story", []byte(years()))
	if err != nil {
		return got, err
	}
	r := veenhaven.Rehearsal{Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(), Now: time.Now()}
	took, err := medianOf(rehearseRuns, func() error {
		t, err := r.Play(ctx, s)
		if err == nil && !t.Holds() {
			err = fmt.Errorf("line %d: %s", t.Unmet[0].Line, t.Unmet[0].Found)
		}
		got.Acts, got.Entries = t.Counts.Acts, len(t.Entries)
		return err
	})
	if err != nil {
		return got, err
	}
	got.PerSecond = perSecond(got.Acts, took)
	bare, err := medianOf(rehearseRuns, func() error { return appendBare(ctx, got.Acts) })
	got.Bare = perSecond(got.Acts, bare)
	return got, err
}

// appendBare appends so many events of one dossier, of the size of a message.
func appendBare(ctx context.Context, n int) error {
	stores := store.New()
	stream := gehoor.DossierStream(gehoor.DossierID(randomHex(16)))
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: veenhaven.Org, Stream: stream, Seq: 1, At: gehoor.Moment(time.Now()), Actor: gehoor.System,
		Kind: "signal.message-sent", Body: json.RawMessage(`{"signal":"00000000000000000000000000000000"}`),
	})
	if err != nil {
		return err
	}
	for i := range n {
		record := ledger.Record{Stream: stream, Seq: gehoor.Seq(i + 1), Data: data}
		err := stores.Append(ctx, ledger.Batch{Org: veenhaven.Org, Extensions: []ledger.Extension{{Stream: stream, After: gehoor.Seq(i), Records: []ledger.Record{record}}}})
		if err != nil {
			return err
		}
	}
	return nil
}
