package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"github.com/gehoor/gehoor/internal/seal"
)

// bureau is a site with a list of keys that is in a log; a test changes what it serves.
type bureau struct {
	t         *testing.T
	logKey    string
	root      note.Signer
	rootKey   string
	publisher *register.Publisher
	store     *registertest.Memory
	// edition counts what was stated, places what is in the log.
	edition   int64
	places    gehoor.Seq
	stateFile string
	recipient map[string]seal.Recipient
	people    []gehoor.PublishedKey
	files     map[string][]byte
	// shows changes what a page for reporters gives.
	shows func(office gehoor.Office, p *previewed)
}

func person(letter string) gehoor.PersonID { return gehoor.PersonID(strings.Repeat(letter, 32)) }

// newBureau lists two caseworkers for every office, two of the desk, and two
// custodians, of whom one is at the desk too.
func newBureau(t *testing.T) *bureau {
	t.Helper()
	b := &bureau{t: t, store: registertest.NewMemory(), files: map[string][]byte{}, recipient: map[string]seal.Recipient{}}
	var err error
	b.publisher, err = publisher(b.store, "keys")
	b.must(err)
	b.logKey = b.publisher.Signer.VerifierKey()
	b.root, b.rootKey = b.newRoot(1)
	offices := gehoor.Offices()
	for _, p := range []gehoor.PublishedKey{
		{Person: person("a"), Function: gehoor.Text{NL: "casusregisseur", EN: "case director"}, Offices: offices},
		{Person: person("b"), Function: gehoor.Text{NL: "jurist & adviseur", EN: "lawyer"}, Name: "Bram", Offices: offices[1:]},
		{Person: person("c"), Function: gehoor.Text{NL: "meldpunt", EN: "desk"}, Offices: []gehoor.Office{gehoor.OfficeExternalDesk}, Custodian: true},
		{Person: person("d"), Function: gehoor.Text{NL: "notaris", EN: "notary"}, Custodian: true},
	} {
		p.Note = b.note(p.Person, b.key(string(p.Person[:1])), 5)
		b.people = append(b.people, p)
	}
	b.state()
	return b
}

func (b *bureau) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bureau) newRoot(n byte) (note.Signer, string) {
	b.t.Helper()
	secret, public, err := note.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{n}, 64)), seal.RootName(registertest.Org))
	b.must(err)
	signer, err := note.NewSigner(secret)
	b.must(err)
	return signer, public
}

// key makes the key of somebody, once for each name.
func (b *bureau) key(name string) seal.Recipient {
	b.t.Helper()
	if b.recipient[name] == "" {
		identity, err := age.GenerateHybridIdentity()
		b.must(err)
		b.recipient[name] = seal.Recipient(identity.Recipient().String())
	}
	return b.recipient[name]
}

func (b *bureau) note(p gehoor.PersonID, key seal.Recipient, day int) string {
	b.t.Helper()
	signed, err := seal.SignStaffKey(b.root, registertest.Org, seal.StaffKey{Person: p, Recipient: key, On: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)})
	b.must(err)
	return signed
}

// state puts the list as it is in the log, as the next edition, and serves it.
func (b *bureau) state() {
	b.t.Helper()
	b.edition++
	b.put(b.edition, gehoor.Seq(b.edition))
}

// put puts the list as it is in the log, as whatever edition and event, and serves it.
func (b *bureau) put(edition int64, seq gehoor.Seq) {
	b.t.Helper()
	list := gehoor.KeyList{Edition: edition, Root: b.rootKey, Threshold: 2}
	for _, p := range b.people {
		entry, err := p.Entry()
		b.must(err)
		list.People = append(list.People, entry)
	}
	body, err := json.Marshal(list)
	b.must(err)
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: registertest.Org, Stream: gehoor.OrganisationStream, Seq: seq,
		At: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC), Actor: gehoor.System, Kind: gehoor.KindKeysStated, Body: body,
	})
	b.must(err)
	b.places++
	_, err = b.store.Append(registertest.Org, gehoor.OrganisationStream, sha256.Sum256(data), data)
	b.must(err)
	_, err = b.publisher.Publish(b.t.Context())
	b.must(err)
	b.files[keysProofPath], err = register.BuildProof(b.t.Context(), b.store, registertest.Org, gehoor.OrganisationStream, b.places, gehoor.KindKeysStated)
	b.must(err)
	b.serve(edition)
}

// serve serves the people as they are, under an edition.
func (b *bureau) serve(edition int64) {
	b.t.Helper()
	data, err := json.Marshal(map[string]any{"v": 1, "org": registertest.Org, "edition": edition, "root": b.rootKey, "threshold": 2, "people": b.people})
	b.must(err)
	b.files[keysPath] = data
}

func (b *bureau) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/"+previewPath {
		b.preview(w, r)
		return
	}
	data, ok := b.files[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(data)
}

func (b *bureau) preview(w http.ResponseWriter, r *http.Request) {
	var ask struct{ Office gehoor.Office }
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		http.Error(w, "", http.StatusBadRequest)
		return
	}
	own := 0
	for _, k := range b.people {
		if slices.Contains(k.Offices, ask.Office) {
			own++
		}
	}
	p := previewed{Threshold: 2}
	for _, k := range b.people {
		one := shownKey{k.Person, k.Function.EN, k.Name, k.Note}
		desk := own < minHolders && slices.Contains(k.Offices, gehoor.OfficeExternalDesk)
		if slices.Contains(k.Offices, ask.Office) || desk {
			p.Holders = append(p.Holders, one)
		}
		if k.Custodian {
			p.Custodians = append(p.Custodians, one)
		}
	}
	if b.shows != nil {
		b.shows(ask.Office, &p)
	}
	_ = json.NewEncoder(w).Encode(p)
}

// check runs the command.
func (b *bureau) check(args ...string) (string, int) {
	b.t.Helper()
	server := httptest.NewServer(b)
	defer server.Close()
	if b.stateFile != "" {
		args = append(args, "--state", b.stateFile)
	}
	var out bytes.Buffer
	end := run(b.t.Context(), append([]string{"keys", server.URL, "--json", "--log-key", b.logKey}, args...), &out, &out, time.Now())
	return out.String(), end
}

func (b *bureau) want(code code, end int, args ...string) {
	b.t.Helper()
	out, got := b.check(args...)
	if got != end || !strings.Contains(out, `"code":"`+string(code)+`"`) {
		b.t.Errorf("ends with %d, want %d and %s: %s", got, end, code, out)
	}
}

// TestKeys: a list that is what the log names, signed by the root that was given, is
// right; a first check without the root says what to compare.
func TestKeys(t *testing.T) {
	b := newBureau(t)
	number := seal.RootNumber(registertest.Org, b.rootKey)
	b.want(keysUnpinned, exitRight)
	b.want(keysSound, exitRight, "--root", b.rootKey)
	b.want(keysSound, exitRight, "--root", number)
	b.want(keysSound, exitRight, "--root", strings.ReplaceAll(number, " ", ""))
	_, stranger := b.newRoot(7)
	b.want(keysRoot, exitWrong, "--root", stranger)
	b.want(keysRoot, exitWrong, "--root", strings.Repeat("12345 ", 6))
	b.want(badKey, exitUnchecked, "--root", "12345")
	if out, _ := b.check(); !strings.Contains(out, number) || !strings.Contains(out, `"keys":4`) || !strings.Contains(out, `"pages":13`) {
		t.Errorf("it says %s", out)
	}
	dir := t.TempDir()
	for name, data := range b.files {
		b.must(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700))
		b.must(os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	var out bytes.Buffer
	if end := run(t.Context(), []string{"keys", dir, "--log-key", b.logKey, "--root", number}, &out, &out, time.Now()); end != exitRight {
		t.Errorf("a folder ends with %d: %s", end, &out)
	}
}

// TestKeysOfNextRoot: who knows the root before follows its signature, and no other.
func TestKeysOfNextRoot(t *testing.T) {
	b := newBureau(t)
	was, wasKey := b.root, b.rootKey
	b.root, b.rootKey = b.newRoot(2)
	for i, p := range b.people {
		b.people[i].Note = b.note(p.Person, b.key(string(p.Person[:1])), 5)
	}
	b.state()
	change := func(way seal.RootWay, signers ...note.Signer) {
		t.Helper()
		text, err := seal.SignRootChange(registertest.Org, seal.RootChange{Way: way, Before: wasKey, Root: b.rootKey, On: time.Date(2026, 1, 6, 0, 0, 0, 0, time.UTC)}, signers...)
		b.must(err)
		b.files[rootsPath], err = json.Marshal(map[string]any{"changes": []string{text}})
		b.must(err)
	}
	b.want(keysRoot, exitWrong, "--root", wasKey)
	change(seal.RootPlanned, was, b.root)
	b.want(keysSound, exitRight, "--root", wasKey)
	b.want(keysSound, exitRight, "--root", seal.RootNumber(registertest.Org, wasKey))
	change(seal.RootStolen, b.root)
	b.want(keysRoot, exitWrong, "--root", wasKey)
}

// TestKeysWrong: what is served is held against what the log names and what the root
// signed.
func TestKeysWrong(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*bureau)
		want   code
	}{
		"a key that the log does not name": {func(b *bureau) {
			b.people[0].Note = b.note(b.people[0].Person, b.key("x"), 6)
			b.serve(1)
		}, keysDiffer},
		"another function": {func(b *bureau) { b.people[3].Function.EN = "external desk"; b.serve(1) }, keysDiffer},
		"somebody more":    {func(b *bureau) { b.people = append(b.people, b.people[3]); b.serve(1) }, keysDiffer},
		"somebody less":    {func(b *bureau) { b.people = b.people[1:]; b.serve(1) }, keysDiffer},
		"another edition":  {func(b *bureau) { b.serve(2) }, keysDiffer},
		"no list":          {func(b *bureau) { b.files[keysPath] = []byte("[]") }, keysDiffer},
		"another root signed": {func(b *bureau) {
			root := b.root
			b.root, _ = b.newRoot(7)
			b.people[0].Note = b.note(b.people[0].Person, b.key("a"), 5)
			b.root = root
			b.state()
		}, keysUnsigned},
		"the key of another person": {func(b *bureau) { b.people[0].Note = b.people[1].Note; b.state() }, keysUnsigned},
		"a key twice":               {func(b *bureau) { b.people[0].Note = b.note(b.people[0].Person, b.key("b"), 5); b.state() }, keysUnsigned},
		"no proof":                  {func(b *bureau) { b.files[keysProofPath] = []byte("nothing") }, keysMalformed},
		"somebody more for reporters": {func(b *bureau) {
			b.shows = func(o gehoor.Office, p *previewed) {
				if o == gehoor.OfficeMayor {
					p.Holders = append(p.Holders, p.Custodians[1])
				}
			}
		}, keysIntake},
		"another key for reporters": {func(b *bureau) {
			other := b.note(b.people[0].Person, b.key("x"), 6)
			b.shows = func(_ gehoor.Office, p *previewed) { p.Holders[0].Note = other }
		}, keysIntake},
		"a custodian less for reporters": {func(b *bureau) { b.shows = func(_ gehoor.Office, p *previewed) { p.Custodians = p.Custodians[1:] } }, keysIntake},
		"another name for reporters":     {func(b *bureau) { b.shows = func(_ gehoor.Office, p *previewed) { p.Holders[0].Function = "desk" } }, keysIntake},
		"one key opens":                  {func(b *bureau) { b.shows = func(_ gehoor.Office, p *previewed) { p.Threshold = 1 } }, keysIntake},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBureau(t)
			b.want(keysSound, exitRight, "--root", b.rootKey)
			test.change(b)
			b.want(test.want, exitWrong, "--root", b.rootKey)
		})
	}
}

// TestKeysState: a check knows an older list again, a list in the place of another, and
// a key that was replaced.
func TestKeysState(t *testing.T) {
	replace := func(b *bureau, name string, day int) {
		b.people[0].Note = b.note(b.people[0].Person, b.key(name), day)
		b.state()
	}
	for name, test := range map[string]struct {
		change func(*bureau)
		want   code
	}{
		"the same":    {func(*bureau) {}, keysKept},
		"another key": {func(b *bureau) { replace(b, "new", 8) }, keysKept},
		"signed anew": {func(b *bureau) { replace(b, "a", 9) }, keysKept},
		"an older list": {func(b *bureau) {
			was := maps.Clone(b.files)
			before := slices.Clone(b.people)
			replace(b, "new", 8)
			b.want(keysKept, exitRight)
			b.files, b.people = was, before
		}, keysOlder},
		"the key before":                    {func(b *bureau) { replace(b, "new", 8); b.want(keysKept, exitRight); replace(b, "a", 9) }, keysReturned},
		"an earlier note":                   {func(b *bureau) { replace(b, "other", 4) }, keysReturned},
		"two of one number":                 {func(b *bureau) { b.people[3].Function.EN = "lawyer"; b.put(1, 9) }, keysForked},
		"a later one whose event is before": {func(b *bureau) { replace(b, "new", 8); b.want(keysKept, exitRight); b.put(3, 1) }, keysForked},
		"gone, and back with the key before": {func(b *bureau) {
			was := slices.Clone(b.people)
			replace(b, "new", 8)
			b.want(keysKept, exitRight)
			b.people = b.people[1:]
			b.state()
			b.people = was
			b.state()
		}, keysReturned},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBureau(t)
			b.stateFile = filepath.Join(t.TempDir(), "state")
			b.want(keysUnpinned, exitRight)
			b.want(keysKept, exitRight)
			test.change(b)
			if test.want == keysKept {
				b.want(keysKept, exitRight)
				return
			}
			b.want(test.want, exitWrong)
			if _, err := os.Stat(b.stateFile + ".refused"); err != nil {
				t.Errorf("what contradicts is not kept: %v", err)
			}
			b.want(test.want, exitWrong) // what was right stays
		})
	}
	b := newBureau(t)
	b.stateFile = filepath.Join(t.TempDir(), "state")
	b.must(os.WriteFile(b.stateFile, []byte("{}"), 0o600))
	b.want(keysState, exitUnchecked)
	b.stateFile = filepath.Join(t.TempDir(), "nowhere", "state")
	b.want(keysUnwritten, exitUnchecked)
}

// TestKeysWitnessed: who demands a witness is told when it did not sign.
func TestKeysWitnessed(t *testing.T) {
	b := newBureau(t)
	witness, err := register.NewCosigner("witness.duinrade.example", [32]byte{12})
	b.must(err)
	b.want(keysAlone, exitWrong, "--witness", witness.Witness().VerifierKey())
	b.must(cosign(t.Context(), b.store, b.publisher, witness))
	b.files[keysProofPath], err = register.BuildProof(t.Context(), b.store, registertest.Org, gehoor.OrganisationStream, b.places, gehoor.KindKeysStated)
	b.must(err)
	b.want(keysUnpinned, exitRight, "--witness", witness.Witness().VerifierKey())
}
