// Package keyed computes what only this installation can: a MAC of several parts
// under one key, so that what is stored or handed out means nothing to others.
package keyed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// MAC is HMAC-SHA-256 of parts, each after its length in 4 bytes, big-endian, so
// that no two lists of parts are the same bytes. It is a function and not the key,
// because fmt prints everything else, however deep.
type MAC func(parts ...string) [32]byte

// New makes the MAC of a key.
func New(key [32]byte) MAC {
	return func(parts ...string) [32]byte {
		h := hmac.New(sha256.New, key[:])
		for _, p := range parts {
			h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(p))))
			h.Write([]byte(p))
		}
		return [32]byte(h.Sum(nil))
	}
}
