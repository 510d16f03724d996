package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"golang.org/x/mod/sumdb/note"
)

type keysCommand struct {
	logKey
	witnessKeys
	Site  string `arg:"" help:"The site's address, or a folder with a copy of what it serves."`
	Root  string `placeholder:"ROOT" help:"The organisation's root, as it publishes it elsewhere: its key (name+hash+base64), its number of thirty digits, or @FILE with one of these."`
	State string `placeholder:"FILE" help:"What was right at the last check: compared with, then replaced. Made when it is not there."`
}

// Where a site publishes the keys that reporters' browsers seal to.
const (
	keysPath      = ".well-known/gehoor/keys.json"
	keysProofPath = ".well-known/gehoor/keys.tlog-proof"
	rootsPath     = ".well-known/gehoor/roots.json"
)

// maxKeysBytes bounds the list: a person is some 4 KiB, the note among it.
const maxKeysBytes = gehoor.MaxKeys * 2 * seal.MaxStaffKeyBytes

// keyList is the list as it is published (doc/formats.md §5a).
type keyList struct {
	V         int               `json:"v"`
	Org       gehoor.OrgID      `json:"org"`
	Edition   int64             `json:"edition"`
	Root      string            `json:"root"`
	Threshold int               `json:"threshold"`
	People    []json.RawMessage `json:"people"`
}

// keyed is one person of the list, whose key the root signed.
type keyed struct {
	gehoor.PublishedKey
	key seal.StaffKey
}

func (c *keysCommand) check(ctx context.Context) answer {
	log, err := c.verifier()
	policy, policyErr := c.policy()
	given, rootErr := c.given()
	if err := errors.Join(err, policyErr, rootErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	earlier, err := readKeyState(c.State)
	if err != nil {
		return answer{code: keysState, detail: err.Error(), shown: shown{File: c.State}}
	}
	from, err := open(c.Site)
	if err != nil {
		return answer{code: keysUnreachable, detail: err.Error()}
	}
	defer from.close()
	proof, err := from.fetch(ctx, keysProofPath, register.MaxReceiptBytes)
	if errors.Is(err, errTooLarge) {
		return failure(aKeyList, err)
	}
	if err != nil {
		return answer{code: keysUnreachable, detail: fmt.Sprintf("%s: %v", keysProofPath, err)}
	}
	stated, err := register.VerifyStated(proof, log)
	if err != nil {
		return failure(aKeyList, err)
	}
	values := shown{
		Origin: stated.Checkpoint.Origin, Org: stated.Event.Org, Kind: stated.Event.Kind, Index: &stated.Proof.Index, Size: stated.Checkpoint.N,
		Since: stated.Event.At.Format(time.RFC3339), Edition: stated.Keys.Edition, Keys: len(stated.Keys.People),
		Number: seal.RootNumber(stated.Event.Org, stated.Keys.Root),
	}
	if wrong := witnessed(aKeyList, stated.Proof.Checkpoint, log, policy, &values); wrong != nil {
		return *wrong
	}
	people, wrong := listed(ctx, from, stated, given, values)
	if wrong != nil {
		return *wrong
	}
	return c.holdAgainst(ctx, from, proof, stated, people, earlier, values)
}

// given is the root as somebody knows it, its key or its number; "" if they gave none.
func (c *keysCommand) given() (seal.GivenRoot, error) {
	if c.Root == "" {
		return "", nil
	}
	text, err := keyText(c.Root)
	if err != nil {
		return "", err
	}
	return seal.ParseGivenRoot(text)
}

// listed reads the list, and holds it against what the log says of it and against the
// root.
func listed(ctx context.Context, from source, stated register.Stated, given seal.GivenRoot, values shown) ([]keyed, *answer) {
	wrong := func(what code, file string, err error) *answer {
		a := answer{code: what, shown: values}
		if a.File = file; err != nil {
			a.detail = err.Error()
		}
		return &a
	}
	data, err := from.fetch(ctx, keysPath, maxKeysBytes)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, wrong(keysUnreachable, keysPath, err)
	}
	list, log, org := keyList{}, stated.Keys, stated.Event.Org
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil || list.V != 1 || list.Org != org || list.Edition != log.Edition || list.Root != log.Root || list.Threshold != log.Threshold ||
		len(list.People) != len(log.People) {
		return nil, wrong(keysDiffer, keysPath, err)
	}
	for i, one := range list.People {
		if gehoor.DigestKey(one) != log.People[i].Entry {
			return nil, wrong(keysDiffer, string(log.People[i].Person), nil)
		}
	}
	root, err := seal.ParseRoot(org, log.Root)
	if err == nil {
		err = trusted(ctx, from, org, given, log.Root)
	}
	if err != nil {
		return nil, wrong(keysRoot, "", err)
	}
	people, person, err := signed(list.People, log, root, org)
	if err != nil {
		return nil, wrong(keysUnsigned, string(person), err)
	}
	return people, nil
}

// signed reads everybody of the list: the root signed each key for its own person, and
// no key is there twice. It returns with whom something is wrong.
func signed(list []json.RawMessage, log gehoor.KeyList, root note.Verifier, org gehoor.OrgID) (all []keyed, _ gehoor.PersonID, err error) {
	seen := map[seal.Recipient]bool{}
	for i, data := range list {
		person := log.People[i].Person
		one := keyed{}
		if err := json.Unmarshal(data, &one.PublishedKey); err != nil {
			return nil, person, err
		}
		if one.key, err = seal.VerifyStaffKey(one.Note, root, org); err != nil {
			return nil, person, err
		}
		if one.Person != person || one.key.Person != person || seen[one.key.Recipient] {
			return nil, person, errors.New("the key is another person's")
		}
		seen[one.key.Recipient] = true
		all = append(all, one)
	}
	return all, "", nil
}

// trusted says whether the root is the one that was given, or one to which that one
// leads by its signature. Without one nobody knows.
func trusted(ctx context.Context, from source, org gehoor.OrgID, given seal.GivenRoot, now string) error {
	if given == "" || given.Is(org, now) {
		return nil
	}
	data, err := from.fetch(ctx, rootsPath, maxKeysBytes)
	if err != nil {
		return fmt.Errorf("%s: %w", rootsPath, err)
	}
	var told struct {
		Changes []string `json:"changes"`
	}
	if err := json.Unmarshal(data, &told); err != nil {
		return fmt.Errorf("%s: %w", rootsPath, err)
	}
	if !given.LeadsTo(org, now, told.Changes) {
		return errors.New("no chain of signatures leads to the root that signed these keys")
	}
	return nil
}

// holdAgainst compares the list with that of the last check, and with what the pages
// for reporters give.
func (c *keysCommand) holdAgainst(ctx context.Context, from source, proof []byte, stated register.Stated, people []keyed, earlier *keyState, values shown) answer {
	next := stateOf(proof, stated, people)
	if earlier != nil {
		values.Earlier = earlier.Edition
		if what := earlier.against(&next); what != keysKept {
			return c.refuse(what, proof, values)
		}
	}
	if web, ok := from.(*site); ok {
		offices, err := web.intake(ctx, people, stated.Keys.Threshold)
		var other *otherKeys
		switch {
		case errors.As(err, &other):
			values.File = string(other.office)
			return answer{code: keysIntake, detail: other.Error(), shown: values}
		case err != nil:
			return answer{code: keysUnreachable, detail: err.Error(), shown: values}
		}
		values.Pages = offices
	}
	result := answer{code: keysSound, shown: values}
	switch {
	case earlier != nil:
		result.code = keysKept
	case c.Root == "":
		result.code = keysUnpinned
	}
	if c.State == "" {
		return result
	}
	if err := next.write(c.State); err != nil {
		result.code, result.detail, result.File = keysUnwritten, err.Error(), c.State
	}
	return result
}

// refuse keeps the proof that contradicts the earlier one: the log signed both.
func (c *keysCommand) refuse(what code, proof []byte, values shown) answer {
	values.File = c.State + ".refused"
	result := answer{code: what, shown: values}
	if err := register.ReplaceFile(values.File, proof); err != nil {
		result.detail = err.Error()
	}
	return result
}

// of says whether the person receives signals about an office.
func (k keyed) of(o gehoor.Office) bool { return slices.Contains(k.Offices, o) }
