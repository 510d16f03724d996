package person_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// A vector is added, never edited: -update writes the files that are missing
// and leaves the others as they are.
var update = flag.Bool("update", false, "write vector files that are missing")

const vectors = "../../../testdata/vectors"

// read decodes a vector file, strictly: an unknown key is a vector that is not
// tested.
func read(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// write makes a vector file if it is missing and -update was given.
func write(t *testing.T, name string, build func() any) {
	t.Helper()
	path := filepath.Join(vectors, name)
	if _, err := os.Stat(path); err == nil || !*update {
		return
	}
	data, err := json.MarshalIndent(build(), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

type padmeVector struct {
	Length int `json:"length"`
	Padded int `json:"padded"`
}

func TestVectorsPadme(t *testing.T) {
	const name = "padme.json"
	write(t, name, func() any {
		var all []padmeVector
		for _, n := range []int{0, 1, 255, 256, 257, 272, 273, 511, 512, 513, 1000, 1024, 1025, 4096,
			4097, 65_535, 65_536, 65_537, 100_000, 131_072, 200_000, 262_143, 262_144} {
			all = append(all, padmeVector{n, seal.PadmeSize(n)})
		}
		return all
	})
	var all []padmeVector
	read(t, name, &all)
	for _, v := range all {
		if got := seal.PadmeSize(v.Length); got != v.Padded {
			t.Errorf("PadmeSize(%d) = %d, want %d", v.Length, got, v.Padded)
		}
	}
	atLeast(t, len(all), 20)
}

func atLeast(t *testing.T, have, want int) {
	t.Helper()
	if have < want {
		t.Errorf("%d vectors, want at least %d", have, want)
	}
}

type codeVector struct {
	Bytes     string          `json:"bytes"`
	Lang      gehoor.Language `json:"lang"`
	Words     string          `json:"words"`
	Org       gehoor.OrgID    `json:"org"`
	Identity  string          `json:"identity"`
	Recipient seal.Recipient  `json:"recipient"`
	LookUp    endpoint.LookUp `json:"lookUp"`
}

func TestVectorsCode(t *testing.T) {
	for _, lang := range languages {
		name := "code-" + string(lang) + ".json"
		write(t, name, func() any { return buildCodes(t, lang) })
		var all []codeVector
		read(t, name, &all)
		for _, v := range all {
			checkCode(t, v)
		}
		atLeast(t, len(all), 6)
	}
}

func checkCode(t *testing.T, v codeVector) {
	t.Helper()
	c := codeFromHex(t, v.Bytes)
	if got := strings.Join(c.Words(v.Lang), " "); got != v.Words {
		t.Errorf("%s in %s: %s, want %s", v.Bytes, v.Lang, got, v.Words)
	}
	if got, err := endpoint.ParseCode(v.Words, v.Lang); err != nil || got != c {
		t.Errorf("%s: %v", v.Words, err)
	}
	if got, err := endpoint.ParseAnyCode(v.Words, gehoor.Dutch); err != nil || got != c {
		t.Errorf("%s in either language: %v", v.Words, err)
	}
	r, err := c.Reporter(v.Org)
	if err != nil {
		t.Fatal(err)
	}
	if r.Identity.Secret() != v.Identity || r.Identity.Recipient() != v.Recipient || r.LookUp != v.LookUp {
		t.Errorf("%s of %s: another identity or look-up secret", v.Bytes, v.Org)
	}
}

type signInVector struct {
	Passphrase string       `json:"passphrase"`
	Salt       string       `json:"salt"`
	Org        gehoor.OrgID `json:"org"`
	Secret     string       `json:"secret"`
	Wrap       string       `json:"wrap"`
	// Wrapped opens with Wrap to Identity.
	Wrapped  []byte `json:"wrapped"`
	Identity string `json:"identity"`
}

func TestVectorsSignIn(t *testing.T) {
	const name = "sign-in.json"
	write(t, name, func() any {
		return []signInVector{
			buildSignIn(t, "correct paard batterij nietje", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
			buildSignIn(t, "ﬁets Åland ① e\u0301\u0301n", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
		}
	})
	var all []signInVector
	read(t, name, &all)
	for _, v := range all {
		s := stretch(t, v.Passphrase, v.Salt, v.Org)
		if s.Secret != v.Secret || s.Wrap.Secret() != v.Wrap {
			t.Errorf("%q: another secret or wrapping identity", v.Passphrase)
		}
		own, err := endpoint.UnwrapIdentity(s.Wrap, v.Org, v.Wrapped)
		if err != nil || own.Secret() != v.Identity {
			t.Errorf("%q: unwrap: %v", v.Passphrase, err)
		}
	}
	atLeast(t, len(all), 2)
}

func stretch(t *testing.T, passphrase, salt string, org gehoor.OrgID) endpoint.SignIn {
	t.Helper()
	b, err := hex.DecodeString(salt)
	if err != nil || len(b) != 32 {
		t.Fatalf("salt %q: %v", salt, err)
	}
	s, err := endpoint.Stretch(passphrase, [32]byte(b), org)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type passkeyVector struct {
	// PRF is what the passkey gave, in hexadecimal.
	PRF  string       `json:"prf"`
	Org  gehoor.OrgID `json:"org"`
	Wrap string       `json:"wrap"`
	// Wrapped opens with Wrap to Identity.
	Wrapped  []byte `json:"wrapped"`
	Identity string `json:"identity"`
}

func TestVectorsPasskey(t *testing.T) {
	const name = "passkey.json"
	write(t, name, func() any {
		var all []passkeyVector
		for _, prf := range []string{"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", strings.Repeat("ff", 32)} {
			v := passkeyVector{PRF: prf, Org: "veenhaven"}
			wrap := passkeyWrap(t, v)
			own := newIdentity(t)
			wrapped, err := endpoint.WrapIdentity(wrap.Recipient(), v.Org, own)
			if err != nil {
				t.Fatal(err)
			}
			v.Wrap, v.Wrapped, v.Identity = wrap.Secret(), wrapped, own.Secret()
			all = append(all, v)
		}
		return all
	})
	var all []passkeyVector
	read(t, name, &all)
	for _, v := range all {
		wrap := passkeyWrap(t, v)
		if wrap.Secret() != v.Wrap {
			t.Errorf("%s: another wrapping identity", v.PRF)
		}
		own, err := endpoint.UnwrapIdentity(wrap, v.Org, v.Wrapped)
		if err != nil || own.Secret() != v.Identity {
			t.Errorf("%s: unwrap: %v", v.PRF, err)
		}
	}
	atLeast(t, len(all), 2)
}

// passkeyWrap is what a browser makes of what a passkey gives.
func passkeyWrap(t *testing.T, v passkeyVector) unseal.Identity {
	t.Helper()
	prf, err := hex.DecodeString(v.PRF)
	if err != nil {
		t.Fatal(err)
	}
	seed, err := endpoint.Derive(prf, "gehoor passkey v1", v.Org, "/wrap")
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := endpoint.IdentityFrom(seed)
	if err != nil {
		t.Fatal(err)
	}
	return wrap
}

type staffKeyVector struct {
	Name   string          `json:"name"`
	Root   string          `json:"root"`
	Org    gehoor.OrgID    `json:"org"`
	Person gehoor.PersonID `json:"person"`
	Note   string          `json:"note"`
	// Recipient and On are empty when the note is to be refused.
	Recipient seal.Recipient `json:"recipient"`
	On        string         `json:"on"`
}

func TestVectorsStaffKey(t *testing.T) {
	const name = "staff-key.json"
	write(t, name, func() any { return buildStaffKeys(t) })
	var all []staffKeyVector
	read(t, name, &all)
	for _, v := range all {
		root, err := seal.ParseRoot(v.Org, v.Root)
		if err != nil {
			if v.Recipient != "" {
				t.Errorf("%s: root: %v", v.Name, err)
			}
			continue
		}
		k, err := seal.VerifyStaffKey(v.Note, root, v.Org)
		ok := err == nil && k.Person == v.Person
		switch {
		case v.Recipient == "" && ok:
			t.Errorf("%s: accepted", v.Name)
		case v.Recipient != "" && (!ok || k.Recipient != v.Recipient || k.On.Format("2006-01-02") != v.On):
			t.Errorf("%s: %+v, %v", v.Name, k, err)
		}
	}
	atLeast(t, len(all), 15)
}

// signingVector is somebody's signing key, and what they signed.
type signingVector struct {
	Org       gehoor.OrgID    `json:"org"`
	Person    gehoor.PersonID `json:"person"`
	Identity  string          `json:"identity"`
	Signer    seal.Signer     `json:"signer"`
	Number    string          `json:"number"`
	Message   []byte          `json:"message"`
	Signature []byte          `json:"signature"`
	Root      string          `json:"root"`
	Note      string          `json:"note"`
	On        string          `json:"on"`
	// Refused are notes that say nothing of anybody's key.
	Refused []string `json:"refused"`
}

func TestVectorsSigning(t *testing.T) {
	const name = "signing.json"
	write(t, name, func() any { return buildSigning(t) })
	var all []signingVector
	read(t, name, &all)
	atLeast(t, len(all), 2)
	for _, v := range all {
		own, err := unseal.ParseIdentity(v.Identity)
		if err != nil {
			t.Fatal(err)
		}
		key, err := endpoint.SigningKey(own, v.Org)
		if err != nil || endpoint.SignerOf(key) != v.Signer || !bytes.Equal(ed25519.Sign(key, v.Message), v.Signature) {
			t.Errorf("%s: another key or signature: %v", v.Org, err)
		}
		if !v.Signer.Verify(v.Message, v.Signature) || v.Signer.Verify(append(v.Message, 0), v.Signature) || seal.Signer("").Verify(v.Message, v.Signature) {
			t.Errorf("%s: the signature", v.Org)
		}
		if got := seal.CheckNumber(v.Org, v.Person, own.Recipient(), v.Signer); got != v.Number {
			t.Errorf("%s: number %s, want %s", v.Org, got, v.Number)
		}
		root, err := seal.ParseRoot(v.Org, v.Root)
		if err != nil {
			t.Fatal(err)
		}
		k, err := seal.VerifyStaffKey(v.Note, root, v.Org)
		if err != nil || k.Person != v.Person || k.Recipient != own.Recipient() || k.Signer != v.Signer || k.On.Format("2006-01-02") != v.On {
			t.Errorf("%s: %+v, %v", v.Org, k, err)
		}
		for i, bad := range v.Refused {
			if _, err := seal.VerifyStaffKey(bad, root, v.Org); err == nil {
				t.Errorf("%s: note %d accepted", v.Org, i)
			}
		}
	}
}

// shareVector is one secret cut by one of the two languages.
type shareVector struct {
	By        string   `json:"by"`
	Identity  string   `json:"identity"`
	Threshold int      `json:"threshold"`
	Shares    [][]byte `json:"shares"`
}

func TestVectorsShares(t *testing.T) {
	write(t, "shares-go.json", func() any {
		var all []shareVector
		for _, k := range [][2]int{{2, 2}, {2, 3}, {3, 5}} {
			id := newIdentity(t)
			shares, err := endpoint.Split(id, k[0], k[1])
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, shareVector{"go", id.Secret(), k[0], shares})
		}
		return all
	})
	for _, name := range []string{"shares-go.json", "shares-browser.json"} {
		var all []shareVector
		read(t, name, &all)
		for _, v := range all {
			got, err := endpoint.Join(v.Shares[len(v.Shares)-v.Threshold:])
			if err != nil || got.Secret() != v.Identity {
				t.Errorf("%s: %d of %d: %v", v.By, v.Threshold, len(v.Shares), err)
			}
		}
		atLeast(t, len(all), 3)
	}
}

// sealedVector is content with what opening it must give: a body, or the code
// of a refusal; "content.not-recipient" stands for an identity that does not fit.
type sealedVector struct {
	Name     string           `json:"name"`
	Identity string           `json:"identity"`
	Org      gehoor.OrgID     `json:"org"`
	Type     seal.Type        `json:"type"`
	Sealed   []byte           `json:"sealed"`
	ID       gehoor.ContentID `json:"id"`
	// Inspect is what the server answers: "" for well-formed, or a code.
	Inspect string `json:"inspect"`
	Body    []byte `json:"body"`
	Refused string `json:"refused"`
}

func TestVectorsSealed(t *testing.T) {
	write(t, "sealed-go.json", func() any { return buildSealed(t) })
	for name, want := range map[string]int{"sealed-go.json": 20, "sealed-browser.json": 8} {
		var all []sealedVector
		read(t, name, &all)
		for _, v := range all {
			checkSealed(t, v)
		}
		atLeast(t, len(all), want)
	}
}

func checkSealed(t *testing.T, v sealedVector) {
	t.Helper()
	if got := seal.NameOf(v.Sealed); got != v.ID {
		t.Errorf("%s: named %s, want %s", v.Name, got, v.ID)
	}
	if _, err := seal.Inspect(v.Sealed); codeOf(t, err) != v.Inspect {
		t.Errorf("%s: Inspect: %v, want %q", v.Name, err, v.Inspect)
	}
	id, err := unseal.ParseIdentity(v.Identity)
	if err != nil {
		t.Fatalf("%s: %v", v.Name, err)
	}
	body, err := unseal.Open(id, v.Org, v.Type, v.Sealed)
	if codeOf(t, err) != v.Refused || !bytes.Equal(body, v.Body) {
		t.Errorf("%s: Open: %q, %v; want %q, %q", v.Name, body, err, v.Body, v.Refused)
	}
}

func codeOf(t *testing.T, err error) string {
	t.Helper()
	var refusal *gehoor.Refusal
	switch {
	case err == nil:
		return ""
	case errors.As(err, &refusal):
		return string(refusal.Code)
	case errors.Is(err, unseal.ErrNotRecipient):
		return "content.not-recipient"
	}
	t.Errorf("neither refusal nor ErrNotRecipient: %v", err)
	return err.Error()
}

// compartmentVector is a compartment that the browser made, with the identities
// of everybody who got a part of it.
type compartmentVector struct {
	Org         gehoor.OrgID       `json:"org"`
	Compartment gehoor.Compartment `json:"compartment"`
	Recipient   seal.Recipient     `json:"recipient"`
	Threshold   int                `json:"threshold"`
	Grants      []heldVector       `json:"grants"`
	Shares      []heldVector       `json:"shares"`
}

type heldVector struct {
	Identity string           `json:"identity"`
	ID       gehoor.ContentID `json:"id"`
	Sealed   []byte           `json:"sealed"`
}

func TestVectorsCompartment(t *testing.T) {
	var all []compartmentVector
	read(t, "compartment-browser.json", &all)
	for _, v := range all {
		checkGrants(t, v)
		checkShares(t, v)
	}
	atLeast(t, len(all), 2)
}

func checkGrants(t *testing.T, v compartmentVector) {
	t.Helper()
	atLeast(t, len(v.Grants), 2)
	for _, g := range v.Grants {
		holder, err := unseal.ParseIdentity(g.Identity)
		if err != nil {
			t.Fatal(err)
		}
		grant, id, err := endpoint.OpenGrant(holder, v.Org, g.Sealed)
		if err != nil || id.Recipient() != v.Recipient || grant.Compartment != v.Compartment || grant.Epoch != 1 {
			t.Errorf("%s: grant: %+v, %v", v.Compartment, grant, err)
		}
		if seal.NameOf(g.Sealed) != g.ID {
			t.Errorf("%s: grant has another name", v.Compartment)
		}
	}
}

func checkShares(t *testing.T, v compartmentVector) {
	t.Helper()
	var shares []endpoint.Share
	for _, s := range v.Shares {
		custodian, err := unseal.ParseIdentity(s.Identity)
		if err != nil {
			t.Fatal(err)
		}
		share, err := endpoint.OpenShare(custodian, v.Org, s.Sealed)
		if err != nil || share.Threshold != v.Threshold || share.Of != len(v.Shares) {
			t.Errorf("%s: share: %+v, %v", v.Compartment, share, err)
		}
		shares = append(shares, share)
	}
	id, err := endpoint.Recover(shares[:v.Threshold])
	if err != nil || id.Recipient() != v.Recipient {
		t.Errorf("%s: recover: %v", v.Compartment, err)
	}
	if _, err := endpoint.Recover(shares[:v.Threshold-1]); err == nil {
		t.Errorf("%s: recovered with one share too few", v.Compartment)
	}
}

// TestVectorsHaveNoStrangers: the files that others read are check-number and root-change (package
// seal), code-plain, file-… and recovery (endpoint), answers, answers-kinds, answers-talk and questionnaire-kinds (answer), metadata (metadata), figures (figure), personnel… (personnel), and work (flood).
func TestVectorsHaveNoStrangers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(vectors, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	known := "answers answers-kinds answers-talk questionnaire-kinds check-number code-en code-nl code-plain compartment-browser file-browser file-go figures file-manifest file-name file-size metadata padme passkey personnel personnel-names personnel-plan recovery-browser recovery-go root-change sealed-browser sealed-go shares-browser shares-go sign-in signing staff-key vouch work"
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".json"); !strings.Contains(known, name) {
			t.Errorf("no test reads %s", f)
		}
	}
}
