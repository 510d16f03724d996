package story

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
)

// Watch is a ledger in which a story sees what is appended: which dossier a message
// is about, which the message itself never says, and what was escalated. Casework is
// given it as its events.
type Watch struct {
	ledger.Store

	mu        sync.Mutex // guards what follows
	about     map[string]gehoor.DossierID
	touched   []gehoor.DossierID
	escalated []escalation
	err       error
}

// escalation is a lateness that went to people.
type escalation struct {
	dossier gehoor.DossierID
	event   gehoor.Event
	fact    dossier.Escalated
}

// NewWatch watches a store.
func NewWatch(s ledger.Store) *Watch {
	return &Watch{Store: s, about: map[string]gehoor.DossierID{}}
}

// Append implements [ledger.Store].
func (w *Watch) Append(ctx context.Context, b ledger.Batch) error {
	if err := w.Store.Append(ctx, b); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range b.Extensions {
		id, ok := e.Stream.Dossier()
		if !ok {
			continue
		}
		if !slices.Contains(w.touched, id) {
			w.touched = append(w.touched, id)
		}
		for _, row := range b.Inserts {
			if m, ok := row.(notify.Message); ok {
				w.about[m.ID] = id
			}
		}
		for _, r := range e.Records {
			w.read(id, r)
		}
	}
	return nil
}

// read keeps an escalation. What cannot be read is told later, because the append
// itself went well.
func (w *Watch) read(id gehoor.DossierID, r ledger.Record) {
	event, err := gehoor.DecodeEvent(r.Data)
	if err == nil && event.Kind == (dossier.Escalated{}).Kind() {
		var f gehoor.Fact
		if f, err = casework.Decode(event.Kind, event.Body); err == nil {
			w.escalated = append(w.escalated, escalation{id, event, f.(dossier.Escalated)})
		}
	}
	if err != nil {
		w.err = fmt.Errorf("story: read what was appended: %w", err)
	}
}

// dossierOf is the dossier that a message is about; "" if it is about none.
func (w *Watch) dossierOf(message string) gehoor.DossierID {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.about[message]
}

// touches returns the dossiers in which something happened since it was last asked.
func (w *Watch) touches() []gehoor.DossierID {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := w.touched
	w.touched = nil
	return all
}

// escalations returns those after the first n.
func (w *Watch) escalations(n int) ([]escalation, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.escalated[n:len(w.escalated):len(w.escalated)], w.err
}
