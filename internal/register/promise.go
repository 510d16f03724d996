package register

import (
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"golang.org/x/mod/sumdb/note"
)

// promiseFormat is a promise's first line. It has spaces, which no origin has,
// so that a promise can never be read as a checkpoint of the same key.
const promiseFormat = "gehoor promise v1"

// dayLayout is how a promise writes a day.
const dayLayout = time.DateOnly

// Promise is what the log owes a reporter from the moment of receipt: that this
// leaf, which holds this content, will be in the log before that moment.
type Promise struct {
	Origin  Origin
	Content gehoor.ContentID
	Leaf    Leaf
	// ReceivedOn is a day, midnight UTC.
	ReceivedOn time.Time
	// Before is in whole seconds, UTC.
	Before time.Time
}

// SignPromise writes a promise as a note of the log's key (doc/formats.md §8).
// The origin is the signer's; p.Origin may be empty, or the same.
func SignPromise(signer note.Signer, p Promise) ([]byte, error) {
	if p.Origin != "" && string(p.Origin) != signer.Name() {
		return nil, fmt.Errorf("register: promise for another log: %w", ErrOtherKey)
	}
	p.Origin = Origin(signer.Name())
	text := strings.Join([]string{
		promiseFormat, string(p.Origin), string(p.Content), encode64(p.Leaf[:]),
		p.ReceivedOn.UTC().Format(dayLayout), gehoor.Moment(p.Before).Format(time.RFC3339), "",
	}, "\n")
	if _, err := parsePromise(text); err != nil {
		return nil, err
	}
	msg, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, fmt.Errorf("register: sign promise: %w", err)
	}
	return msg, nil
}

// VerifyPromise reads a promise that is signed by the log's key.
func VerifyPromise(msg []byte, log note.Verifier) (Promise, error) {
	n, err := openNote(msg, log)
	if err != nil {
		return Promise{}, fmt.Errorf("register: promise: %w", err)
	}
	p, err := parsePromise(n.Text)
	if err != nil {
		return Promise{}, err
	}
	if string(p.Origin) != log.Name() {
		return Promise{}, fmt.Errorf("register: promise of another log: %w", ErrOtherKey)
	}
	return p, nil
}

func parsePromise(text string) (Promise, error) {
	malformed := fmt.Errorf("register: promise: %w", ErrMalformed)
	lines := strings.Split(text, "\n")
	if len(lines) != 7 || lines[0] != promiseFormat || lines[6] != "" {
		return Promise{}, malformed
	}
	content, contentErr := gehoor.ParseContentID(lines[2])
	leaf, leafErr := parseHash(lines[3])
	on, onErr := time.Parse(dayLayout, lines[4])
	before, beforeErr := time.Parse(time.RFC3339, lines[5])
	switch {
	case lines[1] == "", contentErr != nil, leafErr != nil, onErr != nil, beforeErr != nil,
		on.Format(dayLayout) != lines[4],
		before.UTC().Format(time.RFC3339) != lines[5]:
		return Promise{}, malformed
	}
	return Promise{Origin: Origin(lines[1]), Content: content, Leaf: Leaf(leaf), ReceivedOn: on, Before: before.UTC()}, nil
}

// VerifyAgainstPromise checks that a genuine receipt keeps a genuine promise:
// the same log, leaf and content. The promise's day is that of the
// organisation's calendar and the event's moment is UTC, so they may be one day
// apart, not more. The error wraps [ErrDisagree].
func VerifyAgainstPromise(v Verified, p Promise) error {
	apart := dayOf(p.ReceivedOn).Sub(v.Day()).Abs()
	switch {
	case v.Checkpoint.Origin != p.Origin:
		return fmt.Errorf("%w: log", ErrDisagree)
	case v.Leaf() != p.Leaf:
		return fmt.Errorf("%w: leaf", ErrDisagree)
	case v.Received.Content != p.Content:
		return fmt.Errorf("%w: content", ErrDisagree)
	case apart > 24*time.Hour:
		return fmt.Errorf("%w: day", ErrDisagree)
	}
	return nil
}

// dayOf is the midnight before t, in UTC.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
