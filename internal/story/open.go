package story

import (
	"context"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
)

// open lets whoever acts open all that they may, and compares the words with
// what was said. A person who holds no key of a compartment is not served what
// is in it, so it is not asked for.
func (r *run) open(ctx context.Context, _ Statement, _ []Statement) error {
	if own, ok := r.participants[r.who]; ok {
		_, err := r.reads(ctx, own)
		return err
	}
	if r.staff == "" {
		return r.openOwn(ctx)
	}
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		held, keys := keysOf(d.Boxes)
		words := wordsOf(held, d.Signals)
		if held[gehoor.Case] {
			for _, n := range d.Notes {
				words = append(words, n.Content)
			}
		}
		words = append(words, recordedWords(d, held)...)
		contents, err := r.Casework.Open(ctx, r.Org, r.staff, d.ID, append(keys, words...))
		if err != nil {
			return err
		}
		return r.compare(words, contents, func(c []ledger.Content) (map[gehoor.ContentID]string, error) { return browser.Open(d, c) })
	})
}

func (r *run) openOwn(ctx context.Context) error {
	one, err := r.own()
	if err != nil {
		return err
	}
	box, err := r.Casework.Mailbox(ctx, one.box)
	if err != nil {
		return err
	}
	held, keys := keysOf(box.Boxes)
	words := wordsOf(held, []signal.Signal{box.Signal})
	contents, err := r.Casework.OpenOwn(ctx, one.box, append(keys, words...))
	if err != nil {
		return err
	}
	return r.compare(words, contents, func(c []ledger.Content) (map[gehoor.ContentID]string, error) { return one.browser.Open(box, c) })
}

// compare opens contents and looks whether the words are those that were said.
func (r *run) compare(words []gehoor.ContentID, contents []ledger.Content, open func([]ledger.Content) (map[gehoor.ContentID]string, error)) error {
	opened, err := open(contents)
	if err != nil {
		return err
	}
	for _, id := range words {
		if opened[id] != r.said[id] || r.said[id] == "" {
			return fmt.Errorf("what was opened is not what was said")
		}
	}
	return nil
}

// keysOf returns the compartments whose key the asker has, and those keys.
func keysOf(boxes []casework.Box) (held map[gehoor.Compartment]bool, keys []gehoor.ContentID) {
	held = map[gehoor.Compartment]bool{}
	for _, b := range boxes {
		if b.Key != "" {
			held[b.Name] = true
			keys = append(keys, b.Keys()...)
		}
	}
	return held, keys
}

// wordsOf are the contents of signals that lie in the compartments held.
func wordsOf(held map[gehoor.Compartment]bool, signals []signal.Signal) []gehoor.ContentID {
	var words []gehoor.ContentID
	for _, s := range signals {
		if held[gehoor.Conversation] {
			words = append(words, s.Account)
			for _, e := range s.Thread {
				if e.Content != "" {
					words = append(words, e.Content)
				}
			}
		}
		if held[gehoor.Identity] && s.Who != "" {
			words = append(words, s.Who)
		}
	}
	return words
}
