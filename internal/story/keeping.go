package story

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
)

// What is kept, and what is not: holds, destruction by two, and what stays in the log.

// hold forbids that the dossier is destroyed, with reasons.
func (r *run) hold(ctx context.Context, s Statement, _ []Statement) error {
	return r.inWords(ctx, s.Value("why:text"), func(d casework.Dossier, words ledger.Content, made *casework.Sealed) error {
		return r.Casework.Hold(ctx, r.Org, r.staff, d.ID, dossier.HoldGround(s.Value("ground")), words, made)
	})
}

// releaseHold ends the hold that lasts the longest; none is refused as one that is over.
func (r *run) releaseHold(ctx context.Context, s Statement, _ []Statement) error {
	return r.inWords(ctx, s.Value("why:text"), func(d casework.Dossier, words ledger.Content, _ *casework.Sealed) error {
		var held gehoor.ContentID
		if i := slices.IndexFunc(d.Retention.Holds, dossier.Hold.Active); i >= 0 {
			held = d.Retention.Holds[i].Content
		}
		return r.Casework.ReleaseHold(ctx, r.Org, r.staff, d.ID, held, words)
	})
}

func (r *run) proposeDestruction(ctx context.Context, s Statement, _ []Statement) error {
	return r.inWords(ctx, s.Value("why:text"), func(d casework.Dossier, words ledger.Content, _ *casework.Sealed) error {
		return r.Casework.ProposeDestruction(ctx, r.Org, r.staff, d.ID, words)
	})
}

// inWords does something in the dossier in hand with reasons that are sealed to who
// handles it; made is the compartment for them if this browser had to make it.
func (r *run) inWords(ctx context.Context, why string, do func(d casework.Dossier, words ledger.Content, made *casework.Sealed) error) error {
	return r.asHolder(ctx, func(ctx context.Context, browser Staff, d casework.Dossier, _ gehoor.SignalID) error {
		words, made, err := r.sealNote(ctx, browser, d, why)
		if err != nil {
			return err
		}
		r.said[words.ID] = why
		return do(d, words, made)
	})
}

func (r *run) dropDestruction(ctx context.Context, _ Statement, _ []Statement) error {
	return r.inHandBy(ctx, (*casework.Casework).DropDestruction)
}

func (r *run) confirmDestruction(ctx context.Context, _ Statement, _ []Statement) error {
	return r.inHandBy(ctx, (*casework.Casework).ConfirmDestruction)
}

// inHandBy does something without words with the dossier in hand.
func (r *run) inHandBy(ctx context.Context, do func(*casework.Casework, context.Context, gehoor.OrgID, gehoor.PersonID, gehoor.DossierID) error) error {
	box, err := r.mailbox()
	if err != nil {
		return err
	}
	return do(r.Casework, ctx, r.Org, r.staff, box.Dossier)
}

// What can become of a dossier.
const (
	fateKept      = "kept"
	fateHeld      = "held"
	fateProposed  = "proposed-for-destruction"
	fateDestroyed = "destroyed"
)

// expectFate is what becomes of the dossier in hand.
func (r *run) expectFate(ctx context.Context, s Statement) (string, error) {
	gone, err := r.destroyed(ctx)
	if err != nil || gone {
		return differs(s.Value("fate"), fateDestroyed), err
	}
	d, _, err := r.dossier(ctx)
	if err != nil {
		return "", err
	}
	got := fateKept
	switch {
	case slices.ContainsFunc(d.Retention.Holds, dossier.Hold.Active):
		got = fateHeld
	case d.Retention.Proposed:
		got = fateProposed
	}
	return differs(s.Value("fate"), got), nil
}

// destroyed says whether the dossier in hand was destroyed: the organisation keeps that
// it was, and whoever comes with the reporter's code is told so.
func (r *run) destroyed(ctx context.Context) (bool, error) {
	box, err := r.mailbox()
	if err != nil {
		return false, err
	}
	o, err := r.Casework.Organisation(ctx, r.Org)
	if err != nil {
		return false, err
	}
	if !slices.ContainsFunc(o.Erased, func(e directory.Erasure) bool { return e.Streams[0].Stream == gehoor.DossierStream(box.Dossier) }) {
		return false, nil
	}
	_, err = r.Mailboxes.Gone(ctx, r.Org, box.Lookup)
	if errors.Is(err, gehoor.ErrNotFound) {
		err = errors.New("it was destroyed, and its reporter is not told so")
	}
	return true, err
}

// expectMayGo counts what somebody sees that need not be kept any longer.
func (r *run) expectMayGo(ctx context.Context, s Statement) (string, error) {
	who, err := r.person(s.Value("person"))
	if err != nil {
		return "", err
	}
	all, err := r.Casework.DueForDestruction(ctx, r.Org, who)
	return differs(s.Value("number"), strconv.Itoa(len(all))), err
}

// expectOpened is to whom something of the dossier in hand was made available.
func (r *run) expectOpened(ctx context.Context, s Statement) (string, error) {
	box, err := r.mailbox()
	if err != nil {
		return "", err
	}
	people, err := r.opened(ctx, box.Dossier)
	return differs(sorted(s.Value("persons")), strings.Join(r.logins(people), " ")), err
}

// opened are those to whom something was made available, as the ledger has it. Each time
// must have its leaf in the log.
func (r *run) opened(ctx context.Context, id gehoor.DossierID) ([]gehoor.PersonID, error) {
	stream := gehoor.OpenedStream(id)
	records, err := r.Watch.Load(ctx, r.Org, stream, 0)
	if err != nil {
		return nil, fmt.Errorf("story: read what was made available: %w", err)
	}
	var people []gehoor.PersonID
	for i, one := range records {
		if one.Seq != gehoor.Seq(i+1) {
			return nil, errors.New("an entry is missing among what was made available")
		}
		if err := r.inLog(ctx, one); err != nil {
			return nil, err
		}
		event, err := gehoor.DecodeEvent(one.Data)
		if err != nil {
			return nil, err
		}
		if who, ok := event.Actor.Person(); ok && !slices.Contains(people, who) {
			people = append(people, who)
		}
	}
	return people, nil
}

// inLog looks for the leaf of an event.
func (r *run) inLog(ctx context.Context, one ledger.Record) error {
	at, err := r.Log.Place(ctx, r.Org, one.Stream, one.Seq)
	if err != nil {
		return fmt.Errorf("story: find the place of an event in the log: %w", err)
	}
	leaves, err := r.Log.LeafHashes(ctx, r.Org, at.Index, at.Index+1)
	if err != nil {
		return fmt.Errorf("story: read the log: %w", err)
	}
	if len(leaves) != 1 || leaves[0] != register.LeafOf(one.Salt, one.Data) {
		return errors.New("the log has something else in the place of an event")
	}
	return nil
}
