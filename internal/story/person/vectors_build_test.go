package person_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// What is here makes vectors, with -update; vectors_test.go reads them.

func buildCodes(t *testing.T, lang gehoor.Language) []codeVector {
	var all []codeVector
	for _, v := range []struct {
		bytes string
		org   gehoor.OrgID
	}{
		{"00000000000000000000000000000000", "veenhaven"},
		{"ffffffffffffffffffffffffffffffff", "veenhaven"},
		{"9e885d952ad362caeb4efe34a8e91bd2", "veenhaven"},
		{"9e885d952ad362caeb4efe34a8e91bd2", "elders"},
		{"23db8160a31d3e0dca3688ed941adbf3", "veenhaven"},
		{"f30f8c1da665478f49b001d94c5fc452", "a-region-with-a-name-of-forty-characters"},
	} {
		c := codeFromHex(t, v.bytes)
		r, err := c.Reporter(v.org)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, codeVector{v.bytes, lang, strings.Join(c.Words(lang), " "), v.org,
			r.Identity.Secret(), r.Identity.Recipient(), r.LookUp})
	}
	return all
}

func buildSignIn(t *testing.T, passphrase, salt string) signInVector {
	s := stretch(t, passphrase, salt, org)
	own := newIdentity(t)
	wrapped, err := endpoint.WrapIdentity(s.Wrap.Recipient(), org, own)
	if err != nil {
		t.Fatal(err)
	}
	return signInVector{passphrase, salt, org, s.Secret, s.Wrap.Secret(), wrapped, own.Secret()}
}

func newRoot(t *testing.T, name string) (note.Signer, string) {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return signer, public
}

func signNote(t *testing.T, text string, signers ...note.Signer) string {
	t.Helper()
	signed, err := note.Sign(&note.Note{Text: text}, signers...)
	if err != nil {
		t.Fatal(err)
	}
	return string(signed)
}

func buildStaffKeys(t *testing.T) []staffKeyVector {
	const vera, other = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
	root, public := newRoot(t, "veenhaven-root")
	twin, _ := newRoot(t, "veenhaven-root")
	elders, eldersPublic := newRoot(t, "elders-root")
	recipient := string(newIdentity(t).Recipient())
	text := func(title, org, person, recipient, day string) string {
		return strings.Join([]string{title, org, person, recipient, day, ""}, "\n")
	}
	const title, day = "gehoor staff key v1", "2026-01-05"
	plain := text(title, "veenhaven", vera, recipient, day)
	good := signNote(t, plain, root)
	changed := strings.Replace(good, vera, other, 1)
	bad := func(name, note string) staffKeyVector {
		return staffKeyVector{Name: name, Root: public, Org: org, Person: vera, Note: note}
	}
	ok := func(name, note string) staffKeyVector {
		v := bad(name, note)
		v.Recipient, v.On = seal.Recipient(recipient), day
		return v
	}
	twoSigned := signNote(t, plain, root, elders)
	foreign := bad("another organisation", good)
	foreign.Org, foreign.Root = "elders", eldersPublic
	wrongRoot := bad("the root of another organisation", signNote(t, plain, elders))
	wrongRoot.Root = eldersPublic
	halfRoot := bad("half a root", good)
	halfRoot.Root = public[:len(public)-4]
	wrongHash := bad("a root with another hash", good)
	wrongHash.Root = strings.Replace(public, "+", "+0", 1)
	somebodyElse := bad("about somebody else", good)
	somebodyElse.Person = other
	return []staffKeyVector{
		ok("good", good),
		ok("also signed by an unknown key", twoSigned),
		ok("signed twice", good+good[strings.Index(good, "\n\n")+2:]),
		foreign, wrongRoot, halfRoot, wrongHash, somebodyElse,
		bad("another key of the same name", signNote(t, plain, twin)),
		bad("person changed", changed),
		bad("not signed", plain),
		bad("empty", ""),
		bad("no newline at the end", strings.TrimSuffix(good, "\n")),
		bad("carriage returns", strings.ReplaceAll(good, "\n", "\r\n")),
		bad("hyphen for a dash", strings.Replace(good, "\u2014", "-", 1)),
		bad("another spelling of the signature", malleable(t, good)),
		bad("another title", signNote(t, text("gehoor promise v1", "veenhaven", vera, recipient, day), root)),
		bad("newer version", signNote(t, text("gehoor staff key v2", "veenhaven", vera, recipient, day), root)),
		bad("another organisation inside", signNote(t, text(title, "elders", vera, recipient, day), root)),
		bad("person without an id", signNote(t, text(title, "veenhaven", "vera", recipient, day), root)),
		bad("classic recipient", signNote(t, text(title, "veenhaven", vera, "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", day), root)),
		bad("recipient in capitals", signNote(t, text(title, "veenhaven", vera, strings.ToUpper(recipient), day), root)),
		bad("a day that is not", signNote(t, text(title, "veenhaven", vera, recipient, "2026-02-30"), root)),
		bad("a line too many", signNote(t, plain+"extra\n", root)),
		bad("a malformed second signature", good+"\u2014 veenhaven-root AA==\n"),
	}
}

func buildSigning(t *testing.T) []signingVector {
	const vera, day = "0123456789abcdef0123456789abcdef", "2026-01-05"
	var all []signingVector
	for _, name := range []gehoor.OrgID{"veenhaven", "elders"} {
		root, public := newRoot(t, string(name)+"-root")
		own := newIdentity(t)
		key, err := endpoint.SigningKey(own, name)
		if err != nil {
			t.Fatal(err)
		}
		signer := endpoint.SignerOf(key)
		text := func(title string, lines ...string) string {
			return signNote(t, strings.Join(append(append([]string{title, string(name), vera}, lines...), ""), "\n"), root)
		}
		const title = "gehoor staff key v2"
		recipient, message := string(own.Recipient()), []byte(`{"org":"`+string(name)+`"}`)
		all = append(all, signingVector{
			Org: name, Person: vera, Identity: own.Secret(), Signer: signer, Root: public, On: day,
			Number:  seal.CheckNumber(name, vera, own.Recipient(), signer),
			Message: message, Signature: ed25519.Sign(key, message), Note: text(title, recipient, string(signer), day),
			Refused: []string{
				text("gehoor staff key v1", recipient, string(signer), day),
				text(title, recipient, day),
				text(title, recipient, "", day),
				text(title, recipient, string(signer[2:]), day),
				text(title, recipient, strings.ToUpper(string(signer)), day),
				text(title, string(signer), recipient, day),
				text(title, recipient, string(signer), day, "more"),
			},
		})
	}
	return all
}

// malleable spells the signature with other unused bits.
func malleable(t *testing.T, signed string) string {
	t.Helper()
	end := strings.LastIndex(signed, "=")
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	last := strings.IndexByte(alphabet, signed[end-1])
	again := signed[:end-1] + alphabet[last+1:last+2] + signed[end:]
	if _, err := base64.StdEncoding.Strict().DecodeString(again[strings.LastIndex(again, " ")+1 : len(again)-1]); err == nil {
		t.Fatal("the signature has no unused bits")
	}
	return again
}

// raw encrypts a plaintext as it is to recipients of any kind.
func raw(t *testing.T, plain []byte, to ...age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// unlabelled hides from age that a recipient is post-quantum.
type unlabelled struct{ age.Recipient }

type sealedMaker struct {
	t   *testing.T
	id  unseal.Identity
	key *age.HybridRecipient
	all []sealedVector
}

func (m *sealedMaker) add(name string, kind seal.Type, sealed []byte, body []byte, inspect, refused string) {
	m.all = append(m.all, sealedVector{Name: name, Identity: m.id.Secret(), Org: org, Type: kind,
		Sealed: sealed, ID: seal.NameOf(sealed), Inspect: inspect, Body: body, Refused: refused})
}

func (m *sealedMaker) good(name string, kind seal.Type, body []byte, others ...seal.Recipient) []byte {
	m.t.Helper()
	sealed, err := seal.Seal(org, kind, body, append(others, m.id.Recipient())...)
	if err != nil {
		m.t.Fatal(err)
	}
	m.add(name, kind, sealed, body, "", "")
	return sealed
}

const wrongly = string(gehoor.CodeWronglySealed)

// inside adds content whose plaintext is wrong, which only a reader can see.
func (m *sealedMaker) inside(name, plain string) {
	m.add(name, seal.Message, raw(m.t, []byte(plain), m.key), nil, "", wrongly)
}

// outside adds content that the server can see to be wrong.
func (m *sealedMaker) outside(name string, sealed []byte) {
	m.add(name, seal.Message, sealed, nil, wrongly, wrongly)
}

func buildSealed(t *testing.T) []sealedVector {
	id := newIdentity(t)
	key, err := age.ParseHybridRecipient(string(id.Recipient()))
	if err != nil {
		t.Fatal(err)
	}
	m := &sealedMaker{t: t, id: id, key: key}
	for _, kind := range seal.Types() {
		m.good("a short "+string(kind), kind, []byte("Ik wil graag praten. \u2014 \u00e9\u00e9n zin"))
	}
	m.good("nothing", seal.Message, []byte{})
	m.good("bytes that are no text", seal.Message, []byte{0, 255, 10, 13, 0, 0})
	m.good("over one chunk", seal.Draft, bytes.Repeat([]byte("dag "), 17_000))
	m.good("three recipients", seal.Message, []byte("voor drie"), newIdentity(t).Recipient(), newIdentity(t).Recipient())
	m.wrongInside()
	m.wrongOutside()
	m.wrongReader()
	return m.all
}

func (m *sealedMaker) wrongInside() {
	pad := func(s string) string { return string(seal.Pad([]byte(s))) }
	header := string(seal.Header{Org: org, Type: seal.Message, Length: 2}.Line())
	m.inside("no header", pad("zomaar"))
	m.inside("newer version", pad(strings.Replace(header, `"v":1`, `"v":2`, 1)+"ja"))
	m.inside("keys in another order", pad(`{"org":"veenhaven","v":1,"type":"message","length":2}`+"\nja"))
	m.inside("space in the header", pad(strings.Replace(header, ",", ", ", 1)+"ja"))
	m.inside("length too long", pad(strings.Replace(header, ":2}", ":9999}", 1)+"ja"))
	m.inside("length too short", pad(strings.Replace(header, ":2}", ":1}", 1)+"ja"))
	m.inside("byte in the padding", pad(header+"ja\x00\x00x"))
	m.inside("last byte of the padding", pad(header + "ja")[:255]+"x")
	m.inside("padded too far", header+"ja"+strings.Repeat("\x00", 512-len(header)-2))
}

func (m *sealedMaker) wrongOutside() {
	t := m.t
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	words := seal.Pad(append(seal.Header{Org: org, Type: seal.Message, Length: 2}.Line(), "ja"...))
	good := raw(t, words, m.key)
	m.outside("classic recipient only", raw(t, words, classic.Recipient()))
	m.outside("hybrid and classic", raw(t, words, unlabelled{m.key}, classic.Recipient()))
	m.outside("classic and hybrid", raw(t, words, classic.Recipient(), unlabelled{m.key}))
	m.outside("not padded", raw(t, words[:200], m.key))
	m.outside("padded to another size", raw(t, append(slices.Clone(words), 0), m.key))
	m.outside("cut off", good[:len(good)-1])
	m.outside("words", []byte("gewoon tekst"))
	m.outside("nothing at all", []byte{})
	changed := slices.Clone(good)
	changed[len(changed)-1] ^= 1
	m.add("last byte changed", seal.Message, changed, nil, "", wrongly)
}

func (m *sealedMaker) wrongReader() {
	sealed := m.good("for the readers below", seal.Message, []byte("niet voor u"))
	m.add("another type", seal.Note, sealed, nil, "", wrongly)
	m.add("another organisation", seal.Message, sealed, nil, "", string(gehoor.CodeForeign))
	m.all[len(m.all)-1].Org = "elders"
	m.add("another identity", seal.Message, sealed, nil, "", "content.not-recipient")
	m.all[len(m.all)-1].Identity = newIdentity(m.t).Secret()
}
