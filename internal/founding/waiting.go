package founding

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/seal"
)

// What goes between the server and the machine on which the root signs: a line of
// JSON for each person. There is no secret in it; what the root's holder believes
// is the check number that the person reads out, and not the file.

// Waiting is a key that waits for the root's signature.
type Waiting struct {
	V         int             `json:"v"` // 1
	Org       gehoor.OrgID    `json:"org"`
	Person    gehoor.PersonID `json:"person"`
	Login     string          `json:"login"`
	Function  string          `json:"function"`
	Recipient seal.Recipient  `json:"recipient"`
	// Signer is the key with which the person signs; "" for a key of before keys signed.
	Signer seal.Signer `json:"signer,omitempty"`
	// Note is what the root signed already; "" for a key that it never signed.
	Note string `json:"note,omitempty"`
}

// KeysWaiting are the keys that the root has not signed, of those who work here.
func KeysWaiting(org gehoor.OrgID, staff []casework.Member) []Waiting {
	return keysOf(org, staff, func(p *directory.Person) Waiting {
		return Waiting{Recipient: seal.Recipient(p.Offered), Signer: seal.Signer(p.OfferedSigner)}
	})
}

// KeysNow are the keys that count now, with what the root said of them.
func KeysNow(org gehoor.OrgID, staff []casework.Member) []Waiting {
	return keysOf(org, staff, func(p *directory.Person) Waiting {
		return Waiting{Recipient: seal.Recipient(p.Recipient), Signer: seal.Signer(p.Signer), Note: p.Note}
	})
}

func keysOf(org gehoor.OrgID, staff []casework.Member, key func(*directory.Person) Waiting) []Waiting {
	var all []Waiting
	for _, m := range staff {
		if w := key(m.Person); m.Here() && w.Recipient != "" {
			w.V, w.Org, w.Person, w.Login, w.Function = 1, org, m.ID, m.Login, m.Function.EN
			all = append(all, w)
		}
	}
	return all
}

// CheckNumber is what the person must read out.
func (w Waiting) CheckNumber() string {
	return seal.CheckNumber(w.Org, w.Person, w.Recipient, w.Signer)
}

// Sign is the root's word for the key, given on a day.
func (w Waiting) Sign(root note.Signer, on time.Time) (Signed, error) {
	text, err := seal.SignStaffKey(root, w.Org, seal.StaffKey{Person: w.Person, Recipient: w.Recipient, Signer: w.Signer, On: on})
	return Signed{V: 1, Person: w.Person, Note: text}, err
}

// Signed is a key that the root vouches for, or, without a person, that another root
// comes.
type Signed struct {
	V      int             `json:"v"` // 1
	Person gehoor.PersonID `json:"person,omitempty"`
	Note   string          `json:"note,omitempty"`
	// Change is the note of a change of root (doc/formats.md §5).
	Change string `json:"change,omitempty"`
}

// maxSignedBytes bounds a file of either kind: more people than an organisation
// has, at 4 KiB each.
const maxSignedBytes = 1 << 20

// ParseWaiting reads keys that wait. What is unusual in one is an error that names
// its line: the file crossed from another machine.
func ParseWaiting(file []byte) ([]Waiting, error) {
	return lines(file, func(w Waiting) bool {
		_, orgErr := gehoor.ParseOrgID(string(w.Org))
		_, personErr := gehoor.ParsePersonID(string(w.Person))
		_, keyErr := seal.ParseRecipient(string(w.Recipient))
		_, signerErr := seal.ParseSigner(string(w.Signer))
		return w.V == 1 && orgErr == nil && personErr == nil && keyErr == nil && (w.Signer == "" || signerErr == nil) &&
			checkLine(w.Login) == "" && checkLine(w.Function) == "" && len(w.Note) <= seal.MaxStaffKeyBytes
	})
}

// ParseSigned reads keys that were signed. Whether the notes are good is for
// casework.
func ParseSigned(file []byte) ([]Signed, error) {
	return lines(file, func(s Signed) bool {
		_, err := gehoor.ParsePersonID(string(s.Person))
		if s.Change != "" {
			return s.V == 1 && s.Person == "" && s.Note == "" && len(s.Change) <= seal.MaxRootChangeBytes
		}
		return s.V == 1 && err == nil && len(s.Note) <= seal.MaxStaffKeyBytes
	})
}

func lines[T any](file []byte, good func(T) bool) ([]T, error) {
	if len(file) > maxSignedBytes {
		return nil, errors.New("the file is too large")
	}
	var all []T
	for i, line := range bytes.Split(bytes.TrimSuffix(file, []byte("\n")), []byte("\n")) {
		var one T
		from := json.NewDecoder(bytes.NewReader(line))
		from.DisallowUnknownFields()
		err := from.Decode(&one)
		if err == nil {
			_, err = from.Token()
		}
		if !errors.Is(err, io.EOF) || !good(one) {
			return nil, fmt.Errorf("line %d is not what gehoor writes", i+1)
		}
		all = append(all, one)
	}
	return all, nil
}
