package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
)

// The JSON that our scripts send. Sealed bytes are base64, as encoding/json
// writes []byte. An unknown field is refused: it is a page of another version.

// sealedWire is a compartment as the browser made it.
type sealedWire struct {
	Recipient string    `json:"recipient"`
	Threshold int       `json:"threshold"`
	Grants    []forWire `json:"grants"`
	Shares    []forWire `json:"shares"`
	// Tag is of a compartment for internal words.
	Tag string `json:"tag,omitempty"`
}

// forWire is something sealed to one person; a grant with person "" is the
// reporter's own.
type forWire struct {
	Person gehoor.PersonID `json:"person"`
	Bytes  []byte          `json:"bytes"`
	vouchedWire
}

// vouchedWire is where to seal to a reporter, and the tag that vouches for it.
type vouchedWire struct {
	Recipient string `json:"recipient,omitempty"`
	Tag       string `json:"tag,omitempty"`
}

// vouched checks the form: what is meant for nobody's reporter has none.
func (v vouchedWire) vouched(reporters bool) (dossier.Vouched, error) {
	if v == (vouchedWire{}) {
		return dossier.Vouched{}, nil
	}
	_, err := seal.ParseRecipient(v.Recipient)
	if err != nil || !isTag(v.Tag) || !reporters {
		return dossier.Vouched{}, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return dossier.Vouched(v), nil
}

func isTag(s string) bool {
	tag, err := hex.DecodeString(s)
	return err == nil && len(tag) == sha256.Size
}

// signalWire is a signal as the reporter's browser sends it. Org makes a page of
// another organisation's installation fail at once.
type signalWire struct {
	Org          gehoor.OrgID      `json:"org"`
	Lookup       string            `json:"lookup"`
	Pass         string            `json:"pass,omitempty"`
	Office       gehoor.Office     `json:"office"`
	Language     gehoor.Language   `json:"language"`
	NotSafe      bool              `json:"notSafe"`
	TalkAsked    bool              `json:"talkAsked"`
	Struck       []gehoor.PersonID `json:"struck"`
	Account      []byte            `json:"account"`
	Conversation sealedWire        `json:"conversation"`
	Identity     *sealedWire       `json:"identity,omitempty"`
	Who          []byte            `json:"who,omitempty"`
	Diary        *diaryWire        `json:"diary,omitempty"`
}

// submission checks every sealed part and turns the wire form into casework's.
func (s signalWire) submission() (casework.Submission, error) {
	var out casework.Submission
	var err error
	if out.Lookup, err = account.ParseSecret(s.Lookup); err != nil {
		return out, err
	}
	out.Office, out.Language, out.NotSafe, out.TalkAsked = s.Office, s.Language, s.NotSafe, s.TalkAsked
	for _, p := range s.Struck {
		if _, err := gehoor.ParsePersonID(string(p)); err != nil {
			return out, gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	out.Struck = s.Struck
	if out.Account, err = content(s.Account); err != nil {
		return out, err
	}
	if out.Conversation, err = s.Conversation.sealed(); err != nil {
		return out, err
	}
	if s.Diary != nil {
		if out.Diary, err = s.Diary.kept(); err != nil {
			return out, err
		}
	}
	if s.Identity == nil {
		return out, nil
	}
	who, err := content(s.Who)
	if err != nil {
		return out, err
	}
	identity, err := s.Identity.sealed()
	out.Who, out.Identity = &who, &identity
	return out, err
}

func (s sealedWire) sealed() (casework.Sealed, error) {
	out := casework.Sealed{Recipient: s.Recipient, Threshold: s.Threshold, Tag: s.Tag}
	if _, err := seal.ParseRecipient(s.Recipient); err != nil || s.Tag != "" && !isTag(s.Tag) {
		return out, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	var err error
	if out.Grants, err = sealedFor(s.Grants, true); err != nil {
		return out, err
	}
	out.Shares, err = sealedFor(s.Shares, false)
	return out, err
}

func sealedFor(list []forWire, reporterToo bool) ([]casework.SealedFor, error) {
	out := make([]casework.SealedFor, 0, len(list))
	for _, one := range list {
		if _, err := gehoor.ParsePersonID(string(one.Person)); err != nil && (one.Person != "" || !reporterToo) {
			return nil, gehoor.Refuse(gehoor.CodeMalformed)
		}
		c, err := content(one.Bytes)
		if err != nil {
			return nil, err
		}
		vouched, err := one.vouched(one.Person == "")
		if err != nil {
			return nil, err
		}
		out = append(out, casework.SealedFor{Person: one.Person, Content: c, Vouched: vouched})
	}
	return out, nil
}

// content checks that bytes are sealed as content must be, to exactly one key,
// and names them. What they say nobody here can know.
func content(sealed []byte) (ledger.Content, error) {
	summary, err := seal.Inspect(sealed)
	if err != nil {
		return ledger.Content{}, err
	}
	if summary.Recipients != 1 {
		return ledger.Content{}, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	return ledger.Content{ID: seal.NameOf(sealed), Bytes: sealed}, nil
}

// optional is sealed words that need not come with an act; nil if none did.
func optional(sealed []byte) (*ledger.Content, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	one, err := content(sealed)
	return &one, err
}

// decode reads a JSON body, whose size [bounded] limits.
func decode[T any](r *http.Request) (T, error) {
	var v T
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	err := dec.Decode(&v)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return v, large
	case err != nil:
		return v, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return v, gehoor.Refuse(gehoor.CodeMalformed)
	}
	return v, nil
}

// reply answers a script.
func reply(w http.ResponseWriter, v any) error { return showJSON(w, http.StatusOK, v) }

// done answers a script that all is done and there is nothing to say.
func done(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// contentsWire hands out sealed content by name.
type contentsWire struct {
	Contents map[gehoor.ContentID][]byte `json:"contents"`
}

func contentsOf(list []ledger.Content) contentsWire {
	out := contentsWire{Contents: make(map[gehoor.ContentID][]byte, len(list))}
	for _, c := range list {
		out.Contents[c.ID] = c.Bytes
	}
	return out
}

// idsWire asks for content.
type idsWire struct {
	IDs []gehoor.ContentID `json:"ids"`
}

// keyWire is somebody to seal to: the key is in the note, which the browser
// checks against the root.
type keyWire struct {
	Person   gehoor.PersonID `json:"person"`
	Function string          `json:"function"`
	Name     string          `json:"name,omitempty"`
	Note     string          `json:"note"`
}

// previewWire says who will be able to open a signal.
type previewWire struct {
	Root       string    `json:"root"`
	Holders    []keyWire `json:"holders"`
	Custodians []keyWire `json:"custodians"`
	Threshold  int       `json:"threshold"`
	Enough     bool      `json:"enough"`
}
