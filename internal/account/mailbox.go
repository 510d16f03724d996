package account

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
)

// MaxDraftBytes is the largest sealed draft: that of any content that is a row.
const MaxDraftBytes = 256 << 10

// OpenMailbox lets a reporter in with the look-up secret of the code, as 64
// hexadecimal digits. It refuses with [gehoor.CodeNoMailbox] when no signal was
// sent with that code, which may still have a draft ([Door.ComeBack]); with
// [CodeGone] when its dossier was destroyed; with
// [gehoor.CodeThrottled] when the code is wrong and many were; and with
// [gehoor.CodeMalformed].
func (d *Door) OpenMailbox(ctx context.Context, org gehoor.OrgID, lookupHex string, now time.Time) (Entry, error) {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return Entry{}, err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Entry{}, err
	}
	defer leave()
	box, err := d.store.Mailbox(ctx, org, lookup)
	if err != nil {
		if err := d.gone(ctx, org, lookup, now); err != nil {
			return Entry{}, err
		}
		return Entry{}, d.noMailbox(org, now, "find a mailbox", err)
	}
	return d.start(ctx, sessionOf(box, now), now)
}

// Admit makes the session of the reporter whose signal is about to be stored,
// and stores nothing: the caller adds Entry.Session to the transaction that makes
// the mailbox. If that fails, the cookie opens nothing.
func (d *Door) Admit(box Mailbox, now time.Time) Entry { return d.entry(sessionOf(box, now), now) }

func sessionOf(box Mailbox, now time.Time) Session {
	today := dayOf(now)
	return Session{Org: box.Org, Mailbox: &box, CreatedAt: today, SeenAt: today}
}

// ComeBack lets a reporter in with a code, to the mailbox or, where no signal
// was sent with it, to the draft and the diary: then Entry is zero and Unsent is
// what was kept. They make no session: the code itself saves and drops them. It
// refuses as [Door.OpenMailbox] does when the code opens nothing, and only then is
// it a wrong one: whoever guesses never keeps a reporter from an unfinished account.
func (d *Door) ComeBack(ctx context.Context, org gehoor.OrgID, lookupHex string, now time.Time) (Entry, Unsent, error) {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return Entry{}, Unsent{}, err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Entry{}, Unsent{}, err
	}
	defer leave()
	box, err := d.store.Mailbox(ctx, org, lookup)
	if err == nil {
		e, err := d.start(ctx, sessionOf(box, now), now)
		return e, Unsent{}, err
	}
	if !errors.Is(err, gehoor.ErrNotFound) {
		return Entry{}, Unsent{}, fmt.Errorf("account: find a mailbox: %w", err)
	}
	diary, err := d.openDiary(ctx, org, lookup, now)
	if err != nil {
		return Entry{}, Unsent{}, err
	}
	draft, err := d.store.Draft(ctx, org, lookup, 0)
	if err == nil || errors.Is(err, gehoor.ErrNotFound) && len(diary) > 0 {
		return Entry{}, Unsent{Sealed: draft.Sealed, Diary: diary}, nil
	}
	if err := d.gone(ctx, org, lookup, now); err != nil {
		return Entry{}, Unsent{}, err
	}
	return Entry{}, Unsent{}, d.noMailbox(org, now, "find a draft", err)
}

// noMailbox is the answer to a code for which the store had err.
func (d *Door) noMailbox(org gehoor.OrgID, now time.Time, verb string, err error) error {
	if !errors.Is(err, gehoor.ErrNotFound) {
		return fmt.Errorf("account: %s: %w", verb, err)
	}
	if err := d.throttle.wrongCode(org, now); err != nil {
		return err
	}
	return gehoor.Refuse(gehoor.CodeNoMailbox)
}

// SaveDraft keeps what the reporter has written so far, as the browser sealed
// it, in place of what was there. It refuses with [gehoor.CodeTooLarge] above
// [MaxDraftBytes], with [gehoor.CodeMalformed], and a draft that is new with
// [gehoor.CodeThrottled] when there are too many. The caller has looked at the
// sealing.
func (d *Door) SaveDraft(ctx context.Context, org gehoor.OrgID, lookupHex string, sealed []byte, now time.Time) error {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return err
	}
	if err := checkSize(sealed, MaxDraftBytes); err != nil {
		return err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return err
	}
	defer leave()
	if err := d.newRow(ctx, org, lookup, now); err != nil {
		return err
	}
	if err := d.store.PutDraft(ctx, Draft{Org: org, Lookup: lookup, Sealed: sealed, SavedOn: dayOf(now)}); err != nil {
		return fmt.Errorf("account: save a draft: %w", err)
	}
	return nil
}

// newRow spends one of the organisation's new drafts, unless the code has one.
func (d *Door) newRow(ctx context.Context, org gehoor.OrgID, lookup [32]byte, now time.Time) error {
	switch _, err := d.store.Draft(ctx, org, lookup, 0); {
	case errors.Is(err, gehoor.ErrNotFound):
		return d.throttle.newDraft(org, now)
	case err != nil:
		return fmt.Errorf("account: find a draft: %w", err)
	}
	return nil
}

func checkSize(sealed []byte, most int) error {
	switch {
	case len(sealed) == 0:
		return gehoor.Refuse(gehoor.CodeMalformed)
	case len(sealed) > most:
		return gehoor.Refuse(gehoor.CodeTooLarge, "limit", strconv.Itoa(most>>10)+" KiB")
	}
	return nil
}

// SaveAnswers keeps what the reporter of a mailbox has answered so far to questions
// that were sent, as [Door.SaveDraft] keeps an account. The caller has looked whether
// they were sent.
func (d *Door) SaveAnswers(ctx context.Context, box Mailbox, sending int, sealed []byte, now time.Time) error {
	if err := checkSize(sealed, MaxDraftBytes); err != nil {
		return err
	}
	if err := d.store.PutDraft(ctx, Draft{Org: box.Org, Lookup: box.Lookup, Sending: sending, Sealed: sealed, SavedOn: dayOf(now)}); err != nil {
		return fmt.Errorf("account: save answers: %w", err)
	}
	return nil
}

// Answers are what was kept of them, nil if nothing was.
func (d *Door) Answers(ctx context.Context, box Mailbox, sending int) ([]byte, error) {
	draft, err := d.store.Draft(ctx, box.Org, box.Lookup, sending)
	switch {
	case errors.Is(err, gehoor.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("account: find answers: %w", err)
	}
	return draft.Sealed, nil
}

// DropDraft removes the draft of a code at the reporter's wish. One that is not
// there is no error.
func (d *Door) DropDraft(ctx context.Context, org gehoor.OrgID, lookupHex string) error {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return err
	}
	if err := d.store.DeleteDraft(ctx, org, lookup, 0); err != nil {
		return fmt.Errorf("account: drop a draft: %w", err)
	}
	return nil
}

// Known says whether a signal was sent with a code, or a draft or a diary is kept of
// it.
func (d *Door) Known(ctx context.Context, org gehoor.OrgID, lookup [32]byte) (bool, error) {
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return false, err
	}
	defer leave()
	_, err = d.store.Mailbox(ctx, org, lookup)
	if errors.Is(err, gehoor.ErrNotFound) {
		_, err = d.store.Draft(ctx, org, lookup, 0)
	}
	known := err == nil
	if errors.Is(err, gehoor.ErrNotFound) {
		var diary []DiaryEntry
		diary, err = d.store.Diary(ctx, org, lookup)
		known = len(diary) > 0
	}
	if err != nil {
		return false, fmt.Errorf("account: look for a code: %w", err)
	}
	return known, nil
}
