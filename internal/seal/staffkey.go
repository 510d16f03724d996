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

// MaxStaffKeyBytes bounds a staff key's note: 1,959 for the recipient, 300 for
// the rest, and room for a few signatures of a root that is being replaced.
const MaxStaffKeyBytes = 4 << 10

const (
	staffKeyTitle = "gehoor staff key v2"
	sealingOnly   = "gehoor staff key v1" // of before keys signed
	dayLayout     = "2006-01-02"
	sealingLines  = 6
	staffKeyLines = 7
)

// StaffKey is the organisation's word that a recipient, and the key with which acts are
// signed, belong to a person of its staff.
type StaffKey struct {
	Person    gehoor.PersonID
	Recipient Recipient
	// Signer is "" in a note of before keys signed.
	Signer Signer
	// On is the day on which the root signed, as midnight UTC.
	On time.Time
}

var errStaffKey = errors.New("seal: not a staff key of this organisation")

// RootName is the note name of an organisation's root key, "veenhaven-root".
func RootName(org gehoor.OrgID) string { return string(org) + "-root" }

// ParseRoot reads the verifier key that an organisation publishes off the
// server. A key with the name of another organisation is an error.
func ParseRoot(org gehoor.OrgID, verifierKey string) (note.Verifier, error) {
	v, err := note.NewVerifier(verifierKey)
	if err != nil {
		return nil, fmt.Errorf("seal: root of %s: %w", org, err)
	}
	if v.Name() != RootName(org) {
		return nil, fmt.Errorf("seal: root of %s: the key has another name", org)
	}
	return v, nil
}

// SignStaffKey makes the note by which the root vouches for a person's key
// (doc/formats.md §5).
func SignStaffKey(root note.Signer, org gehoor.OrgID, k StaffKey) (string, error) {
	lines := []string{staffKeyTitle, string(org), string(k.Person), string(k.Recipient), string(k.Signer), k.On.UTC().Format(dayLayout), ""}
	if k.Signer == "" {
		lines[0], lines = sealingOnly, slices.Delete(lines, 4, 5)
	}
	text := strings.Join(lines, "\n")
	if _, err := parseStaffKey(text, org); err != nil {
		return "", err
	}
	if root.Name() != RootName(org) {
		return "", errors.New("seal: the signer is not the root of this organisation")
	}
	signed, err := note.Sign(&note.Note{Text: text}, root)
	if err != nil {
		return "", fmt.Errorf("seal: sign staff key: %w", err)
	}
	return string(signed), nil
}

// VerifyStaffKey checks the root's signature, the organisation and the form.
// The caller compares Person with whom it meant: a valid note about somebody
// else is still a note about somebody else. Signatures by unknown keys are
// ignored, so that a root can be replaced with an overlap.
func VerifyStaffKey(text string, root note.Verifier, org gehoor.OrgID) (StaffKey, error) {
	if len(text) > MaxStaffKeyBytes || root.Name() != RootName(org) {
		return StaffKey{}, errStaffKey
	}
	n, err := note.Open([]byte(text), note.VerifierList(root))
	if err != nil {
		return StaffKey{}, errStaffKey
	}
	// Package note lets unused bits of the base64 be anything; the browser does
	// not, and both must accept the same notes.
	if _, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64); err != nil {
		return StaffKey{}, errStaffKey
	}
	return parseStaffKey(n.Text, org)
}

func parseStaffKey(text string, org gehoor.OrgID) (StaffKey, error) {
	lines := strings.Split(text, "\n")
	var k StaffKey
	var err error
	switch {
	case lines[0] == sealingOnly && len(lines) == sealingLines:
	case lines[0] == staffKeyTitle && len(lines) == staffKeyLines:
		if k.Signer, err = ParseSigner(lines[4]); err != nil {
			return StaffKey{}, errStaffKey
		}
		lines = slices.Delete(lines, 4, 5)
	default:
		return StaffKey{}, errStaffKey
	}
	_, orgErr := gehoor.ParseOrgID(lines[1])
	if lines[1] != string(org) || orgErr != nil || lines[5] != "" {
		return StaffKey{}, errStaffKey
	}
	if k.Person, err = gehoor.ParsePersonID(lines[2]); err != nil {
		return StaffKey{}, errStaffKey
	}
	if k.Recipient, err = ParseRecipient(lines[3]); err != nil {
		return StaffKey{}, errStaffKey
	}
	if k.On, err = time.Parse(dayLayout, lines[4]); err != nil {
		return StaffKey{}, errStaffKey
	}
	return k, nil
}
