package gehoor

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Code names a refusal: "noun.reason", stable, in English. The catalogue has a
// sentence for each in every language, and a test walks codes × languages.
type Code string

// Number is the code as four letters and digits that tell nothing: it may stand
// in an address or be read out on the telephone. It is the beginning of the
// code's SHA-256 in Crockford's base32; a test sees that no two codes share one.
func (c Code) Number() string {
	hash := sha256.Sum256([]byte(c))
	return numbers.EncodeToString(hash[:])[:4]
}

// numbers is Crockford's alphabet: nothing in it is mistaken for something else.
var numbers = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Refusal is a "no" for a person: what is impossible, or not allowed now. It
// is an error that a page shows in the person's own language. Args hold values
// for the sentence (a date, a number, a name of a step), never what somebody
// typed.
type Refusal struct {
	Code Code
	Args map[string]string
}

// Refuse makes a refusal; pairs are argument names and values in turn.
func Refuse(code Code, pairs ...string) *Refusal {
	r := &Refusal{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if r.Args == nil {
			r.Args = make(map[string]string, len(pairs)/2)
		}
		r.Args[pairs[i]] = pairs[i+1]
	}
	return r
}

// Error is for logs and tests: the code and the arguments, sorted.
func (r *Refusal) Error() string {
	if len(r.Args) == 0 {
		return "refused: " + string(r.Code)
	}
	parts := make([]string, 0, len(r.Args))
	for k, v := range r.Args {
		parts = append(parts, k+"="+v)
	}
	sort.Strings(parts)
	return fmt.Sprintf("refused: %s (%s)", r.Code, strings.Join(parts, " "))
}

// Is makes errors.Is compare codes, so that a caller can ask for one refusal.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}

// The errors that are no refusals. They tell a stranger nothing.
var (
	// ErrNotFound: it is not there, or the asker may not know that it is. The
	// two are the same answer everywhere.
	ErrNotFound = errors.New("not found")
	// ErrUnavailable: storage cannot be reached or cannot write now. Nothing
	// was half done; trying again later is right.
	ErrUnavailable = errors.New("unavailable")
)

// Codes that belong to no noun.
const (
	// CodeTooLarge: content is over its limit; args: limit.
	CodeTooLarge Code = "content.too-large"
	// CodeWronglySealed: the bytes are no content, or not sealed as they must be.
	CodeWronglySealed Code = "content.wrongly-sealed"
	// CodeForeign: what was sent belongs to another organisation or dossier.
	CodeForeign Code = "content.foreign"
	// CodeReplayed: the content is already there, under another fact.
	CodeReplayed Code = "content.replayed"
	// CodeMalformed: the request is not one that our pages make.
	CodeMalformed Code = "request.malformed"
	// CodeThrottled: too many tries; args: minutes.
	CodeThrottled Code = "sign-in.throttled"
	// CodeSignIn: login or passphrase is wrong; which of the two is not said.
	CodeSignIn Code = "sign-in.refused"
	// CodeNoMailbox: no signal and no draft with this code.
	CodeNoMailbox Code = "mailbox.none"
)
