package dossier

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
)

// A sealed letter is a file with some words of the dossier for somebody outside who has
// no account. The browser of whoever holds the dossier makes and seals it; what it says
// in between, and the code that opens it, this program never sees.

// LetterWay is how a letter is opened.
type LetterWay string

// The ways.
const (
	// LetterCode: with words that are on paper.
	LetterCode LetterWay = "code"
	// LetterKey: with the receiver's own age key.
	LetterKey LetterWay = "key"
)

// LetterSealed: somebody made a letter. To is for whom, by function; Contents are the
// words of the dossier that went in; Digest is that of the sealed file.
type LetterSealed struct {
	To       string             `json:"to"`
	Way      LetterWay          `json:"way"`
	Contents []gehoor.ContentID `json:"contents"`
	Digest   gehoor.Digest      `json:"digest"`
}

// Kind names the fact.
func (LetterSealed) Kind() gehoor.Kind { return "dossier.letter-sealed" }

// Letter is one that was made. Its number in the dossier is its place among them, from 1.
type Letter struct {
	LetterSealed
	By gehoor.Actor
	At time.Time
}

// Letter finds a letter by its number, and says whether there is one.
func (s *State) Letter(n int) (Letter, bool) {
	if n < 1 || n > len(s.Letters) {
		return Letter{}, false
	}
	return s.Letters[n-1], true
}

// lettered refuses a record about a letter that there is not, or that was made for
// somebody else than the record says.
func (s *State) lettered(r record.Record) error {
	n, ok := r.Letter()
	if !ok {
		return nil
	}
	if l, there := s.Letter(n); !there || !r.Fits(l.To) {
		return gehoor.Refuse(record.CodeLetter)
	}
	return nil
}

// CodeLetterIdentity: who the reporter is goes into no letter.
const CodeLetterIdentity gehoor.Code = "dossier.letter-identity"

// MaxLetterContents bounds what one letter names.
const MaxLetterContents = 200

// SealLetter records a letter. place says in which compartment content is that whoever
// makes it may have; "" for what they may not. The same file again is recorded once.
func (s *State) SealLetter(f LetterSealed, place func(gehoor.ContentID) gehoor.Compartment) ([]gehoor.Fact, error) {
	_, err := gehoor.ParseContentID(strings.TrimPrefix(string(f.Digest), "sha256-"))
	known := slices.ContainsFunc(record.Outside(), func(o record.Option) bool { return o.Value == f.To })
	if !known || err != nil || !strings.HasPrefix(string(f.Digest), "sha256-") || f.Way != LetterCode && f.Way != LetterKey || len(f.Contents) == 0 || len(f.Contents) > MaxLetterContents {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if slices.ContainsFunc(s.Letters, func(l Letter) bool { return l.Digest == f.Digest }) {
		return nil, nil
	}
	seen := map[gehoor.ContentID]bool{}
	for _, id := range f.Contents {
		switch place(id) {
		case gehoor.Conversation, gehoor.Case:
		case gehoor.Identity:
			return nil, gehoor.Refuse(CodeLetterIdentity)
		default:
			return nil, gehoor.ErrNotFound
		}
		if seen[id] {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		seen[id] = true
	}
	return []gehoor.Fact{f}, nil
}
