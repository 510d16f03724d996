package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// What a diary may hold. A browser takes at most 40,000 UTF-16 code units of text
// (internal/web/browser/lib/diary.ts), so that all of it fits one content of a signal;
// these limits are for what is no page of ours.
const (
	// MaxDiaryEntries is more than one a week for a year.
	MaxDiaryEntries = 60
	// MaxDiaryEntryBytes is 8,000 code units as JSON writes them at their longest, with
	// age's own bytes and padding.
	MaxDiaryEntryBytes = 64 << 10
	// MaxDiaryBytes bounds all entries together: 240,000 bytes of text at their longest,
	// and for each entry what age and padding add.
	MaxDiaryBytes = 512 << 10
)

// How long a diary is kept: a year after it was last opened or added to, and never
// longer than five after its first entry. Both end with their month, so that a row
// does not say on which day somebody looked.
const (
	DiaryYears    = 1
	MaxDiaryYears = 5
)

// Codes of refusals.
const (
	// CodeDiaryFull: nothing can be added any more; args: most.
	CodeDiaryFull gehoor.Code = "diary.full"
	// CodeDiarySent: the code's signal was sent meanwhile.
	CodeDiarySent gehoor.Code = "diary.sent"
)

// DiaryEntry is what somebody who has not decided yet wrote on a day, sealed to that
// person alone. It is never replaced: a mistake is set right by another entry.
type DiaryEntry struct {
	Org    gehoor.OrgID
	Lookup [32]byte
	// Number counts the entries of a code from 1.
	Number int
	// Mark stands for the words, and says nothing of them (doc/formats.md §6).
	Mark   [32]byte
	Sealed []byte
	// KeptOn is the day on which it came in, by the server's clock, where people are.
	KeptOn time.Time
	// EndsOn is the first day on which it is gone, one day for all entries of a code.
	EndsOn time.Time
}

// DiarySent is a row that goes: the first entries of a diary, which became a signal.
type DiarySent struct {
	Org     gehoor.OrgID
	Lookup  [32]byte
	Entries int
}

// Unsent is what a code opens that sent no signal: either may be missing.
type Unsent struct {
	// Sealed is the draft.
	Sealed []byte
	Diary  []DiaryEntry
}

// KeptDiary are those entries of a diary that are not over.
func KeptDiary(all []DiaryEntry, now time.Time) []DiaryEntry {
	return slices.DeleteFunc(all, func(e DiaryEntry) bool { return !dayOf(now).Before(e.EndsOn) })
}

// AddDiaryEntry keeps another entry of a code's diary, of the day that is given. The same
// one twice is once. It refuses with [gehoor.CodeTooLarge], [CodeDiaryFull],
// [CodeDiarySent], [gehoor.CodeMalformed], and the first entry of a code without a draft
// with [gehoor.CodeThrottled] as [Door.SaveDraft] does. The caller has looked at the
// sealing.
func (d *Door) AddDiaryEntry(ctx context.Context, org gehoor.OrgID, lookupHex string, mark [32]byte, sealed []byte, on, now time.Time) error {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return err
	}
	if err := checkSize(sealed, MaxDiaryEntryBytes); err != nil {
		return err
	}
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return err
	}
	defer leave()
	e := DiaryEntry{Org: org, Lookup: lookup, Mark: mark, Sealed: sealed, KeptOn: on}
	for range diaryTries {
		added, err := d.addDiaryEntry(ctx, e, now)
		if err != nil || added {
			return err
		}
	}
	return gehoor.ErrUnavailable
}

// diaryTries is how often a number may be taken by another tab in the meantime.
const diaryTries = 8

// addDiaryEntry is false if another entry came in between.
func (d *Door) addDiaryEntry(ctx context.Context, e DiaryEntry, now time.Time) (bool, error) {
	all, err := d.store.Diary(ctx, e.Org, e.Lookup)
	if err != nil {
		return false, fmt.Errorf("account: find a diary: %w", err)
	}
	if slices.ContainsFunc(all, func(is DiaryEntry) bool { return is.Mark == e.Mark }) {
		return true, nil // the answer was lost
	}
	first := e.KeptOn
	if len(all) == 0 {
		if err := d.newRow(ctx, e.Org, e.Lookup, now); err != nil {
			return false, err
		}
	} else {
		first, e.Number = all[0].KeptOn, all[len(all)-1].Number
	}
	bytes := len(e.Sealed)
	for _, is := range all {
		bytes += len(is.Sealed)
	}
	if len(all) >= MaxDiaryEntries || bytes > MaxDiaryBytes {
		return false, gehoor.Refuse(CodeDiaryFull, "most", fmt.Sprint(MaxDiaryEntries))
	}
	e.Number++
	e.EndsOn = diaryEnds(first, e.KeptOn)
	if sent, err := d.sent(ctx, e); err != nil || sent {
		return false, errors.Join(err, refuseSent(sent))
	}
	added, err := d.store.AddDiaryEntry(ctx, e)
	if err != nil || !added {
		return added, err
	}
	// It may have been sent at the same moment: then nobody would find this entry.
	if sent, err := d.sent(ctx, e); err != nil || sent {
		return false, errors.Join(err, d.store.DeleteDiary(ctx, e.Org, e.Lookup), refuseSent(sent))
	}
	return true, d.keepDiary(ctx, e, all)
}

func refuseSent(sent bool) error {
	if !sent {
		return nil
	}
	return gehoor.Refuse(CodeDiarySent)
}

// sent says whether the code of an entry has a mailbox.
func (d *Door) sent(ctx context.Context, e DiaryEntry) (bool, error) {
	switch _, err := d.store.Mailbox(ctx, e.Org, e.Lookup); {
	case errors.Is(err, gehoor.ErrNotFound):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("account: find a mailbox: %w", err)
	}
	return true, nil
}

// keepDiary has the other entries of a code end with this one.
func (d *Door) keepDiary(ctx context.Context, e DiaryEntry, all []DiaryEntry) error {
	if !slices.ContainsFunc(all, func(is DiaryEntry) bool { return !is.EndsOn.Equal(e.EndsOn) }) {
		return nil
	}
	if err := d.store.KeepDiary(ctx, e.Org, e.Lookup, e.EndsOn); err != nil {
		return fmt.Errorf("account: keep a diary: %w", err)
	}
	return nil
}

// openDiary finds what is kept of a diary, for whoever has the code: from then on it
// is kept another year.
func (d *Door) openDiary(ctx context.Context, org gehoor.OrgID, lookup [32]byte, now time.Time) ([]DiaryEntry, error) {
	all, err := d.store.Diary(ctx, org, lookup)
	if err != nil {
		return nil, fmt.Errorf("account: find a diary: %w", err)
	}
	all = KeptDiary(all, now)
	if len(all) == 0 {
		return nil, nil
	}
	end := diaryEnds(all[0].KeptOn, dayOf(now))
	if err := d.keepDiary(ctx, DiaryEntry{Org: org, Lookup: lookup, EndsOn: end}, all); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].EndsOn = end
	}
	return all, nil
}

// diaryEnds is the first day on which a diary is gone.
func diaryEnds(first, today time.Time) time.Time {
	end, last := monthAfter(today).AddDate(DiaryYears, 0, 0), monthAfter(first).AddDate(MaxDiaryYears, 0, 0)
	if last.Before(end) {
		return last
	}
	return end
}

func monthAfter(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)
}

// DropDiary removes a code's diary, and its draft, at its writer's wish. One that is
// not there is no error.
func (d *Door) DropDiary(ctx context.Context, org gehoor.OrgID, lookupHex string) error {
	lookup, err := ParseSecret(lookupHex)
	if err != nil {
		return err
	}
	if err := d.store.DeleteDiary(ctx, org, lookup); err != nil {
		return fmt.Errorf("account: drop a diary: %w", err)
	}
	return d.DropDraft(ctx, org, lookupHex)
}
