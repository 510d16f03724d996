package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// ageFile encrypts a plaintext as it is, to any recipients: what our wrapper
// would never make.
func ageFile(t testing.TB, plain []byte, to ...age.Recipient) []byte {
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

// unlabelled hides that a recipient is post-quantum, so that age mixes it.
type unlabelled struct{ age.Recipient }

func hybrid(t testing.TB) *age.HybridRecipient {
	t.Helper()
	k, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return k.Recipient()
}

func classic(t testing.TB) *age.X25519Recipient {
	t.Helper()
	k, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return k.Recipient()
}

func TestInspectAcceptsWhatSealMakes(t *testing.T) {
	to := []seal.Recipient{newRecipient(t), newRecipient(t), newRecipient(t)}
	for _, size := range []int{0, 1, 200, 300, 5000, 65_000, 65_536, 131_000, 200_000} {
		for n := 1; n <= len(to); n++ {
			sealed, err := seal.Seal(org, seal.Account, make([]byte, size), to[:n]...)
			if err != nil {
				t.Fatal(err)
			}
			got, err := seal.Inspect(sealed)
			if err != nil || got.Recipients != n {
				t.Errorf("%d bytes to %d: %+v, %v", size, n, got, err)
			}
		}
	}
}

func TestInspectRefuses(t *testing.T) {
	padded := make([]byte, seal.MinPadded)
	good := ageFile(t, padded, hybrid(t))
	header := bytes.Index(good, []byte("\n--- ")) + 1
	passphrase, err := age.NewScryptRecipient("correct paard batterij nietje")
	if err != nil {
		t.Fatal(err)
	}
	passphrase.SetWorkFactor(2)
	crowd := make([]age.Recipient, seal.MaxRecipients+1)
	for i := range crowd {
		crowd[i] = hybrid(t)
	}
	for name, sealed := range map[string][]byte{
		"nothing":        nil,
		"words":          []byte("gewoon tekst"),
		"classic":        ageFile(t, padded, classic(t)),
		"mixed":          ageFile(t, padded, unlabelled{hybrid(t)}, classic(t)),
		"mixed, turned":  ageFile(t, padded, classic(t), unlabelled{hybrid(t)}),
		"passphrase":     ageFile(t, padded, passphrase),
		"not padded":     ageFile(t, make([]byte, 257), hybrid(t)),
		"empty inside":   ageFile(t, nil, hybrid(t)),
		"too short":      ageFile(t, make([]byte, 128), hybrid(t)),
		"crowd":          ageFile(t, padded, crowd...),
		"only intro":     good[:len("age-encryption.org/v1\n")],
		"no stanza":      append([]byte("age-encryption.org/v1\n"), good[header:]...),
		"no payload":     good[:bytes.LastIndexByte(good[:header+60], '\n')+1],
		"one more":       append(bytes.Clone(good), 0),
		"newer version":  bytes.Replace(good, []byte("v1"), []byte("v2"), 1),
		"windows lines":  bytes.Replace(good, []byte("\n"), []byte("\r\n"), 1),
		"argument added": bytes.Replace(good, []byte("-> mlkem768x25519 "), []byte("-> mlkem768x25519 x "), 1),
		"armour":         []byte("-----BEGIN AGE ENCRYPTED FILE-----\n"),
	} {
		if _, err := seal.Inspect(sealed); !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := seal.Inspect(make([]byte, seal.MaxBytes+1)); !errors.Is(err, gehoor.Refuse(gehoor.CodeTooLarge)) {
		t.Errorf("too large: %v", err)
	}
}

func TestInspectRefusesEveryTruncation(t *testing.T) {
	good := ageFile(t, make([]byte, seal.MinPadded), hybrid(t))
	for n := range good {
		if _, err := seal.Inspect(good[:n]); err == nil {
			t.Fatalf("cut to %d of %d bytes: accepted", n, len(good))
		}
	}
}

// The last characters of the encapsulation, the wrapped key and the MAC have
// unused bits; the next letter of the alphabet differs in those alone.
func TestInspectRefusesASecondSpelling(t *testing.T) {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	good := ageFile(t, make([]byte, seal.MinPadded), hybrid(t))
	end := bytes.IndexByte(good, '\n')
	for range 3 {
		end += 1 + bytes.IndexByte(good[end+1:], '\n')
		changed := bytes.Clone(good)
		changed[end-1] = alphabet[strings.IndexByte(alphabet, good[end-1])+1]
		if _, err := seal.Inspect(changed); !errors.Is(err, gehoor.Refuse(gehoor.CodeWronglySealed)) {
			t.Errorf("%q for %q: %v", changed[end-1], good[end-1], err)
		}
	}
}

func TestInspectAllocatesNothing(t *testing.T) {
	sealed, err := seal.Seal(org, seal.Account, make([]byte, 100_000), newRecipient(t), newRecipient(t))
	if err != nil {
		t.Fatal(err)
	}
	allocated := testing.AllocsPerRun(10, func() {
		if _, err := seal.Inspect(sealed); err != nil {
			t.Fatal(err)
		}
	})
	if allocated > 0 {
		t.Errorf("%v allocations", allocated)
	}
}

// inspectSeeds has files of every shape; TestSeeds says that they are there.
func inspectSeeds(t testing.TB) [][]byte {
	padded := make([]byte, seal.MinPadded)
	return [][]byte{
		ageFile(t, padded, hybrid(t)),
		ageFile(t, make([]byte, 320), hybrid(t), hybrid(t)),
		ageFile(t, padded, classic(t)),
		ageFile(t, padded, unlabelled{hybrid(t)}, classic(t)),
		[]byte("age-encryption.org/v1\n-> mlkem768x25519 \n--- \n"),
		[]byte("age-encryption.org/v1\n" + strings.Repeat("-> mlkem768x25519 ", 100)),
	}
}

// FuzzInspect: what Inspect accepts, age's own parser accepts too, with that
// many recipients.
func FuzzInspect(f *testing.F) {
	for _, seed := range inspectSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sealed []byte) {
		got, err := seal.Inspect(sealed)
		if err != nil {
			return
		}
		header, err := age.ExtractHeader(bytes.NewReader(sealed))
		if err != nil {
			t.Fatalf("age refuses what Inspect accepts: %v", err)
		}
		if n := strings.Count(string(header), "\n-> mlkem768x25519 "); n != got.Recipients {
			t.Errorf("%d recipients, the header has %d", got.Recipients, n)
		}
	})
}

func TestSeeds(t *testing.T) {
	if seeds := inspectSeeds(t); len(seeds) < 6 {
		t.Errorf("%d seeds for FuzzInspect", len(seeds))
	}
	if len(badHeaders) < 10 {
		t.Errorf("%d seeds for FuzzParseHeader", len(badHeaders))
	}
	if seeds := staffKeySeeds(t); len(seeds) < 4 {
		t.Errorf("%d seeds for FuzzVerifyStaffKey", len(seeds))
	}
	if seeds := rootChangeSeeds(t); len(seeds) < 5 {
		t.Errorf("%d seeds for FuzzVerifyRootChange", len(seeds))
	}
}

func ExampleInspect() {
	_, err := seal.Inspect([]byte("words that were not sealed"))
	fmt.Println(err)
	// Output: refused: content.wrongly-sealed
}
