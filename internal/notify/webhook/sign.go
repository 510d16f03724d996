package webhook

import (
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// The signature is an HTTP Message Signature (RFC 9421) by Ed25519. Only what our one
// form of message needs is here, and it only signs: every component is one line of
// ASCII that we made ourselves, so nothing has to be put into canonical form.

// Key signs what goes to webhooks.
type Key struct {
	id     string
	public ed25519.PublicKey
	sign   func([]byte) []byte // a function, because fmt prints everything else
}

var errKey = errors.New("webhook: the key is not an Ed25519 key in PEM, as openssl genpkey -algorithm ed25519 makes it")

// ParseKey reads a private key (PKCS #8 in PEM).
func ParseKey(text string) (*Key, error) {
	block, rest := pem.Decode([]byte(text))
	if block == nil || block.Type != "PRIVATE KEY" || strings.TrimSpace(string(rest)) != "" {
		return nil, errKey
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errKey
	}
	private, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, errKey
	}
	k := &Key{public: private.Public().(ed25519.PublicKey), sign: func(b []byte) []byte { return ed25519.Sign(private, b) }}
	jwk := k.jwk()
	sum, err := jwk.Thumbprint(crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("webhook: name the key: %w", err)
	}
	k.id = base64.RawURLEncoding.EncodeToString(sum)
	return k, nil
}

// jwk is the public half (RFC 8037), named by its thumbprint (RFC 7638).
func (k *Key) jwk() jose.JSONWebKey {
	return jose.JSONWebKey{Key: k.public, KeyID: k.id, Algorithm: string(jose.EdDSA), Use: "sig"}
}

// component is a part of a request that is signed: its name and its value.
type component struct{ name, value string }

// fields are the values of Signature-Input and Signature under a label. params are
// those of the signature, each after a semicolon.
func (k *Key) fields(label string, parts []component, params string) (input, signature string) {
	var base, names strings.Builder
	for i, p := range parts {
		if i > 0 {
			names.WriteByte(' ')
		}
		fmt.Fprintf(&names, `"%s"`, p.name)
		fmt.Fprintf(&base, "\"%s\": %s\n", p.name, p.value)
	}
	covered := "(" + names.String() + ")" + params
	base.WriteString(`"@signature-params": ` + covered)
	return label + "=" + covered, label + "=:" + base64.StdEncoding.EncodeToString(k.sign([]byte(base.String()))) + ":"
}

// digest is a Content-Digest (RFC 9530).
func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}
