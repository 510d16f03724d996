package account

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Invitation lets one person make a key and a way in: once, and until it ends.
// Secret is the SHA-256 of its code.
type Invitation struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
	Name   string // the login that they will have
	Secret [32]byte
	EndsAt time.Time
}

// StaffSessions is not stored: deleted in an append, it ends every session of a
// member of staff.
type StaffSessions struct {
	Org    gehoor.OrgID
	Person gehoor.PersonID
}

// Codes of refusals about invitations. Who is told that one has ended has its
// code.
const (
	// CodeNoInvitation: no invitation has this code, or it was used.
	CodeNoInvitation gehoor.Code = "invitation.none"
	// CodeInvitationEnded: it has ended; a new one is needed.
	CodeInvitationEnded gehoor.Code = "invitation.ended"
)

// An invitation's code is 15 random bytes in 24 of Crockford's letters, in groups
// of four: it is copied from paper, or told by telephone.
const (
	invitationBytes = 15
	invitationGroup = 4
)

// crockford has no I, L, O and U, which people take for something else.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// NewInvitation draws a code, "7QF2-K9MX-…", and returns it with its hash.
func NewInvitation(random func([]byte)) (code string, secret [32]byte) {
	var raw [invitationBytes]byte
	random(raw[:])
	letters := crockford.EncodeToString(raw[:])
	var groups []string
	for len(letters) > 0 {
		groups = append(groups, letters[:invitationGroup])
		letters = letters[invitationGroup:]
	}
	return strings.Join(groups, "-"), sha256.Sum256(raw[:])
}

// likeDigits are letters that people type for digits, and what stands between.
var likeDigits = strings.NewReplacer("O", "0", "I", "1", "L", "1", "-", "", " ", "")

// ParseInvitation reads a code as somebody types it, and returns its hash. Small
// letters, hyphens and spaces are forgiven; anything else is a
// [CodeNoInvitation] refusal.
func ParseInvitation(s string) (secret [32]byte, err error) {
	if len(s) > 4*invitationBytes {
		return secret, gehoor.Refuse(CodeNoInvitation)
	}
	letters := likeDigits.Replace(strings.ToUpper(s))
	raw, err := crockford.DecodeString(letters)
	// A letter too many would be taken for spare bits.
	if err != nil || len(letters) != crockford.EncodedLen(invitationBytes) {
		return secret, gehoor.Refuse(CodeNoInvitation)
	}
	return sha256.Sum256(raw), nil
}

// Open says whether the invitation can be used at that moment.
func (i Invitation) Open(now time.Time) bool { return now.Before(i.EndsAt) }

// Invited finds the invitation of a code, with the salt that its login will have.
// It refuses with [CodeNoInvitation], with [CodeInvitationEnded], and with
// [gehoor.CodeThrottled] when many codes were wrong; a right one is never
// throttled.
func (d *Door) Invited(ctx context.Context, org gehoor.OrgID, code string, now time.Time) (Invitation, [32]byte, error) {
	leave, err := d.throttle.enter(ctx, org)
	if err != nil {
		return Invitation{}, [32]byte{}, err
	}
	defer leave()
	secret, err := ParseInvitation(code)
	var i Invitation
	if err == nil {
		i, err = d.store.Invitation(ctx, org, secret)
	}
	switch {
	case errors.Is(err, gehoor.ErrNotFound), errors.Is(err, &gehoor.Refusal{Code: CodeNoInvitation}):
		if err := d.throttle.wrongCode(org, now); err != nil {
			return Invitation{}, [32]byte{}, err
		}
		return Invitation{}, [32]byte{}, gehoor.Refuse(CodeNoInvitation)
	case err != nil:
		return Invitation{}, [32]byte{}, fmt.Errorf("account: find an invitation: %w", err)
	case !i.Open(now):
		return Invitation{}, [32]byte{}, gehoor.Refuse(CodeInvitationEnded)
	}
	return i, d.secret.Salt(org, i.Name), nil
}
