package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// reporterSalt is that of the tag for where a reporter reads: each tag has one of its own,
// so that none serves for another.
const reporterSalt = "gehoor reporter v1"

// Vouch says where a reporter's keys are sealed to, in a way that only somebody with the
// compartment's key can (doc/formats.md §2).
func Vouch(key unseal.Identity, org gehoor.OrgID, recipient string) (dossier.Vouched, error) {
	tag, err := tagOf(key, reporterSalt, org, recipient)
	return dossier.Vouched{Recipient: recipient, Tag: tag}, err
}

// MadeTag says, in a way that only somebody with the conversation's key can, that a recipient
// is that of a compartment that they make.
func MadeTag(name gehoor.Compartment, conversation unseal.Identity, org gehoor.OrgID, recipient string) (string, error) {
	sort, _, _ := strings.Cut(string(name), "/") // a participant's has their ID
	return tagOf(conversation, "gehoor "+sort+" v1", org, recipient)
}

func tagOf(key unseal.Identity, salt string, org gehoor.OrgID, recipient string) (string, error) {
	tag, err := Derive([]byte(key.Secret()), salt, org, fmt.Sprintf("/%x", sha256.Sum256([]byte(recipient))))
	return hex.EncodeToString(tag), err
}

// Rekey gives a compartment its next key: for whom the dossier says, with shares for its
// custodians. It refuses a reporter for whom the present key does not vouch.
func (r Keyring) Rekey(root note.Verifier, b casework.Box, to casework.Rekeying, custodians []*directory.Person, threshold int) (casework.Rekeyed, error) {
	before, err := r.key(b.Name)
	if err != nil {
		return casework.Rekeyed{}, err
	}
	c := Compartment{
		Org: r.org, Root: root, Name: b.Name, Holders: to.Holders, Custodians: custodians, Threshold: threshold, Epoch: b.Epoch + 1,
	}
	for _, g := range to.Codes {
		said, err := Vouch(before, r.org, g.Recipient)
		if err != nil {
			return casework.Rekeyed{}, err
		}
		if said != g.Vouched {
			return casework.Rekeyed{}, fmt.Errorf("endpoint: nobody vouches for where the reporter reads")
		}
		c.Reporter = g.Recipient
	}
	made, id, err := c.make()
	if err != nil {
		return casework.Rekeyed{}, err
	}
	link, err := sealGrant(r.org, Grant{b.Name, b.Epoch, before.Secret()}, string(id.Recipient()))
	return casework.Rekeyed{Compartment: b.Name, Epoch: c.Epoch, Sealed: made, Before: link}, err
}
