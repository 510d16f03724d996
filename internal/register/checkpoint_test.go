package register_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func TestKey(t *testing.T) {
	s := signer(t, origin)
	if s.Origin() != origin || s.Verifier().Name() != string(origin) {
		t.Errorf("the key signs for %q", s.Origin())
	}
	v, err := register.ParseVerifier(s.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	sig, err := s.Sign([]byte("text"))
	if err != nil || !v.Verify([]byte("text"), sig) || v.Verify([]byte("text!"), sig) {
		t.Errorf("the verifier key does not fit the secret key: %v", err)
	}
	for _, bad := range []string{"", "A", "a b", "a+b", "-a", strings.Repeat("a", 201), "a\nb"} {
		if _, _, err := register.MakeKey(register.Origin(bad), [32]byte{}); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("a key for origin %q: %v", bad, err)
		}
	}
}

// TestKeyWithPlus walks keys until their base64 has a plus, which also separates
// the parts of a key.
func TestKeyWithPlus(t *testing.T) {
	met := 0
	for i := range byte(64) {
		secret, public, err := register.MakeKey(origin, sha256.Sum256([]byte{i}))
		if err != nil {
			t.Fatal(err)
		}
		s, err := register.ParseSigner(secret)
		if err != nil || s.VerifierKey() != public {
			t.Errorf("key %d does not read back: %v", i, err)
		}
		if strings.Count(secret, "+") > 4 {
			met++
		}
	}
	if met == 0 {
		t.Error("no key had a plus in its base64")
	}
}

func TestParseSignerRefuses(t *testing.T) {
	secret, public, err := register.MakeKey(origin, [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "PRIVATE+KEY", public, secret + "=", secret[:len(secret)-2], strings.Replace(secret, "AQEA", "AgEA", 1)} {
		_, err := register.ParseSigner(bad)
		if !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%d bytes of key: %v", len(bad), err)
		}
		if err != nil && len(bad) > 10 && strings.Contains(err.Error(), bad[5:]) {
			t.Error("the error repeats the key")
		}
	}
}

// TestSpecificationNote is the example of C2SP signed-note.
func TestSpecificationNote(t *testing.T) {
	v, err := register.ParseVerifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
	if err != nil {
		t.Fatal(err)
	}
	msg := "This is an example message.\n\n" +
		"— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
	n, err := register.OpenNote([]byte(msg), v)
	if err != nil || n.Text != "This is an example message.\n" {
		t.Errorf("%+v, %v", n, err)
	}
	changes([]byte(msg), func(changed []byte, what string, at int) {
		if _, err := register.OpenNote(changed, v); err == nil {
			t.Errorf("byte %d %s is accepted", at, what)
		}
	})
}

func TestCheckpointReadsBack(t *testing.T) {
	s := signer(t, origin)
	for _, size := range []int64{0, 1, 8, register.MaxSize} {
		tree := tlog.Tree{N: size, Hash: tlog.RecordHash([]byte("root"))}
		msg, err := register.SignCheckpoint(s, tree)
		if err != nil {
			t.Fatal(err)
		}
		c, err := register.ParseCheckpoint(msg, s.Verifier())
		if err != nil || c.Origin != origin || c.Tree != tree {
			t.Errorf("size %d reads back as %+v, %v", size, c, err)
		}
	}
	for _, size := range []int64{-1, register.MaxSize + 1} {
		if _, err := register.SignCheckpoint(s, tlog.Tree{N: size}); err == nil {
			t.Errorf("a checkpoint of size %d was signed", size)
		}
	}
}

// signText signs any text, as a log that does not keep to the format would.
func signText(t *testing.T, s note.Signer, text string) []byte {
	t.Helper()
	msg, err := note.Sign(&note.Note{Text: text}, s)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func TestCheckpointRefuses(t *testing.T) {
	s := signer(t, origin)
	root := tlog.RecordHash([]byte("root")).String()
	good := fmt.Sprintf("%s\n8\n%s\n", origin, root)
	for _, test := range []struct {
		name, text string
		want       error
	}{
		{"other origin", "example.org/log\n8\n" + root + "\n", register.ErrOtherKey},
		{"no root", string(origin) + "\n8\n", register.ErrMalformed},
		{"leading zero", strings.Replace(good, "\n8\n", "\n08\n", 1), register.ErrMalformed},
		{"sign", strings.Replace(good, "\n8\n", "\n+8\n", 1), register.ErrMalformed},
		{"negative", strings.Replace(good, "\n8\n", "\n-8\n", 1), register.ErrMalformed},
		{"too large for the arithmetic", strings.Replace(good, "\n8\n", "\n9223372036854775807\n", 1), register.ErrMalformed},
		{"hexadecimal", strings.Replace(good, "\n8\n", "\n0x8\n", 1), register.ErrMalformed},
		{"short root", strings.Replace(good, root, root[4:], 1), register.ErrMalformed},
		{"root with trailing bits", strings.Replace(good, root, root[:42]+trailing(root[42])+"=", 1), register.ErrMalformed},
		{"empty extension", good + "\nx\n", register.ErrMalformed},
	} {
		_, err := register.ParseCheckpoint(signText(t, s, test.text), s.Verifier())
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	if c, err := register.ParseCheckpoint(signText(t, s, good+"extension\n"), s.Verifier()); err != nil || c.N != 8 {
		t.Errorf("an extension line, which C2SP allows: %v", err)
	}
}

// trailing gives another last digit of base64 with the same 4 leading bits.
func trailing(digit byte) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	return string(alphabet[strings.IndexByte(alphabet, digit)^1])
}

func TestSignaturesRefused(t *testing.T) {
	s := signer(t, origin)
	good, err := register.SignCheckpoint(s, tlog.Tree{N: 8, Hash: tlog.RecordHash(nil)})
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := register.MakeKey(origin, [32]byte{9})
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := register.ParseSigner(other)
	if err != nil {
		t.Fatal(err)
	}
	signature := strings.Split(string(good), "\n")[4]
	end := len(signature) - 1
	for _, test := range []struct {
		name string
		msg  []byte
		want error
	}{
		{"empty", nil, register.ErrMalformed},
		{"no signature", good[:strings.Index(string(good), "—")], register.ErrMalformed},
		{"another key of the same name", signText(t, stranger, strings.Join(strings.Split(string(good), "\n")[:3], "\n")+"\n"), register.ErrOtherKey},
		{"another size", line(good, 1, "9"), register.ErrSignature},
		{"trailing bits in the signature", line(good, 4, signature[:end-1]+trailing(signature[end-1])+"="), register.ErrMalformed},
		{"the signature twice", append(good[:len(good):len(good)], signature+"\n"...), register.ErrMalformed},
		{"a second signature by the key, wrong", append(good[:len(good):len(good)], signature[:40]+"AAAA"+signature[44:]+"\n"...), register.ErrMalformed},
		{"carriage return", line(good, 1, "8\r"), register.ErrMalformed},
		{"too many signatures", append(good[:len(good):len(good)], strings.Repeat(signature+"\n", register.MaxSignatures)...), register.ErrMalformed},
		{"too long", append(make([]byte, register.MaxNoteBytes), good...), register.ErrMalformed},
	} {
		if _, err := register.ParseCheckpoint(test.msg, s.Verifier()); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	both, err := note.Sign(&note.Note{Text: strings.Join(strings.Split(string(good), "\n")[:3], "\n") + "\n"}, s, signer(t, "unknown.example"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.ParseCheckpoint(both, s.Verifier()); err != nil {
		t.Errorf("a signature by an unknown key, which C2SP says to ignore: %v", err)
	}
}
