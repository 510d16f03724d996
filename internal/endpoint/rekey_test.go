package endpoint_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// TestVouchVectors: the tag is that of the vectors, made by hand.
func TestVouchVectors(t *testing.T) {
	data, err := os.ReadFile(vectors + "vouch.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Org                            gehoor.OrgID
		Identity, Recipient, Tag, Case string
		Care, Participant              string
	}
	if err := json.Unmarshal(data, &all); err != nil || len(all) < 2 {
		t.Fatalf("%d vectors, %v", len(all), err)
	}
	for _, v := range all {
		key, err := unseal.ParseIdentity(v.Identity)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := endpoint.Vouch(key, v.Org, v.Recipient); err != nil || got != (dossier.Vouched{Recipient: v.Recipient, Tag: v.Tag}) {
			t.Errorf("%s: got %v, %v", v.Org, got, err)
		}
		for name, want := range map[gehoor.Compartment]string{gehoor.Case: v.Case, gehoor.Care: v.Care, gehoor.WithParticipant(gehoor.ParticipantID(strings.Repeat("a", 32))): v.Participant} {
			if got, err := endpoint.MadeTag(name, key, v.Org, v.Recipient); err != nil || got != want {
				t.Errorf("%s: got %v, %v for %s", v.Org, got, err, name)
			}
		}
	}
}

// TestCaseTag: the compartment for internal words says that somebody with the
// conversation's key made it, and no other tag says so.
func TestCaseTag(t *testing.T) {
	r, people, own := custodians(t, 2)
	r.Threshold, r.Holders = 2, people
	made, err := r.Make()
	if err != nil {
		t.Fatal(err)
	}
	box := casework.Box{Name: r.Name, Epoch: 1, Recipient: made.Recipient, Key: made.Grants[0].Content.ID}
	ring, err := endpoint.OpenKeys(own[0], r.Org, []casework.Box{box}, []ledger.Content{made.Grants[0].Content})
	if err != nil {
		t.Fatal(err)
	}
	inside := r.Compartment
	inside.Name = gehoor.Case
	words, err := ring.MakeInternal(inside)
	if err != nil {
		t.Fatal(err)
	}
	_, conversation, err := endpoint.OpenGrant(own[0], r.Org, made.Grants[0].Content.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	want, err := endpoint.MadeTag(gehoor.Case, conversation, r.Org, words.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	reporters, err := endpoint.Vouch(conversation, r.Org, words.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if words.Tag != want || want == reporters.Tag {
		t.Errorf("the tag is %s, want %s; a reporter's is %s", words.Tag, want, reporters.Tag)
	}
	if _, err := (endpoint.Keyring{}).MakeInternal(inside); err == nil {
		t.Error("who has no key of the conversation made it")
	}
}

// TestRekey: who has the new key, the reporter too, opens what was sealed before and
// since; who has only the one before does not open what came since; and neither the
// reporter's place nor a key is believed for which nobody vouches.
func TestRekey(t *testing.T) {
	r, people, own := custodians(t, 3)
	reader, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	r.Threshold, r.Reporter, r.Holders = 2, string(reader.Recipient()), people[:2]
	made, err := r.Make()
	if err != nil {
		t.Fatal(err)
	}
	box := func(i int) casework.Box {
		return casework.Box{Name: r.Name, Epoch: 1, Recipient: made.Recipient, Key: made.Grants[i].Content.ID}
	}
	contents := func(s casework.Sealed, more ...ledger.Content) []ledger.Content {
		for _, g := range s.Grants {
			more = append(more, g.Content)
		}
		return more
	}
	ring, err := endpoint.OpenKeys(own[0], r.Org, []casework.Box{box(0)}, contents(made))
	if err != nil {
		t.Fatal(err)
	}
	vouched := made.Grants[2].Vouched
	to := casework.Rekeying{Name: r.Name, Holders: people[:1], Codes: []dossier.Grant{{Signal: "s", Vouched: vouched}}}
	next, err := ring.Rekey(r.Root, box(0), to, people, 2)
	if err != nil {
		t.Fatal(err)
	}
	before, err := endpoint.Seal(r.Org, seal.Message, []byte("before"), made.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	since, err := endpoint.Seal(r.Org, seal.Message, []byte("since"), next.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	now := func(i int) casework.Box {
		return casework.Box{
			Name: r.Name, Epoch: next.Epoch, Recipient: next.Recipient, Key: next.Grants[i].Content.ID,
			Earlier: []dossier.EarlierKey{{Epoch: 1, Recipient: made.Recipient, Content: next.Before.ID}},
		}
	}
	in := endpoint.Place{Compartment: r.Name, Type: seal.Message}
	for i, who := range []unseal.Identity{own[0], reader} {
		ring, err := endpoint.OpenKeys(who, r.Org, []casework.Box{now(i)}, contents(next.Sealed, next.Before))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []ledger.Content{before, since} {
			if _, err := ring.Open(in, c.Bytes); err != nil {
				t.Errorf("holder %d: %v", i, err)
			}
		}
	}
	former, err := endpoint.OpenKeys(own[1], r.Org, []casework.Box{box(1)}, contents(made))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := former.Open(in, since.Bytes); err == nil {
		t.Error("the key before opens what came since")
	}
	if _, err := former.Open(in, next.Before.Bytes); err == nil {
		t.Error("the key before opens the link to itself")
	}
	stranger, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	to.Codes[0].Recipient = string(stranger.Recipient())
	if _, err := ring.Rekey(r.Root, box(0), to, people, 2); err == nil {
		t.Error("a key was sealed where nobody says that the reporter reads")
	}
	// A server that makes a key of its own and grants it: it cannot show the one before.
	forged, err := r.Make()
	if err != nil {
		t.Fatal(err)
	}
	link, err := endpoint.Seal(r.Org, seal.Key, []byte(`{"compartment":"conversation","epoch":1,"identity":"`+stranger.Secret()+`"}`), forged.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	invented := casework.Box{
		Name: r.Name, Epoch: 1, Recipient: forged.Recipient, Key: forged.Grants[0].Content.ID,
		Earlier: []dossier.EarlierKey{{Epoch: 1, Recipient: made.Recipient, Content: link.ID}},
	}
	if _, err := endpoint.OpenKeys(own[0], r.Org, []casework.Box{invented}, contents(forged, link)); err == nil {
		t.Error("a key was believed that nobody made who had the one before")
	}
}
