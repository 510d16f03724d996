// Package draft keeps what somebody of staff has written in a dossier and not sent
// yet. A draft is sealed in the browser to its writer alone, and is a plain row: it is
// no record of the case, nobody else reads it, and it goes when it is sent.
//
// # What it promises
//
//   - A save names the draft that it goes on from. Who saves over another one, in a
//     second tab or on another machine, is told, and neither text is lost.
//   - A draft lives as long as its writer may see the dossier: it goes with the keys,
//     with the dossier, with the writer's own key, and [Days] after the last save.
//   - Colleagues who may see the dossier learn that somebody is writing to a reporter,
//     and since when; of drafts for internal use they learn nothing.
//
// # What it never does
//
// Know a word, or, of what is internal, which form it is for: the browser names such
// forms by what only the writer's key gives ([Form]).
package draft

import (
	"context"
	"encoding/hex"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/rate"
)

const (
	// Days is how long a draft is kept after the last save: the three months within
	// which feedback is due, so that no term outlives what was begun for it.
	Days = 90
	// MaxBytes bounds a sealed draft, as all content that is a row.
	MaxBytes = 256 << 10
	// MaxDrafts is how many one person has at most, over all dossiers: more than
	// anybody writes at, and 50 MiB.
	MaxDrafts = 200
	// MaxMarks is how many saves of one draft can be named as those that may have
	// arrived. A browser saves one at a time; more than a few are a broken client.
	MaxMarks = 8
)

// Codes of refusals.
const (
	// CodeChanged: another tab or machine of the same person saved or sent since.
	CodeChanged gehoor.Code = "draft.changed"
	// CodeFull: somebody has [MaxDrafts].
	CodeFull gehoor.Code = "draft.full"
	// CodeOften: somebody saves too often; the page tries again by itself.
	CodeOften gehoor.Code = "draft.often"
)

// Form names what a draft is for: "message-" and the signal for words to its
// reporter, "~" and 43 letters for what is internal. The latter the browser derives
// from its own key (doc/formats.md §3), so that a row does not say that somebody has
// begun to write, for example, that a colleague has an interest.
type Form string

var (
	toReporter = regexp.MustCompile(`^(acknowledge|message|feedback|answer-demand|ask|ask-consent|ask-consent-other)-[0-9a-f]{32}$`)
	internal   = regexp.MustCompile(`^~[A-Za-z0-9_-]{43}$`)
)

// ParseForm reads the name of a form.
func ParseForm(s string) (Form, error) {
	if !toReporter.MatchString(s) && !internal.MatchString(s) {
		return "", gehoor.Refuse(gehoor.CodeMalformed)
	}
	return Form(s), nil
}

// Signal is the signal to whose reporter the words go; "" for what is internal.
func (f Form) Signal() gehoor.SignalID {
	if !toReporter.MatchString(string(f)) {
		return ""
	}
	return gehoor.SignalID(f[strings.LastIndexByte(string(f), '-')+1:])
}

// Mark names a save: the SHA-256 of its sealed bytes. No two saves share one, so that
// a draft which was sent and begun anew is never taken for the one before.
type Mark [32]byte

// ParseMark reads 64 lower-case hexadecimal digits.
func ParseMark(s string) (Mark, error) {
	var m Mark
	if _, err := gehoor.ParseContentID(s); err != nil {
		return m, gehoor.Refuse(gehoor.CodeMalformed)
	}
	_, err := hex.Decode(m[:], []byte(s))
	return m, err
}

// String writes what [ParseMark] reads.
func (m Mark) String() string { return hex.EncodeToString(m[:]) }

// Draft is what somebody has not sent.
type Draft struct {
	Org     gehoor.OrgID
	Dossier gehoor.DossierID
	Form    Form
	Person  gehoor.PersonID
	Mark    Mark
	// KeptAt is the minute of the last save.
	KeptAt time.Time
	Sealed []byte
}

// Notice tells a colleague that somebody is writing to a reporter.
type Notice struct {
	Form   Form
	Person gehoor.PersonID
	KeptAt time.Time
}

// Unsent are the drafts that somebody has in one dossier.
type Unsent struct {
	Dossier gehoor.DossierID
	Drafts  int
	// KeptAt is when the last of them was saved.
	KeptAt time.Time
}

// Sent is, in a transaction that removes rows, the draft of which something was made.
// It goes if its mark is among Marks; a later one, of another tab, stays.
type Sent struct {
	Org     gehoor.OrgID
	Dossier gehoor.DossierID
	Form    Form
	Person  gehoor.PersonID
	Marks   []Mark
}

// Lost are, in a transaction that removes rows, all drafts of somebody who may not
// see a dossier any more; without a dossier all of that person's.
type Lost struct {
	Org     gehoor.OrgID
	Dossier gehoor.DossierID
	Person  gehoor.PersonID
}

// Store keeps drafts. Every answer goes through the rows that say who may see which
// dossier: of what is not there, and of what is not theirs, a person gets the same
// nothing. All methods are safe for concurrent use.
type Store interface {
	// PutStaffDraft keeps a draft if its writer may see the dossier and the one that
	// is there is after, or none is there and after is the zero mark. The same bytes
	// again are kept too. Otherwise nothing happens and kept is false.
	PutStaffDraft(ctx context.Context, d Draft, after Mark) (kept bool, err error)
	// StaffDrafts are somebody's own in a dossier, by form.
	StaffDrafts(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]Draft, error)
	// Drafting are those of others for reporters, in a dossier that who may see, by
	// those who may see it still; oldest first.
	Drafting(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID) ([]Notice, error)
	// Unsent lists the dossiers in which somebody has drafts, the last saved first.
	Unsent(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]Unsent, error)
	// DropStaffDraft forgets a draft if its mark is among those named; one that is
	// gone is no error.
	DropStaffDraft(ctx context.Context, s Sent) error
	// SweepStaffDrafts forgets those last saved before a moment, and those of whoever
	// may not see the dossier; it returns how many.
	SweepStaffDrafts(ctx context.Context, before time.Time) (int, error)
}

// How often somebody saves. A page saves two seconds after the last key and every ten
// while somebody types; thirty at once are that many forms.
const (
	Saves      = 30
	SavesEvery = 2 * time.Second
)

// Pace bounds how often each person saves, in this process's memory. It is safe for
// concurrent use; the zero value is ready.
type Pace struct {
	mu  sync.Mutex
	who map[key]*rate.Bucket
}

type key struct {
	org    gehoor.OrgID
	person gehoor.PersonID
}

// prune is how many people are remembered before those at rest are forgotten.
const prune = 1024

// Take refuses who saves too often with [CodeOften].
func (p *Pace) Take(org gehoor.OrgID, who gehoor.PersonID, now time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.who[key{org, who}]
	if b == nil {
		p.forget(now)
		b = new(rate.Bucket)
		p.who[key{org, who}] = b
	}
	if wait := b.Take(rate.Rate{Burst: Saves, Every: SavesEvery}, now); wait > 0 {
		return gehoor.Refuse(CodeOften)
	}
	return nil
}

// forget makes room; the caller holds the lock.
func (p *Pace) forget(now time.Time) {
	if p.who == nil {
		p.who = map[key]*rate.Bucket{}
	}
	if len(p.who) < prune {
		return
	}
	for k, b := range p.who {
		if b.Full(now) {
			delete(p.who, k)
		}
	}
}
