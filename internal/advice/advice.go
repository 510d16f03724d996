// Package advice keeps what a confidential adviser notes of the conversations they have:
// their vault. It is sealed in the adviser's browser to the adviser alone, and is a plain
// row: it is no record of a case, and nobody handles anything by it.
//
// # What it promises
//
//   - A row holds everything of one adviser and one year, and every row has the same
//     number of bytes ([SealedBytes]): how many conversations there were, or whether there
//     were any, is not to be seen. It has no time either.
//   - Nobody but its owner is served a row, and the owner only while they work here as an
//     adviser. To others the answer is the one for what is not there.
//   - A save names the row that it goes on from. Who saves over another one, in a second tab
//     or on another machine, is told, and neither is lost.
//   - Rows go when their owner leaves, and when the owner has another key, which opens none
//     of them.
//
// # What it never does
//
// Know a word, a number or a day; hold a share of a key. Who loses the passphrase loses the
// vault (architecture §6).
package advice

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/draft"
)

// The years of which there can be notes. The first is before anybody used Gehoor: notes of
// years ago may be brought in from paper.
const (
	FirstYear = 2000
	LastYear  = 2199
)

// SealedBytes is how long every row is. A browser fills the body with spaces up to
// 255,000 bytes, of which Padmé makes 258,048 with the header; the rest is what age adds for
// one recipient (doc/formats.md §4). It is as much as content that is a row can be.
const SealedBytes = 259_755

// Codes of refusals.
const (
	// CodeChanged: another tab or machine of the same person saved since.
	CodeChanged gehoor.Code = "advice.changed"
)

// Mark names a save, as that of a draft does: the SHA-256 of its sealed bytes.
type Mark = draft.Mark

// Year is what an adviser has noted of the conversations of one year.
type Year struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
	Year   int
	Mark   Mark
	Sealed []byte
}

// CheckYear refuses a number that is no year of notes.
func CheckYear(year int) error {
	if year < FirstYear || year > LastYear {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	return nil
}

// CheckSealed refuses what has another length than every row: it would say something.
func CheckSealed(sealed []byte) error {
	switch {
	case len(sealed) > SealedBytes:
		return gehoor.Refuse(gehoor.CodeTooLarge)
	case len(sealed) < SealedBytes:
		return gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return nil
}

// Gone is, in a transaction that removes rows, everything that somebody noted.
type Gone struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
}

// Store keeps the rows. Every answer goes through the rows that say who works here and in
// which role: who is no adviser has none. All methods are safe for concurrent use.
type Store interface {
	// PutAdvice keeps a year if its owner works here as an adviser and the row that is there
	// is after, or none is there and after is the zero mark. The same bytes again are kept
	// too. Otherwise nothing happens and kept is false.
	PutAdvice(ctx context.Context, y Year, after Mark) (kept bool, err error)
	// Advice is a year of an adviser, or [gehoor.ErrNotFound].
	Advice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int) (Year, error)
	// AdviceYears are the years of which an adviser has a row, the last first.
	AdviceYears(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) ([]int, error)
	// DropAdvice takes a year away if its row has the mark, and says whether it did.
	DropAdvice(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, year int, mark Mark) (dropped bool, err error)
}
