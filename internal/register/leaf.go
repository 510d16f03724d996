package register

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// Leaf is what the log holds of an event: a commitment that tells nothing
// without the salt. It is the leaf's data; the tree hashes it once more as
// RFC 6962 says ([tlog.RecordHash]).
type Leaf [sha256.Size]byte

// leafDomain keeps our leaves apart from any other use of SHA-256.
const leafDomain = "gehoor leaf v1\n"

// LeafOf commits to an event's stored bytes: SHA-256(domain ‖ salt ‖ data).
func LeafOf(salt [32]byte, data []byte) Leaf {
	h := sha256.New()
	h.Write([]byte(leafDomain))
	h.Write(salt[:])
	h.Write(data)
	return Leaf(h.Sum(nil))
}

// Extend computes the hashes that leaf number n adds to the tree, to be stored
// at tlog.StoredHashIndex(0, n) and on.
func Extend(n int64, leaf Leaf, r tlog.HashReader) ([]tlog.Hash, error) {
	return tlog.StoredHashes(n, leaf[:], r)
}
