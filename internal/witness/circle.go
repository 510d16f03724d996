package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

// State is what came of asking a witness.
type State string

// The states. The first two need nobody; the last two are about trust and need a
// person at once.
const (
	// Cosigned: its cosignature is under the checkpoint.
	Cosigned State = "cosigned"
	// Overtaken: it has cosigned a later checkpoint of ours already, which another
	// node published.
	Overtaken State = "overtaken"
	// Away: it cannot be reached, or does not answer in time or as the protocol
	// says. It is asked again at the next checkpoint.
	Away State = "away"
	// Unacquainted: it does not know the log, or knows it by another key.
	Unacquainted State = "unacquainted"
	// Ahead: it has cosigned a tree that is larger than all that this database
	// published: the database is an old one, or somebody else has the log's key.
	Ahead State = "ahead"
	// OtherHistory: it has cosigned a tree of this log that ours does not continue.
	OtherHistory State = "other-history"
)

// Trouble says whether a state needs a person at once: somebody was shown
// another log than this one.
func (s State) Trouble() bool { return s == Ahead || s == OtherHistory }

// Answer is what came of asking one witness.
type Answer struct {
	// Witness is the name of its key.
	Witness string
	State   State
	// Changed says that it was another state at the last checkpoint; a witness is
	// taken to have been there before.
	Changed bool
	// Err is why, for a log; nil if Cosigned.
	Err error
}

// Circle asks the witnesses of one organisation's log. It is safe for concurrent
// use.
type Circle struct {
	Org    gehoor.OrgID
	Store  register.Store
	Log    note.Verifier
	Policy *register.Policy
	// Client sends the requests; nil is one of our own, that follows nobody
	// elsewhere.
	Client *http.Client

	mu    sync.Mutex // guards what follows, by the witness's verifier key
	sizes map[string]int64
	state map[string]State
}

// Ask sends a published checkpoint to every witness that has an address and keeps
// what they answered: the checkpoint that is served then has their cosignatures.
// Who does not answer within patience is away; what others answered is kept. The
// error is about keeping; what the witnesses did is in the answers, in the
// policy's order.
func (c *Circle) Ask(ctx context.Context, checkpoint register.Checkpoint, patience time.Duration) ([]Answer, error) {
	msg, err := c.Store.Checkpoint(ctx, c.Org, checkpoint.N)
	if err != nil {
		return nil, fmt.Errorf("witness: read checkpoint: %w", err)
	}
	asking, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	witnesses := c.asked()
	answers := make([]Answer, len(witnesses))
	lines := make([][]byte, len(witnesses))
	var wait sync.WaitGroup
	for i, w := range witnesses {
		wait.Go(func() { lines[i], answers[i] = c.ask(asking, w, msg, checkpoint.N) })
	}
	wait.Wait()
	for i := range answers {
		c.remember(witnesses[i], &answers[i])
	}
	return answers, c.keep(ctx, msg, checkpoint.N, lines)
}

func (c *Circle) asked() []register.PolicyWitness {
	var asked []register.PolicyWitness
	for _, w := range c.Policy.Witnesses() {
		if w.URL != "" {
			asked = append(asked, w)
		}
	}
	return asked
}

// keep puts the cosignatures under the checkpoint.
func (c *Circle) keep(ctx context.Context, msg []byte, size int64, lines [][]byte) error {
	more := bytes.Join(append([][]byte{msg}, lines...), nil)
	if len(more) == len(msg) {
		return nil
	}
	have, err := register.Cosignatures(more, c.Log, c.Policy.Keys()...)
	if err != nil {
		return err
	}
	err = c.Store.Cosign(ctx, c.Org, size, register.Published{Note: more, Enough: c.Policy.Enough(have)})
	if err != nil {
		return fmt.Errorf("witness: keep cosignatures: %w", err)
	}
	return nil
}

// tries is how often a witness is asked about one checkpoint: once, and once
// again with the size that it answered.
const tries = 2

// ask goes to one witness.
func (c *Circle) ask(ctx context.Context, w register.PolicyWitness, msg []byte, size int64) (line []byte, a Answer) {
	a = Answer{Witness: w.Key.Name(), State: Away}
	for range tries {
		old := c.sizeOf(w)
		if old > size {
			old = 0 // it tells where it stands
		}
		proof, err := register.ProveConsistency(ctx, c.Store, c.Org, old, size)
		if err != nil {
			a.Err = err
			return nil, a
		}
		request := register.AddCheckpoint{Old: old, Proof: proof, Checkpoint: msg}
		var status int
		var body []byte
		if status, body, a.Err = c.send(ctx, w.URL+"/add-checkpoint", request.Format()); a.Err != nil {
			return nil, a
		}
		switch status {
		case http.StatusOK:
			return c.cosigned(w, msg, body, size, a)
		case http.StatusConflict:
			stands, err := parseSize(body)
			if err != nil {
				a.Err = err
				return nil, a
			}
			c.stands(w, stands)
			if a.Err = fmt.Errorf("witness: it has seen %d leaves, asked about %d", stands, size); stands > size {
				a.State = c.beyond(ctx, stands)
				return nil, a
			}
		case http.StatusUnprocessableEntity:
			a.State, a.Err = OtherHistory, fmt.Errorf("witness: it does not accept that %d leaves continue %d", size, old)
			return nil, a
		case http.StatusNotFound, http.StatusForbidden:
			a.State, a.Err = Unacquainted, fmt.Errorf("witness: it answers %d", status)
			return nil, a
		default:
			a.Err = fmt.Errorf("witness: it answers %d", status)
			return nil, a
		}
	}
	return nil, a
}

func (c *Circle) cosigned(w register.PolicyWitness, msg, body []byte, size int64, a Answer) ([]byte, Answer) {
	more, err := register.AddCosignature(msg, body, c.Log, w.Key)
	if err != nil {
		a.Err = err
		return nil, a
	}
	c.stands(w, size)
	a.State, a.Err = Cosigned, nil
	return more[len(msg):], a
}

// beyond tells whether another node of ours published what a witness has seen.
func (c *Circle) beyond(ctx context.Context, stands int64) State {
	head, err := c.Store.Head(ctx, c.Org)
	switch {
	case err != nil:
		return Away
	case stands <= head.Published:
		return Overtaken
	}
	return Ahead
}

var errLong = errors.New("witness: its answer is too long")

// send posts a request and reads the answer.
func (c *Circle) send(ctx context.Context, url string, body []byte) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, fmt.Errorf("witness: ask: %w", err)
	}
	r.Header.Set("User-Agent", "gehoor")
	r.Header.Set("Content-Type", register.CheckpointType)
	client := c.Client
	if client == nil {
		client = &ownClient
	}
	resp, err := client.Do(r)
	if err != nil {
		return 0, nil, fmt.Errorf("witness: ask: %w", err)
	}
	defer resp.Body.Close()
	answered, err := io.ReadAll(io.LimitReader(resp.Body, register.MaxNoteBytes+1))
	switch {
	case err != nil:
		return 0, nil, fmt.Errorf("witness: read answer: %w", err)
	case len(answered) > register.MaxNoteBytes:
		return 0, nil, errLong
	}
	return resp.StatusCode, answered, nil
}

// ownClient asks only the address that was given.
var ownClient = http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// parseSize reads the size that a witness answers.
func parseSize(body []byte) (int64, error) {
	text, ok := strings.CutSuffix(string(body), "\n")
	size, err := strconv.ParseInt(text, 10, 64)
	if !ok || err != nil || size < 0 || strconv.FormatInt(size, 10) != text {
		return 0, errors.New("witness: it answers a size that is none")
	}
	return size, nil
}

func (c *Circle) sizeOf(w register.PolicyWitness) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sizes[w.Key.VerifierKey()]
}

func (c *Circle) stands(w register.PolicyWitness, size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sizes == nil {
		c.sizes = make(map[string]int64)
	}
	c.sizes[w.Key.VerifierKey()] = size
}

func (c *Circle) remember(w register.PolicyWitness, a *Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state == nil {
		c.state = make(map[string]State)
	}
	before, asked := c.state[w.Key.VerifierKey()]
	if !asked {
		before = Cosigned
	}
	a.Changed = before != a.State
	c.state[w.Key.VerifierKey()] = a.State
}
