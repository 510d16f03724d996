package founding

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/web/browser/words"
)

// RootKey is an organisation's root with its secret half in the clear. It prints
// as a word that tells nothing.
type RootKey struct {
	secret string
	// Verifier is the public half, which the organisation publishes off the server.
	Verifier string
}

// Format keeps the secret out of logs and error texts, whatever the verb.
func (RootKey) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "root(hidden)") }

// MakeRoot makes a root from 32 random bytes.
func MakeRoot(org gehoor.OrgID, random func([]byte)) (RootKey, error) {
	var seed [ed25519.SeedSize]byte
	random(seed[:])
	secret, public, err := register.MakeKey(register.Origin(seal.RootName(org)), seed)
	if err != nil {
		return RootKey{}, fmt.Errorf("make the root: %w", err)
	}
	return RootKey{secret: secret, Verifier: public}, nil
}

const (
	// MaxRootBytes bounds a root's file; it has 600.
	MaxRootBytes = 16 << 10
	// rootCost is scrypt's logarithm of N for a root's file: a second or two and
	// 256 MiB for each guess. It is age's own choice.
	rootCost = 18
	// maxRootCost bounds what a file that somebody else made may ask of this machine.
	maxRootCost = 20
	// MinPassphrase is the fewest characters of a root's passphrase.
	MinPassphrase = 16
	// passphraseWords is how many words [NewPassphrase] draws: 110 bits, as age's
	// own command does. It is typed seldom and guards everything new.
	passphraseWords = 10
)

// ErrPassphrase: the passphrase does not open the root's file.
var ErrPassphrase = errors.New("this passphrase does not open it")

// CheckPassphrase says what is wrong with a root's passphrase, "" for nothing.
func CheckPassphrase(s string) string {
	if len([]rune(s)) < MinPassphrase {
		return fmt.Sprintf("at least %d characters; some words that belong to nothing are easy to keep", MinPassphrase)
	}
	return ""
}

// NewPassphrase draws ten words of the English list, joined by hyphens.
func NewPassphrase(random func([]byte)) string {
	all := words.List(gehoor.English)
	chosen := make([]string, passphraseWords)
	for i := range chosen {
		var b [2]byte
		random(b[:])
		chosen[i] = all[(int(b[0])<<8|int(b[1]))%words.Size] // 2,048 divides 65,536
	}
	return strings.Join(chosen, "-")
}

// Lock is the root as it is kept: an age file under a passphrase, in letters that
// can be printed and typed in again.
func (r RootKey) Lock(passphrase string) ([]byte, error) {
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("lock the root: %w", err)
	}
	to.SetWorkFactor(rootCost)
	var file bytes.Buffer
	letters := armor.NewWriter(&file)
	w, err := age.Encrypt(letters, to)
	if err == nil {
		_, err = io.WriteString(w, r.secret+"\n")
	}
	if err == nil {
		err = errors.Join(w.Close(), letters.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("lock the root: %w", err)
	}
	return file.Bytes(), nil
}

// Unlock opens what [RootKey.Lock] made, to sign with. A wrong passphrase is
// [ErrPassphrase]; bytes that are no root of this form are another error.
func Unlock(file []byte, passphrase string) (note.Signer, error) {
	root, err := OpenRoot(file, passphrase)
	if err != nil {
		return nil, err
	}
	return root.Signer()
}

// OpenRoot is Unlock for who needs the public half too.
func OpenRoot(file []byte, passphrase string) (RootKey, error) {
	if len(file) > MaxRootBytes {
		return RootKey{}, errors.New("this is no root's file: it is too large")
	}
	from, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return RootKey{}, ErrPassphrase // an empty one
	}
	from.SetMaxWorkFactor(maxRootCost)
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(file)), from)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return RootKey{}, ErrPassphrase
	}
	if err != nil {
		return RootKey{}, errNoRoot
	}
	secret, err := io.ReadAll(io.LimitReader(r, MaxRootBytes))
	if err != nil {
		return RootKey{}, errNoRoot
	}
	root := RootKey{secret: strings.TrimSuffix(string(secret), "\n")}
	signer, err := register.ParseSigner(root.secret)
	if err != nil || !strings.HasSuffix(string(signer.Origin()), seal.RootName("")) {
		return RootKey{}, errNoRoot
	}
	root.Verifier = signer.VerifierKey()
	return root, nil
}

// Signer is the root to sign with.
func (r RootKey) Signer() (note.Signer, error) {
	s, err := note.NewSigner(r.secret)
	if err != nil {
		return nil, errNoRoot
	}
	return s, nil
}

// errNoRoot says nothing of what the bytes are instead.
var errNoRoot = errors.New("this is no root's file, or it is damaged")
