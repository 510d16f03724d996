package gehoor_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
)

func keyList() gehoor.KeyList {
	digest := gehoor.Digest("sha256-" + strings.Repeat("f", 64))
	return gehoor.KeyList{Edition: 1, Root: "veenhaven-root+00000001+AAAA", Threshold: 2, People: []gehoor.KeyEntry{
		{Person: gehoor.PersonID(strings.Repeat("a", 32)), Entry: digest}, {Person: gehoor.PersonID(strings.Repeat("b", 32)), Entry: digest},
	}}
}

func TestKeyList(t *testing.T) {
	if !keyList().Valid() || !keyList().Same(keyList()) {
		t.Error("a whole list is refused, or differs from itself")
	}
	next := keyList()
	if next.Edition++; !next.Same(keyList()) {
		t.Error("the edition is part of what a list says")
	}
	for what, change := range map[string]func(*gehoor.KeyList){
		"no edition":     func(l *gehoor.KeyList) { l.Edition = 0 },
		"no root":        func(l *gehoor.KeyList) { l.Root = "" },
		"one custodian":  func(l *gehoor.KeyList) { l.Threshold = 1 },
		"no person":      func(l *gehoor.KeyList) { l.People[0].Person = "" },
		"no digest":      func(l *gehoor.KeyList) { l.People[0].Entry = "" },
		"a short digest": func(l *gehoor.KeyList) { l.People[0].Entry = l.People[0].Entry[:70] },
		"a person twice": func(l *gehoor.KeyList) { l.People[1].Person = l.People[0].Person },
		"out of order":   func(l *gehoor.KeyList) { l.People[0], l.People[1] = l.People[1], l.People[0] },
		"too many":       func(l *gehoor.KeyList) { l.People = make([]gehoor.KeyEntry, gehoor.MaxKeys+1) },
	} {
		l := keyList()
		change(&l)
		if l.Valid() {
			t.Errorf("%s: valid", what)
		}
	}
	for what, change := range map[string]func(*gehoor.KeyList){
		"root":      func(l *gehoor.KeyList) { l.Root += "B" },
		"threshold": func(l *gehoor.KeyList) { l.Threshold++ },
		"entry":     func(l *gehoor.KeyList) { l.People[0].Entry = gehoor.Digest("sha256-" + strings.Repeat("e", 64)) },
		"person":    func(l *gehoor.KeyList) { l.People = l.People[1:] },
	} {
		l := keyList()
		change(&l)
		if l.Same(keyList()) {
			t.Errorf("another %s says the same", what)
		}
	}
}

// TestFullKeyList: the longest list fits into an event.
func TestFullKeyList(t *testing.T) {
	l := keyList()
	one := l.People[0]
	l.People = l.People[:0]
	for range gehoor.MaxKeys {
		l.People = append(l.People, one)
	}
	data, err := json.Marshal(l)
	if err != nil || len(data) > gehoor.MaxEventBytes-1024 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

// TestDigestKey: the digest is of the bytes that are published.
func TestDigestKey(t *testing.T) {
	p := gehoor.PublishedKey{Person: gehoor.PersonID(strings.Repeat("a", 32)), Function: gehoor.Text{NL: "jurist & adviseur", EN: "lawyer"},
		Offices: []gehoor.Office{gehoor.OfficeAlderman}, Note: "— root\n"}
	entry, err := p.Entry()
	data, marshalErr := json.Marshal(p)
	if err != nil || marshalErr != nil || entry.Entry != gehoor.DigestKey(data) || entry.Person != p.Person {
		t.Errorf("%+v, %v, %v", entry, err, marshalErr)
	}
	p.Name = "Noor"
	if other, _ := p.Entry(); other == entry {
		t.Error("another name has the same digest")
	}
}
