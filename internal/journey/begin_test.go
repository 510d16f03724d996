package journey_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// The steps of doc/install.md, which a test follows to the letter.
var beginning = []string{
	"gehoor root make --org veenhaven --file root.age > root.txt",
	"gehoor init --example > veenhaven.yaml",
	"gehoor init --data data --from veenhaven.yaml",
	"gehoor serve --data data --listen 127.0.0.1:8080",
	"gehoor staff list --data data",
	"gehoor staff waiting --data data > waiting.jsonl",
	"gehoor root sign root.age waiting.jsonl > signed.jsonl",
	"gehoor staff admit signed.jsonl --data data",
	"gehoor check --data data",
}

// TestInstallPage: the page has these steps and no others.
func TestInstallPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "doc", "install.md"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile(`(?m)^    (gehoor .*)$`).FindAllStringSubmatch(string(page), -1) {
		got = append(got, m[1])
	}
	if diff := cmp.Diff(beginning, got); diff != "" {
		t.Errorf("doc/install.md has other steps than this test follows (-want +got)\n%s", diff)
	}
}

const rootPassphrase = "zes woorden van niets en niemand"

// installation is a folder in which the steps are done.
type installation struct {
	t   *testing.T
	dir string
}

// step does the n-th step of the page as a shell does, and returns what was printed
// for the person and for a file or the screen.
func (i installation) step(n int, stdin string) (out, told string) {
	i.t.Helper()
	line := beginning[n]
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = i.dir
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(built.gehoor)+":"+os.Getenv("PATH"))
	cmd.Stdin = strings.NewReader(stdin)
	var printed, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &printed, &errs
	if err := cmd.Run(); err != nil {
		i.t.Fatalf("%s: %v\n%s%s", line, err, printed.String(), errs.String())
	}
	return printed.String(), errs.String()
}

// found does the first three steps and returns the code of each login.
func (i installation) found() map[string]string {
	i.t.Helper()
	i.step(0, rootPassphrase+"\n"+rootPassphrase+"\n")
	i.step(1, "")
	plan, err := os.ReadFile(filepath.Join(i.dir, "veenhaven.yaml"))
	if err != nil {
		i.t.Fatal(err)
	}
	root, err := os.ReadFile(filepath.Join(i.dir, "root.txt"))
	if err != nil {
		i.t.Fatal(err)
	}
	plan = bytes.Replace(plan, []byte(`root: ""`), []byte("root: "+string(root)), 1)
	if err := os.WriteFile(filepath.Join(i.dir, "veenhaven.yaml"), plan, 0o600); err != nil {
		i.t.Fatal(err)
	}
	out, _ := i.step(2, "")
	codes := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  ([a-z]+), until .*\n.*uitnodiging#(\S+)$`).FindAllStringSubmatch(out, -1) {
		codes[m[1]] = m[2]
	}
	if len(codes) != 9 || strings.Contains(out, "PRIVATE") {
		i.t.Fatalf("what init printed cannot be read:\n%s", out)
	}
	return codes
}

// acceptBy has a client without a browser make a key, and returns its number.
func (f *site) acceptBy(t *testing.T, code, passphrase string) string {
	t.Helper()
	var who struct {
		Person gehoor.PersonID
		Login  string
		Salt   string
	}
	_, body, err := f.post("/api/desk/invitation", "", map[string]any{"code": code})
	if err == nil {
		err = json.Unmarshal(body, &who)
	}
	if err != nil {
		t.Fatal(err)
	}
	var salt [32]byte
	if _, err := hex.Decode(salt[:], []byte(who.Salt)); err != nil {
		t.Fatal(err)
	}
	in, err := endpoint.Stretch(passphrase, salt, "veenhaven")
	if err != nil {
		t.Fatal(err)
	}
	own, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	wrapped, err := endpoint.WrapIdentity(in.Wrap.Recipient(), "veenhaven", own)
	if err != nil {
		t.Fatal(err)
	}
	signing, err := endpoint.SigningKey(own, "veenhaven")
	if err != nil {
		t.Fatal(err)
	}
	signer := endpoint.SignerOf(signing)
	answer, body, err := f.post("/api/desk/invitation/accept", "", map[string]any{
		"code": code, "login": who.Login, "recipient": own.Recipient(), "signer": signer, "secret": in.Secret, "wrapped": wrapped,
	})
	if err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("accept for %s: %s %v", who.Login, body, err)
	}
	return seal.CheckNumber("veenhaven", who.Person, own.Recipient(), signer)
}

// TestBegin: the steps of doc/install.md, from nothing to a signal that somebody
// with a new key reads, and reads again under another passphrase.
func TestBegin(t *testing.T) {
	t.Parallel()
	i := installation{t, t.TempDir()}
	codes := i.found()
	s := frontOf(t, newServer(t, filepath.Join(i.dir, "data")))

	noor := newTab(t, s, gehoor.Dutch)
	first, second := "de trolley staat verkeerd geparkeerd", phrase(t)
	number := noor.makesKey(codes["noor"], first)
	noor.waits("noor", first, number)
	bram := noor.elsewhere()
	bram.lang, bram.words = gehoor.English, text.For(gehoor.English)
	numbers := []string{number, bram.typesCode(codes["bram"])}
	for _, login := range []string{"jet", "saar", "milan", "wies", "ties", "roos", "floor"} {
		numbers = append(numbers, s.acceptBy(t, codes[login], phrase(t)))
	}
	used := noor.elsewhere()
	used.open(layout.PathInvite)
	used.fill("#code", codes["noor"])
	used.press("invite.next")
	used.reads(used.words.Refusal(gehoor.Refuse("invitation.none")))
	used.look()

	list, _ := i.step(4, "")
	i.step(5, "")
	_, asked := i.step(6, rootPassphrase+"\n"+strings.Repeat("yes\n", len(numbers)))
	for _, n := range numbers {
		if !strings.Contains(asked, n) || !strings.Contains(list, n) {
			t.Errorf("the number %s is not asked for, or not listed:\n%s%s", n, asked, list)
		}
	}
	if out, _ := i.step(7, ""); strings.Count(out, "✓") != len(numbers) {
		t.Errorf("admitted:\n%s", out)
	}
	i.step(8, "")

	reporter := noor.elsewhere()
	reporter.tell("employee", "een lade vol bonnen van reizen die niemand maakte")
	noor.readsSignal(first)
	noor.changes(first, second)
	noor.open(layout.PathSignIn)
	noor.enter("noor", first)
	noor.until("the refusal", `!document.querySelector("#trouble").hidden`)
	noor.readsSignal(second)
	secretsStay(t, s, codes, first, second)
	sound(t, s.dir)
}

// phrase is a passphrase that nobody else has.
func phrase(t *testing.T) string {
	t.Helper()
	return person.NewPassphrase(func(b []byte) { _, _ = rand.Read(b) })
}

// makesKey opens the link of an invitation, chooses a passphrase with mistakes on
// the way, and returns the number that the page shows.
func (b *tab) makesKey(code, passphrase string) string {
	b.t.Helper()
	b.open(layout.PathInvite + "#" + code)
	b.until("the passphrase", `!document.querySelector("#key-form").hidden`)
	if at := eval[string](b, "location.href"); strings.Contains(at, "#") {
		b.t.Errorf("the code stays in the address: %s", at)
	}
	if login := b.value("#login"); login != "noor" {
		b.t.Errorf("the login is %q", login)
	}
	b.look()
	b.press("invite.go")
	b.reads(b.say("passphrase.missing"))
	b.fill("#new", "Welkom01!")
	b.press("invite.go")
	b.reads(b.say("passphrase.short"))
	b.fill("#new", passphrase)
	b.fill("#again", passphrase+" ")
	b.press("invite.go")
	b.reads(b.say("passphrase.differs"))
	b.look()
	b.press("passphrase.suggest")
	b.until("a suggestion", `document.querySelector("#suggestion").textContent.split(" ").length === 6`)
	b.look()
	b.fill("#again", passphrase)
	b.press("invite.go")
	b.reads(b.say("invite.made-heading"))
	b.look()
	return eval[string](b, `document.querySelector("#number").textContent`)
}

// waits signs in before the root has signed: the page says so, with the number.
func (b *tab) waits(login, passphrase, number string) {
	b.t.Helper()
	b.press("signin.heading")
	b.at(layout.PathSignIn)
	b.enter(login, passphrase)
	b.reads(b.say("signin.waiting", text.With("number", number)))
	b.look()
	b.open(layout.PathStaff)
	b.at(layout.PathSignIn)
}

// typesCode comes in with a code that is typed, and a passphrase that the browser
// drew.
func (b *tab) typesCode(code string) string {
	b.t.Helper()
	b.open(layout.PathInvite)
	b.press("invite.next")
	b.reads(b.say("invite.code-missing"))
	b.fill("#code", "0000-0000-0000-0000-0000-0000")
	b.press("invite.next")
	b.reads(b.words.Refusal(gehoor.Refuse("invitation.none")))
	b.look()
	b.fill("#code", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	b.press("invite.next")
	b.until("the passphrase", `!document.querySelector("#key-form").hidden`)
	b.press("passphrase.suggest")
	b.until("a suggestion", `document.querySelector("#suggestion").textContent.split(" ").length === 6`)
	b.press("passphrase.take")
	b.fill("#again", eval[string](b, `document.querySelector("#suggestion").textContent`))
	b.press("invite.go")
	b.reads(b.say("invite.made-heading"))
	return eval[string](b, `document.querySelector("#number").textContent`)
}

// readsSignal signs noor in and opens the signal.
func (b *tab) readsSignal(passphrase string) {
	b.t.Helper()
	b.open(layout.PathSignIn)
	b.enter("noor", passphrase)
	b.at(layout.PathStaff)
	b.click(".work-row .reference")
	b.opened()
	b.reads("een lade vol bonnen van reizen die niemand maakte")
}

// changes changes noor's passphrase, with mistakes on the way; another browser in
// which she is signed in is ended.
func (b *tab) changes(old, passphrase string) {
	b.t.Helper()
	other := b.elsewhere()
	other.open(layout.PathSignIn)
	other.enter("noor", old)
	other.at(layout.PathStaff)

	b.press("desk.passphrase")
	b.at(layout.PathPhrase)
	b.look()
	b.press("passphrase.go")
	b.reads(b.say("signin.passphrase-missing"))
	b.reads(b.say("passphrase.missing"))
	b.look()
	fill := func(old, passphrase string) {
		b.fill("#old", old)
		b.fill("#new", passphrase)
		b.fill("#again", passphrase)
		b.press("passphrase.go")
	}
	fill("dit is niet mijn wachtzin", passphrase)
	b.until("the refusal", `!document.querySelector("#trouble").hidden`)
	b.reads(b.words.Refusal(gehoor.Refuse(gehoor.CodeSignIn)))
	fill(old, old)
	b.reads(b.say("passphrase.same"))
	b.look()
	fill(old, passphrase)
	b.reads(b.say("passphrase.done-heading"))
	b.look()
	if b.value("#old")+b.value("#new")+b.value("#again") != "" {
		b.t.Error("the passphrases stand in the fields")
	}
	b.open(layout.PathStaff)
	b.at(layout.PathStaff)
	other.open(layout.PathStaff)
	other.at(layout.PathSignIn)
}

// secretsStay looks for the codes of invitations and for passphrases in the server's
// memory, files and log, and in what crossed: only a code that was typed or stood in
// a link crosses, in a body and never in an address.
func secretsStay(t *testing.T, s *site, codes map[string]string, passphrases ...string) {
	t.Helper()
	var birds canaries
	for _, p := range passphrases {
		birds.words("a passphrase", strings.Fields(p))
	}
	birds.nowhere(t, append(folder(t, s.dir), s.wire()...), map[string]string{"file": "Raadhuisplein 1", "body": `"login":"noor"`})
	for _, r := range s.requests() {
		for login, code := range codes {
			if strings.Contains(r.path+r.head, code) || strings.Contains(r.path+r.head, strings.ReplaceAll(code, "-", "")) {
				t.Errorf("the code of %s is in an address or a header: %s", login, r.path)
			}
		}
	}
	for login, code := range codes {
		if bytes.Contains(s.said.bytes(), []byte(code)) {
			t.Errorf("the code of %s is in the log", login)
		}
		for _, p := range folder(t, s.dir) {
			if bytes.Contains(p.data, []byte(code)) {
				t.Errorf("the code of %s is in %s", login, fmt.Sprint(p.name))
			}
		}
	}
}
