package passkey_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/passkey"
)

// kept is what Chromium's authenticator for tests made and signed once, at a site
// that is gone; nothing was opened with it.
type kept struct {
	Site   passkey.Site
	Person gehoor.PersonID
	Made   map[string]any
	Signed map[string]any
}

func read(t testing.TB) kept {
	t.Helper()
	data, err := os.ReadFile("testdata/chromium.json")
	if err != nil {
		t.Fatal(err)
	}
	var k kept
	if err := json.Unmarshal(data, &k); err != nil {
		t.Fatal(err)
	}
	return k
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func made(t testing.TB, k kept) account.Passkey {
	t.Helper()
	p, challenge, err := k.Site.Made(k.Person, encode(t, k.Made))
	if err != nil || len(challenge) != 56 {
		t.Fatalf("%x, %v", challenge, err)
	}
	return p
}

func TestChromium(t *testing.T) {
	k := read(t)
	p := made(t, k)
	if p.Person != k.Person || len(p.Credential) == 0 || len(p.PublicKey) == 0 || p.Synced {
		t.Errorf("made %+v", p)
	}
	answer, err := k.Site.Signed(encode(t, k.Signed))
	if err != nil || !bytes.Equal(answer.Credential, p.Credential) {
		t.Fatalf("%+v, %v", answer, err)
	}
	count, err := answer.Verify(p)
	if err != nil || count <= p.Count {
		t.Errorf("signed: count %d after %d, %v", count, p.Count, err)
	}
}

// change returns a copy of an answer in which one field of its response, or what
// the browser says of itself, is another.
func change(t testing.TB, answer map[string]any, field string, to func([]byte) []byte) map[string]any {
	t.Helper()
	out := maps.Clone(answer)
	response := maps.Clone(out["response"].(map[string]any))
	was, err := base64.RawURLEncoding.DecodeString(response[field].(string))
	if err != nil {
		t.Fatal(err)
	}
	response[field] = base64.RawURLEncoding.EncodeToString(to(slices.Clone(was)))
	out["response"] = response
	return out
}

func flip(at int) func([]byte) []byte {
	return func(b []byte) []byte {
		if at < 0 {
			at += len(b)
		}
		b[at] ^= 1
		return b
	}
}

func replace(old, with string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(with), 1) }
}

// flagsAt is where the flags are in what an authenticator signs: behind the site.
const flagsAt = 32

func TestSignedRefused(t *testing.T) {
	k := read(t)
	p := made(t, k)
	for name, c := range map[string]struct {
		site   passkey.Site
		key    func(*account.Passkey)
		answer map[string]any
	}{
		"another site":      {site: "elsewhere.example"},
		"another port":      {site: "localhost:1"},
		"without TLS":       {answer: change(t, k.Signed, "clientDataJSON", replace("http://localhost", "http://veenhaven.example"))},
		"another challenge": {answer: change(t, k.Signed, "clientDataJSON", replace(`"challenge":"`, `"challenge":"AAAA`))},
		"made, not signed":  {answer: change(t, k.Signed, "clientDataJSON", replace("webauthn.get", "webauthn.create"))},
		"another signature": {answer: change(t, k.Signed, "signature", flip(-1))},
		"another person":    {answer: change(t, k.Signed, "userHandle", flip(0))},
		"nobody proved":     {answer: change(t, k.Signed, "authenticatorData", func(b []byte) []byte { b[flagsAt] &^= 4; return b })},
		"another count":     {answer: change(t, k.Signed, "authenticatorData", flip(flagsAt+4))},
		"another key": {key: func(p *account.Passkey) {
			p.PublicKey = slices.Clone(p.PublicKey)
			p.PublicKey[len(p.PublicKey)-1] ^= 1
		}},
		"another's key":      {key: func(p *account.Passkey) { p.Person = "someone" }},
		"a copy":             {key: func(p *account.Passkey) { p.Count = 1 << 30 }},
		"synced all at once": {key: func(p *account.Passkey) { p.Synced = true }},
	} {
		site, key, answer := k.Site, p, k.Signed
		if c.site != "" {
			site = c.site
		}
		if c.key != nil {
			c.key(&key)
		}
		if c.answer != nil {
			answer = c.answer
		}
		got, err := site.Signed(encode(t, answer))
		if err == nil {
			_, err = got.Verify(key)
		}
		if err == nil {
			t.Errorf("%s is let in", name)
		}
	}
}

func TestMadeRefused(t *testing.T) {
	k := read(t)
	for name, c := range map[string]struct {
		site   passkey.Site
		answer map[string]any
	}{
		"another site":     {"elsewhere.example", k.Made},
		"another origin":   {k.Site, change(t, k.Made, "clientDataJSON", replace("http://localhost", "http://localhosts"))},
		"signed, not made": {k.Site, change(t, k.Made, "clientDataJSON", replace("webauthn.create", "webauthn.get"))},
	} {
		if p, _, err := c.site.Made(k.Person, encode(t, c.answer)); err == nil || errors.Is(err, passkey.ErrUnfit) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	for name, results := range map[string]map[string]any{
		"no PRF":         {},
		"PRF of no use":  {"prf": map[string]any{"enabled": false}},
		"PRF untold":     {"prf": map[string]any{}},
		"something else": {"credProps": map[string]any{"rk": true}},
	} {
		answer := maps.Clone(k.Made)
		answer["clientExtensionResults"] = results
		if _, _, err := k.Site.Made(k.Person, encode(t, answer)); !errors.Is(err, passkey.ErrUnfit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSecretRefused: a script that sends what PRF gave is found at once.
func TestSecretRefused(t *testing.T) {
	k := read(t)
	results := map[string]any{"prf": map[string]any{"enabled": true, "results": map[string]any{"first": base64.RawURLEncoding.EncodeToString(make([]byte, 32))}}}
	told := maps.Clone(k.Made)
	told["clientExtensionResults"] = results
	if _, _, err := k.Site.Made(k.Person, encode(t, told)); err == nil || errors.Is(err, passkey.ErrUnfit) {
		t.Errorf("made: %v", err)
	}
	told = maps.Clone(k.Signed)
	told["clientExtensionResults"] = results
	if _, err := k.Site.Signed(encode(t, told)); err == nil {
		t.Error("signed: taken")
	}
}

func TestSite(t *testing.T) {
	for host, want := range map[passkey.Site]string{
		"gehoor.veenhaven.example": "gehoor.veenhaven.example", "gehoor.veenhaven.example:8443": "gehoor.veenhaven.example", "localhost:8080": "localhost",
	} {
		if d := cmp.Diff(want, host.ID()); d != "" {
			t.Error(d)
		}
	}
}

// Whatever is sent, it is refused or read, and what is read of another answer is
// not let in by this passkey.
func FuzzSigned(f *testing.F) {
	k := read(f)
	p := made(f, k)
	f.Add(encode(f, k.Signed))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		answer, err := k.Site.Signed(data)
		if err != nil {
			return
		}
		if _, err := answer.Verify(p); err == nil && !bytes.Equal(answer.Credential, p.Credential) {
			t.Errorf("let in by %x", answer.Credential)
		}
	})
}

func FuzzMade(f *testing.F) {
	k := read(f)
	f.Add(encode(f, k.Made))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, _, err := k.Site.Made(k.Person, data); err == nil && len(p.Credential) == 0 {
			t.Error("a passkey without a name")
		}
	})
}
