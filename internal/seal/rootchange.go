package seal

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
)

// MaxRootChangeBytes bounds the note of a root's replacement; it has 700.
const MaxRootChangeBytes = 2 << 10

const rootChangeTitle = "gehoor root change v1"

// RootWay is how an organisation's root is replaced.
type RootWay string

const (
	// RootPlanned: the root until now signs that the next one follows.
	RootPlanned RootWay = "planned"
	// RootLost: nobody can sign with it any more.
	RootLost RootWay = "lost"
	// RootStolen: somebody else may sign with it.
	RootStolen RootWay = "stolen"
)

// Valid says whether there is such a way.
func (w RootWay) Valid() bool { return w == RootPlanned || w == RootLost || w == RootStolen }

// RootChange says that one root of an organisation takes the place of another.
type RootChange struct {
	Way RootWay
	// Before and Root are verifier keys, of the root until then and from then on.
	Before, Root string
	// On is the day on which it was signed, as midnight UTC.
	On time.Time
}

var errRootChange = errors.New("seal: no replacement of this organisation's root")

// SignRootChange makes the note by which the next root takes the place of the one
// before (doc/formats.md §5): signed by the next one, and in a planned change by the
// one before too.
func SignRootChange(org gehoor.OrgID, c RootChange, signers ...note.Signer) (string, error) {
	text := strings.Join([]string{rootChangeTitle, string(org), string(c.Way), c.Before, c.Root, c.On.UTC().Format(dayLayout)}, "\n") + "\n"
	signed, err := note.Sign(&note.Note{Text: text}, signers...)
	if err != nil {
		return "", fmt.Errorf("seal: sign a change of root: %w", err)
	}
	if _, err := VerifyRootChange(string(signed), org); err != nil {
		return "", err
	}
	return string(signed), nil
}

// VerifyRootChange checks the form, the organisation and the signatures: that of the
// next root, and in a planned change that of the one before, without which nobody who
// knows only the one before has a reason to believe it.
func VerifyRootChange(text string, org gehoor.OrgID) (RootChange, error) {
	body, _, found := strings.Cut(text, "\n\n")
	lines := strings.Split(body+"\n", "\n")
	if len(text) > MaxRootChangeBytes || !found || len(lines) != 7 || lines[0] != rootChangeTitle || lines[1] != string(org) {
		return RootChange{}, errRootChange
	}
	c := RootChange{Way: RootWay(lines[2]), Before: lines[3], Root: lines[4]}
	on, err := time.Parse(dayLayout, lines[5])
	if c.On = on; err != nil || !c.Way.Valid() || c.Before == c.Root {
		return RootChange{}, errRootChange
	}
	needs := []string{c.Root}
	if c.Way == RootPlanned {
		needs = append(needs, c.Before)
	} else if _, err := ParseRoot(org, c.Before); err != nil {
		return RootChange{}, errRootChange
	}
	for _, key := range needs {
		root, err := ParseRoot(org, key)
		if err != nil || !signedBy(text, root) {
			return RootChange{}, errRootChange
		}
	}
	return c, nil
}

// signedBy says whether a note carries the root's signature, in the one spelling that
// a browser accepts.
func signedBy(text string, root note.Verifier) bool {
	n, err := note.Open([]byte(text), note.VerifierList(root))
	if err != nil {
		return false
	}
	_, err = base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64)
	return err == nil
}

// FollowRoot goes from a root that somebody knows along planned changes, as far as
// the root now. It returns the changes on the way, none if nothing changed; ok is
// false if no chain of signatures leads there, and then only a person can say, by
// comparing [RootNumber], whether the root now is right.
func FollowRoot(org gehoor.OrgID, known, now string, changes []string) (way []RootChange, ok bool) {
	for _, text := range changes {
		if known == now {
			return way, true
		}
		c, err := VerifyRootChange(text, org)
		if err == nil && c.Way == RootPlanned && c.Before == known {
			way, known = append(way, c), c.Root
		}
	}
	return way, known == now
}

// RootNumber is the check number of a root: thirty digits that people compare on the
// telephone. It is that of a staff key, for nobody's ID.
func RootNumber(org gehoor.OrgID, verifierKey string) string {
	return CheckNumber(org, "root", Recipient(verifierKey), "")
}

// Countersign adds the next root's signature to the note of a staff key, whose words
// stay as they are. Of the signatures before only that of the root before is kept, so
// that a note does not grow with every root. The note then holds under both.
func Countersign(next note.Signer, org gehoor.OrgID, before note.Verifier, staffKey string) (string, error) {
	if _, err := VerifyStaffKey(staffKey, before, org); err != nil {
		return "", err
	}
	if next.Name() != RootName(org) {
		return "", errors.New("seal: the signer is not a root of this organisation")
	}
	n, err := note.Open([]byte(staffKey), note.VerifierList(before))
	if err != nil {
		return "", errStaffKey
	}
	n.UnverifiedSigs, n.Sigs = nil, slices.Clone(n.Sigs[:1])
	signed, err := note.Sign(n, next)
	if err != nil {
		return "", fmt.Errorf("seal: countersign a staff key: %w", err)
	}
	return string(signed), nil
}
