package main

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// Who of staff said something in a copy of a dossier: each signature is held against the
// keys for which the root vouches.

// copyKeys is keys.json.
type copyKeys struct {
	V    int `json:"v"`
	Keys []struct {
		Person gehoor.PersonID `json:"person"`
		Note   string          `json:"note"`
	} `json:"keys"`
}

// said are the facts that whoever works here always signs; records, of which the catalogue
// says more, are looked at only where they are signed.
var said = []gehoor.Kind{
	"signal.acknowledged", "signal.message-sent", "signal.feedback-given", "dossier.note-written", "dossier.record-proposed",
}

// authors checks what is signed, and counts what of it is not.
func (c *dossierCommand) authors(l copyLog, opened []openedEvent, values shown) answer {
	signers, err := c.signers(l.Org)
	if err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	for _, e := range opened {
		by, staff := e.Actor.Person()
		switch {
		case !staff:
		case e.Sig == nil:
			if slices.Contains(said, e.Kind) {
				values.Unsigned++
			}
		case !signedByOneOf(signers[by], e.Event):
			values.File, values.Kind = e.file, e.Kind
			return answer{code: copyForged, shown: values}
		default:
			values.Signed++
		}
	}
	if values.Unsigned > 0 {
		return answer{code: copyPartSigned, shown: values}
	}
	return answer{code: copySigned, shown: values}
}

func signedByOneOf(signers []seal.Signer, e gehoor.Event) bool {
	for _, s := range signers {
		if s.Signed(e) {
			return true
		}
	}
	return false
}

// signers are the signing keys for which the root vouches, by person. Notes by another
// root say nothing.
func (c *dossierCommand) signers(org gehoor.OrgID) (map[gehoor.PersonID][]seal.Signer, error) {
	text, err := keyText(c.Root)
	if err != nil {
		return nil, err
	}
	root, err := seal.ParseRoot(org, text)
	if err != nil {
		return nil, err
	}
	data, err := readFile(filepath.Join(c.Folder, "keys.json"), maxSums)
	if err != nil {
		return nil, err
	}
	var list copyKeys
	if err := json.Unmarshal(data, &list); err != nil || list.V != 1 {
		return nil, errors.New("keys.json is malformed")
	}
	signers := map[gehoor.PersonID][]seal.Signer{}
	for _, k := range list.Keys {
		key, err := seal.VerifyStaffKey(k.Note, root, org)
		if err == nil && key.Person == k.Person && key.Signer != "" {
			signers[k.Person] = append(signers[k.Person], key.Signer)
		}
	}
	return signers, nil
}
