// Package passkey checks what an authenticator signed (Web Authentication, level 3,
// by go-webauthn): that a passkey was made for this site and this challenge, or
// signed it, and that the person proved to the authenticator who they are.
//
// It keeps nothing and knows nobody: what it found is for [account.Door].
//
// The extension PRF, with which a passkey opens a key, runs between browser and
// authenticator alone. What it gave never comes here: an answer that holds it is
// refused, so that a mistake in a script does not go unnoticed.
package passkey

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
)

// ErrUnfit: the passkey can sign, and not keep a key (no PRF).
var ErrUnfit = errors.New("passkey: without PRF")

// errRefused wraps what is wrong with an answer.
var errRefused = errors.New("passkey: refused")

// Site is for whom passkeys are: the host that the browser asked for, with the port
// if it has one.
type Site string

// ID is the relying party's: the host without its port.
func (s Site) ID() string {
	if host, _, err := net.SplitHostPort(string(s)); err == nil {
		return host
	}
	return string(s)
}

// origins are where a page of the site may stand. Browsers know passkeys over TLS
// alone, but for a machine that asks itself.
func (s Site) origins() []string {
	all := []string{"https://" + string(s)}
	if id := s.ID(); id == "localhost" || strings.HasSuffix(id, ".localhost") {
		all = append(all, "http://"+string(s))
	}
	return all
}

// checker is the library, set for one ceremony at this site.
func (s Site) checker(challenge []byte) (*webauthn.WebAuthn, webauthn.SessionData, error) {
	w, err := webauthn.New(&webauthn.Config{RPID: s.ID(), RPDisplayName: s.ID(), RPOrigins: s.origins()})
	return w, webauthn.SessionData{
		Challenge: base64.RawURLEncoding.EncodeToString(challenge), RelyingPartyID: s.ID(),
		UserVerification: protocol.VerificationRequired,
		Extensions:       protocol.SessionExtensions{Requested: []string{protocol.ExtensionPRF, "credProps"}},
		CredParams:       parameters(),
	}, err
}

// Algorithms are those that a passkey may sign with, as COSE numbers them, the best
// first: Ed25519, P-256 with SHA-256, RSA with SHA-256 (Windows Hello of old).
func Algorithms() []int64 {
	return []int64{int64(webauthncose.AlgEdDSA), int64(webauthncose.AlgES256), int64(webauthncose.AlgRS256)}
}

func parameters() []protocol.CredentialParameter {
	var all []protocol.CredentialParameter
	for _, a := range Algorithms() {
		all = append(all, protocol.CredentialParameter{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.COSEAlgorithmIdentifier(a)})
	}
	return all
}

// owner is one person with one passkey, for the library.
type owner struct {
	person gehoor.PersonID
	has    []webauthn.Credential
}

func (o owner) WebAuthnID() []byte                         { return []byte(o.person) }
func (o owner) WebAuthnName() string                       { return string(o.person) }
func (o owner) WebAuthnDisplayName() string                { return string(o.person) }
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.has }

// Made reads what an authenticator answered who made a passkey for a person, as the
// browser's JSON, and checks it. What is missing of the passkey is the caller's:
// organisation, label, sealed identity, days.
func (s Site) Made(person gehoor.PersonID, response []byte) (p account.Passkey, challenge []byte, err error) {
	answer, err := protocol.ParseCredentialCreationResponseBytes(response)
	if err != nil {
		return p, nil, refused(err)
	}
	if challenge, err = challengeOf(answer.Response.CollectedClientData); err != nil {
		return p, nil, err
	}
	prf := answer.ClientExtensionResults.PRF
	if prf != nil && prf.Results != nil {
		return p, nil, fmt.Errorf("%w: it tells what PRF gave", errRefused)
	}
	w, session, err := s.checker(challenge)
	if err != nil {
		return p, nil, refused(err)
	}
	session.UserID = []byte(person)
	made, err := w.CreateCredential(owner{person: person}, session, answer)
	if err != nil {
		return p, nil, refused(err)
	}
	if prf == nil || prf.Enabled == nil || !*prf.Enabled {
		return p, nil, ErrUnfit
	}
	return account.Passkey{
		Credential: made.ID, Person: person, PublicKey: made.PublicKey,
		Count: made.Authenticator.SignCount, Synced: made.Flags.BackupEligible,
	}, challenge, nil
}

// Signed reads what an authenticator answered who signed a challenge, as the
// browser's JSON. Whether it is right its Verify says.
func (s Site) Signed(response []byte) (account.Answer, error) {
	answer, err := protocol.ParseCredentialRequestResponseBytes(response)
	if err != nil {
		return account.Answer{}, refused(err)
	}
	challenge, err := challengeOf(answer.Response.CollectedClientData)
	if err != nil {
		return account.Answer{}, err
	}
	if prf := answer.ClientExtensionResults.PRF; prf != nil && prf.Results != nil {
		return account.Answer{}, fmt.Errorf("%w: it tells what PRF gave", errRefused)
	}
	return account.Answer{
		Credential: answer.RawID, Challenge: challenge,
		Verify: func(p account.Passkey) (uint32, error) { return s.verify(p, challenge, answer) },
	}, nil
}

// verify checks a signature with a passkey.
func (s Site) verify(p account.Passkey, challenge []byte, answer *protocol.ParsedCredentialAssertionData) (uint32, error) {
	w, session, err := s.checker(challenge)
	if err != nil {
		return 0, refused(err)
	}
	has := webauthn.Credential{
		ID: p.Credential, PublicKey: p.PublicKey, Flags: webauthn.CredentialFlags{BackupEligible: p.Synced},
		Authenticator: webauthn.Authenticator{SignCount: p.Count},
	}
	whose := func(id, user []byte) (webauthn.User, error) {
		if !bytes.Equal(id, p.Credential) || string(user) != string(p.Person) {
			return nil, errRefused
		}
		return owner{p.Person, []webauthn.Credential{has}}, nil
	}
	_, now, err := w.ValidatePasskeyLogin(whose, session, answer)
	if err != nil {
		return 0, refused(err)
	}
	if now.Authenticator.CloneWarning {
		return 0, fmt.Errorf("%w: its count went back", errRefused)
	}
	return now.Authenticator.SignCount, nil
}

// challengeOf is the challenge that a browser says was signed; whether it is one of
// ours the door says.
func challengeOf(c protocol.CollectedClientData) ([]byte, error) {
	challenge, err := base64.RawURLEncoding.Strict().DecodeString(c.Challenge)
	if err != nil {
		return nil, refused(err)
	}
	return challenge, nil
}

// refused wraps an error of the library with its details, which are of the format
// and of no person.
func refused(err error) error {
	var told *protocol.Error
	if errors.As(err, &told) && told.DevInfo != "" {
		return fmt.Errorf("%w: %w: %s", errRefused, err, told.DevInfo)
	}
	return fmt.Errorf("%w: %w", errRefused, err)
}
