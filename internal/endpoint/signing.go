package endpoint

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
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

// Author signs, as a browser does, whatever its owner does.
func Author(key ed25519.PrivateKey, org gehoor.OrgID, random func([]byte)) casework.Author {
	return func(stream gehoor.StreamID, kind gehoor.Kind, body json.RawMessage) gehoor.Sig {
		i := gehoor.Intent{Org: org, Stream: stream, Kind: kind, Body: body, Nonce: make([]byte, 16)}
		random(i.Nonce)
		intent, _ := json.Marshal(i) // a body that is none is signed by nothing, and refused
		return gehoor.Sig{Intent: intent, Signature: ed25519.Sign(key, intent)}
	}
}

// SignerOf is its public half.
func SignerOf(key ed25519.PrivateKey) seal.Signer {
	public, _ := key.Public().(ed25519.PublicKey)
	return seal.Signer(hex.EncodeToString(public))
}
