package endpoint

import (
	"crypto/ed25519"
	"encoding/hex"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// SigningKey is the key with which somebody of staff signs what they do, made from their
// own identity (doc/formats.md §5b).
func SigningKey(own unseal.Identity, org gehoor.OrgID) (ed25519.PrivateKey, error) {
	seed, err := Derive([]byte(own.Secret()), "gehoor signing v1", org, "/sign")
	if err != nil {
		return nil, err
	}
	defer clear(seed)
	return ed25519.NewKeyFromSeed(seed), nil
}

// SignerOf is its public half.
func SignerOf(key ed25519.PrivateKey) seal.Signer {
	public, _ := key.Public().(ed25519.PublicKey)
	return seal.Signer(hex.EncodeToString(public))
}
