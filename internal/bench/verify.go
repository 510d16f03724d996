package bench

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// lookers is how many look for signals at the same time.
const lookers = 8

// lost closes the server and its database, opens both again, and counts the
// signals that are not there, whole. It then has the whole log and every stream
// recomputed; damage, or a dossier too many, is an error.
func (a *accept) lost(ctx context.Context, accepted []*sent) (int, error) {
	a.o.Note(fmt.Sprintf("%s: looking for %d signals", a.e.name(), len(accepted)))
	if err := a.site.close(); err != nil {
		return 0, err
	}
	a.site = nil
	var err error
	if a.site, err = a.m.serve(ctx, a.e, a.where); err != nil {
		return 0, err
	}
	lost, err := a.count(ctx, accepted)
	if err != nil {
		return lost, err
	}
	report, err := store.Audit(ctx, a.site.db, veenhaven.Org)
	if err != nil {
		return lost, err
	}
	if !report.Clean() {
		return lost, fmt.Errorf("the database is damaged: %v", report.Findings)
	}
	a.received -= lost
	return lost, a.noDouble(ctx)
}

// count looks for every signal.
func (a *accept) count(ctx context.Context, accepted []*sent) (int, error) {
	var next, lost atomic.Int64
	var wait sync.WaitGroup
	client := newClient(lookers)
	defer client.CloseIdleConnections()
	errs := make([]error, lookers)
	for l := range errs {
		wait.Go(func() {
			for errs[l] == nil {
				i := int(next.Add(1)) - 1
				if i >= len(accepted) {
					return
				}
				var there bool
				status, text, err := a.site.post(ctx, client, pathBack, fmt.Appendf(nil, `{"lookup":%q}`, accepted[i].lookup))
				if err == nil && opened(status, text) {
					there, err = a.whole(ctx, accepted[i])
				}
				if errs[l] = err; !there {
					lost.Add(1)
				}
			}
		})
	}
	wait.Wait()
	return int(lost.Load()), errors.Join(errs...)
}

// whole says whether the mailbox leads to a dossier that received this account,
// and whether all contents are there with the bytes that were sent.
func (a *accept) whole(ctx context.Context, s *sent) (bool, error) {
	lookup, err := account.ParseSecret(string(s.lookup))
	if err != nil {
		return false, err
	}
	box, err := a.site.db.Mailbox(ctx, veenhaven.Org, lookup)
	if err != nil {
		return false, ignoreMissing(err)
	}
	stream := gehoor.DossierStream(box.Dossier)
	records, err := a.site.db.Load(ctx, veenhaven.Org, stream, 0)
	if err != nil {
		return false, err
	}
	received := false
	for _, r := range records {
		_, fact, err := ledger.Open(r, casework.Decode)
		if err != nil {
			return false, err
		}
		f, ok := fact.(signal.Received)
		received = received || ok && f.Signal == box.Signal && f.Content == s.account
	}
	for _, id := range s.contents {
		content, at, err := a.site.db.Content(ctx, veenhaven.Org, id)
		if err != nil {
			return false, ignoreMissing(err)
		}
		received = received && at == stream && seal.NameOf(content.Bytes) == id
	}
	return received, nil
}

// ignoreMissing leaves only errors that are no answer.
func ignoreMissing(err error) error {
	if errors.Is(err, gehoor.ErrNotFound) {
		return nil
	}
	return err
}

// noDouble compares the number of dossiers with what was answered as received.
// Of what was refused some may be there: an answer that was lost is no promise.
func (a *accept) noDouble(ctx context.Context) error {
	dossiers := 0
	err := a.site.db.Streams(ctx, veenhaven.Org, func(v ledger.Version) error {
		if strings.HasPrefix(string(v.Stream), "dossier/") {
			dossiers++
		}
		return nil
	})
	if err == nil && (dossiers < a.received || dossiers > a.received+a.refused) {
		err = fmt.Errorf("%d dossiers for %d signals that were received and %d that were refused", dossiers, a.received, a.refused)
	}
	return err
}
