package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// StaffLimit is the longest that somebody of staff stays signed in: a working
// day, so that each starts with the passphrase.
const StaffLimit = 10 * time.Hour

// ReporterDays is on how many days, counted in UTC, a reporter's session can be
// used: the day on which it began and the next, so that midnight interrupts
// nobody.
const ReporterDays = 2

// DraftDays is how long a draft is kept after it was last saved. The reporter is
// told the day.
const DraftDays = 30

// Authenticate finds the session of a cookie. renewed is the cookie to set
// instead, or "" if the minute has not changed: without it the session ends
// [IdleLimit] after the cookie was written. It never writes to the store.
//
// A cookie that is missing, altered, too old, of another organisation or of a
// session that has ended is [gehoor.ErrNotFound]; the next move is to sign in.
func (d *Door) Authenticate(ctx context.Context, org gehoor.OrgID, cookie string, now time.Time) (s Session, renewed string, err error) {
	t, err := decodeToken(d.sessions, cookie)
	if err != nil || !t.fresh(now) {
		return Session{}, "", gehoor.ErrNotFound
	}
	s, err = d.store.Session(ctx, t.hash())
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return Session{}, "", fmt.Errorf("account: find a session: %w", err)
	}
	if err != nil || s.Org != org || s.over(now) {
		return Session{}, "", gehoor.ErrNotFound
	}
	if err := d.opens(ctx, s); err != nil {
		return Session{}, "", err
	}
	if minuteOf(now).After(t.minute) {
		renewed = t.at(now).encode(d.sessions)
	}
	return s, renewed, nil
}

// opens looks that a reporter's session began with a code that still opens
// something: one that was replaced ends it, whenever it began.
func (d *Door) opens(ctx context.Context, s Session) error {
	if s.Mailbox == nil {
		return nil
	}
	box, err := d.store.Mailbox(ctx, s.Org, s.Mailbox.Lookup)
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return fmt.Errorf("account: find a session's mailbox: %w", err)
	}
	if err != nil || box != *s.Mailbox {
		return gehoor.ErrNotFound
	}
	return nil
}

// over says whether a session has reached its end, however busy it is. One that
// is of nobody has.
func (s Session) over(now time.Time) bool {
	if s.Mailbox != nil {
		return !dayOf(now).Before(s.CreatedAt.AddDate(0, 0, ReporterDays))
	}
	return s.Person == "" || now.Sub(s.CreatedAt) >= StaffLimit
}

// SignOut ends the session of a cookie. It looks only at what the cookie names:
// ending a session that is gone, or showing a cookie that is none, is no error.
func (d *Door) SignOut(ctx context.Context, cookie string) error {
	t, err := decodeToken(d.sessions, cookie)
	if err != nil {
		return nil
	}
	if err := d.store.DeleteSession(ctx, t.hash()); err != nil {
		return fmt.Errorf("account: end a session: %w", err)
	}
	return nil
}

// Sessions lists the sessions of somebody of staff that have not reached their end,
// the newest first. One that was not used for [IdleLimit] is among them: when it was
// used only its cookie knows.
func (d *Door) Sessions(ctx context.Context, s Session, now time.Time) ([]Session, error) {
	all, err := d.store.SessionsOf(ctx, s.Org, s.Person)
	if err != nil {
		return nil, fmt.Errorf("account: list sessions: %w", err)
	}
	return slices.DeleteFunc(all, func(one Session) bool { return one.over(now) }), nil
}

// EndsAt is when a session of staff ends, however busy it is.
func (s Session) EndsAt() time.Time { return s.CreatedAt.Add(StaffLimit) }

// EndSession ends one of the sessions of somebody of staff, from its next request on.
// Another person's, or one that is gone, is no error.
func (d *Door) EndSession(ctx context.Context, s Session, token [32]byte) error {
	if err := d.store.DeleteSessionOf(ctx, s.Org, s.Person, token); err != nil {
		return fmt.Errorf("account: end one of the sessions: %w", err)
	}
	return nil
}

// EndOtherSessions ends every session of somebody of staff but this one.
func (d *Door) EndOtherSessions(ctx context.Context, s Session) error {
	if _, err := d.store.DeleteSessionsOf(ctx, s.Org, s.Person, s.Token); err != nil {
		return fmt.Errorf("account: end the other sessions: %w", err)
	}
	return nil
}

// Sweep deletes what no longer counts: sessions of which nothing can be left,
// drafts that were not saved for [DraftDays], diaries that are over, and what was
// left of destroyed mailboxes for [GoneDays]. Once an hour is enough;
// nothing depends on it but what a backup holds.
func (d *Door) Sweep(ctx context.Context, now time.Time) (sessions, drafts int, err error) {
	today := dayOf(now)
	sessions, err = d.store.DeleteSessionsBefore(ctx, today.AddDate(0, 0, 1-ReporterDays))
	if err != nil {
		return sessions, 0, fmt.Errorf("account: sweep sessions: %w", err)
	}
	drafts, err = d.store.DeleteDraftsBefore(ctx, today.AddDate(0, 0, -DraftDays))
	if err != nil {
		return sessions, drafts, fmt.Errorf("account: sweep drafts: %w", err)
	}
	if _, err = d.store.DeleteDiariesBefore(ctx, today.AddDate(0, 0, 1)); err != nil {
		return sessions, drafts, fmt.Errorf("account: sweep diaries: %w", err)
	}
	if _, err = d.store.DeleteGoneBefore(ctx, today.AddDate(0, 0, 1)); err != nil {
		return sessions, drafts, fmt.Errorf("account: sweep destroyed mailboxes: %w", err)
	}
	return sessions, drafts, nil
}
