package gehoor

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// IDs that are made by Gehoor are 128 random bits in 32 lower-case hexadecimal
// digits. They are made in casework, never in a noun, and say nothing about
// time or order.

// OrgID names an organisation: its short name in lower-case letters, digits
// and hyphens, at most 40 characters, "veenhaven".
type OrgID string

// DossierID names a dossier.
type DossierID string

// SignalID names one signal; a dossier holds one or more.
type SignalID string

// ParticipantID names somebody who has a code of their own in a dossier, and is neither staff
// nor a reporter: a witness, or the person concerned.
type ParticipantID string

// PersonID names somebody who works with Gehoor or about whom a dossier is.
// It is random: the server keeps no name beside it.
type PersonID string

// ContentID names sealed content: the SHA-256 of the ciphertext in 64
// lower-case hexadecimal digits.
type ContentID string

// RecoveryID names one attempt to recover the keys of a dossier.
type RecoveryID string

// CounselID names an advice that a confidential adviser gave to the top unasked.
type CounselID string

// StubID names what is kept of an incident whose dossier was destroyed.
type StubID string

// EditionID names one making of the names of the organisation chart.
type EditionID string

// Digest is "sha256-" and 64 lower-case hexadecimal digits; it pins a
// definition, a setting or a questionnaire.
type Digest string

const (
	maxOrg       = 40
	randomDigits = 32
	hashDigits   = 64
)

// isHex says whether s is so many lower-case hexadecimal digits. Every event
// that is read asks it several times, so it is no regular expression.
func isHex(s string, digits int) bool {
	if len(s) != digits {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// isOrg says whether s is an organisation's short name.
func isOrg(s string) bool {
	if s == "" || len(s) > maxOrg || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// errID is what every parser of an ID answers: it never repeats its input,
// which may be anything that a stranger typed.
var errID = errors.New("gehoor: malformed id")

// ParseOrgID reads an organisation's short name.
func ParseOrgID(s string) (OrgID, error) {
	if !isOrg(s) {
		return "", errID
	}
	return OrgID(s), nil
}

// ParseDossierID reads 32 lower-case hexadecimal digits.
func ParseDossierID(s string) (DossierID, error) { return parseRandom[DossierID](s) }

// ParseCounselID reads 32 lower-case hexadecimal digits.
func ParseCounselID(s string) (CounselID, error) { return parseRandom[CounselID](s) }

// ParseSignalID reads 32 lower-case hexadecimal digits.
func ParseSignalID(s string) (SignalID, error) { return parseRandom[SignalID](s) }

// ParseParticipantID reads 32 lower-case hexadecimal digits.
func ParseParticipantID(s string) (ParticipantID, error) { return parseRandom[ParticipantID](s) }

// ParsePersonID reads 32 lower-case hexadecimal digits.
func ParsePersonID(s string) (PersonID, error) { return parseRandom[PersonID](s) }

// ParseRecoveryID reads 32 lower-case hexadecimal digits.
func ParseRecoveryID(s string) (RecoveryID, error) { return parseRandom[RecoveryID](s) }

// ParseContentID reads 64 lower-case hexadecimal digits.
func ParseContentID(s string) (ContentID, error) {
	if !isHex(s, hashDigits) {
		return "", errID
	}
	return ContentID(s), nil
}

func parseRandom[T ~string](s string) (T, error) {
	if !isHex(s, randomDigits) {
		return "", errID
	}
	return T(s), nil
}

// NewID spells 16 random bytes as an ID of the wanted kind. The bytes come
// from outside: this package knows no randomness.
func NewID[T ~string](random [16]byte) T { return T(hex.EncodeToString(random[:])) }

// StreamID names a stream within its organisation: a noun, and for most nouns
// a slash and an ID. The constructors below are the only forms there are.
type StreamID string

// OrganisationStream holds the root key, the custodians and the settings.
const OrganisationStream StreamID = "organisation"

// QuestionnaireStream holds which questions the organisation asks.
const QuestionnaireStream StreamID = "questionnaire"

// ProtocolStream holds which protocols the organisation adopted, and on which days
// its office is closed.
const ProtocolStream StreamID = "protocol"

// ChartStream holds who works in the organisation, in which line and office.
const ChartStream StreamID = "chart"

// EditionStream holds the sealed names of one edition of the organisation chart. It is
// apart from the chart so that they can be destroyed.
func EditionStream(id EditionID) StreamID { return StreamID("edition/" + string(id)) }

// StubStream holds what is kept of one incident. It is a stream of its own so that it can
// be destroyed.
func StubStream(id StubID) StreamID { return StreamID("stub/" + string(id)) }

// CounselStream holds an advice to the top. It is a stream of its own so that it can be
// destroyed.
func CounselStream(id CounselID) StreamID { return StreamID("counsel/" + string(id)) }

// DossierStream holds the facts of all nouns about one case.
func DossierStream(id DossierID) StreamID { return StreamID("dossier/" + string(id)) }

// OpenedStream holds what of a dossier was made available to whom. It is apart
// from the dossier so that reading never conflicts with writing.
func OpenedStream(id DossierID) StreamID { return StreamID("opened/" + string(id)) }

// PersonStream holds somebody's roles and keys.
func PersonStream(id PersonID) StreamID { return StreamID("person/" + string(id)) }

// OfficeStream holds who receives signals about an office.
func OfficeStream(o Office) StreamID { return StreamID("office/" + string(o)) }

// Dossier returns the dossier that a dossier or opened stream belongs to, and
// whether it is such a stream.
func (s StreamID) Dossier() (DossierID, bool) {
	noun, rest, _ := strings.Cut(string(s), "/")
	if noun != "dossier" && noun != "opened" {
		return "", false
	}
	id, err := ParseDossierID(rest)
	return id, err == nil
}

// Person returns the person whose stream it is, and whether it is such a stream.
func (s StreamID) Person() (PersonID, bool) {
	rest, ok := strings.CutPrefix(string(s), "person/")
	if !ok {
		return "", false
	}
	id, err := ParsePersonID(rest)
	return id, err == nil
}

// Counsel returns the advice whose stream it is, and whether it is such a stream.
func (s StreamID) Counsel() (CounselID, bool) {
	rest, ok := strings.CutPrefix(string(s), "counsel/")
	if !ok || !isHex(rest, randomDigits) {
		return "", false
	}
	return CounselID(rest), true
}

// Stub returns the stub whose stream it is, and whether it is such a stream.
func (s StreamID) Stub() (StubID, bool) {
	rest, ok := strings.CutPrefix(string(s), "stub/")
	if !ok || !isHex(rest, randomDigits) {
		return "", false
	}
	return StubID(rest), true
}

// Erasable says whether the stream can be destroyed: those of a dossier, at the end of
// retention, the names of an edition of the chart, a stub, and an advice to the top.
func (s StreamID) Erasable() bool {
	_, dossier := s.Dossier()
	_, stub := s.Stub()
	_, counsel := s.Counsel()
	edition, ok := strings.CutPrefix(string(s), "edition/")
	return dossier || stub || counsel || ok && isHex(edition, randomDigits)
}

// ParseStreamID reads a stream's name; any form but those of the constructors
// is an error.
func ParseStreamID(s string) (StreamID, error) {
	noun, rest, _ := strings.Cut(s, "/")
	ok := false
	switch noun {
	case "organisation":
		ok = s == string(OrganisationStream)
	case "questionnaire":
		ok = s == string(QuestionnaireStream)
	case "protocol":
		ok = s == string(ProtocolStream)
	case "chart":
		ok = s == string(ChartStream)
	case "dossier", "opened", "person", "edition", "stub", "counsel":
		ok = isHex(rest, randomDigits)
	case "office":
		ok = Office(rest).Valid()
	}
	if !ok {
		return "", fmt.Errorf("gehoor: no such kind of stream")
	}
	return StreamID(s), nil
}
