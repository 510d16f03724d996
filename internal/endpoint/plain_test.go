package endpoint_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal"
)

// plainVector is a plain code and all that it gives.
type plainVector struct {
	Bytes     string          `json:"bytes"`
	Lang      gehoor.Language `json:"lang"`
	Words     string          `json:"words"`
	Org       gehoor.OrgID    `json:"org"`
	Identity  string          `json:"identity"`
	Recipient seal.Recipient  `json:"recipient"`
	LookUp    endpoint.LookUp `json:"lookUp"`
}

const plainVectors = "../../testdata/vectors/code-plain.json"

func makePlain(t *testing.T, code string, lang gehoor.Language, org gehoor.OrgID) plainVector {
	t.Helper()
	c := plainFromHex(t, code)
	k, err := c.Keys(org)
	if err != nil {
		t.Fatal(err)
	}
	r, err := k.Reporter()
	if err != nil {
		t.Fatal(err)
	}
	return plainVector{code, lang, strings.Join(c.Words(lang), " "), org, r.Identity.Secret(), r.Identity.Recipient(), r.LookUp}
}

// TestVectorsPlainCode writes the file if it is missing and GEHOOR_UPDATE is
// set; a vector is added, never edited.
func TestVectorsPlainCode(t *testing.T) {
	data, err := os.ReadFile(plainVectors)
	if os.IsNotExist(err) && os.Getenv("GEHOOR_UPDATE") != "" {
		var all []plainVector
		for _, code := range []string{strings.Repeat("00", 20), strings.Repeat("ff", 20), "9e885d952ad362caeb4efe34a8e91bd2158a77c0"} {
			all = append(all, makePlain(t, code, gehoor.Dutch, org), makePlain(t, code, gehoor.English, "elders"))
		}
		if data, err = json.MarshalIndent(all, "", "\t"); err == nil {
			err = os.WriteFile(plainVectors, append(data, '\n'), 0o644)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []plainVector
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil || len(all) < 6 {
		t.Fatalf("%d vectors (%v)", len(all), err)
	}
	for _, want := range all {
		if diff := cmp.Diff(want, makePlain(t, want.Bytes, want.Lang, want.Org)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", want.Bytes, diff)
		}
		if got, err := endpoint.ParsePlainCode(want.Words, gehoor.Dutch); err != nil || hex.EncodeToString(got[:]) != want.Bytes {
			t.Errorf("%s: %v", want.Words, err)
		}
	}
}

// TestPlainCodeOfBIP39: fifteen words of the reference's list for 160 bits.
func TestPlainCodeOfBIP39(t *testing.T) {
	for code, want := range map[string]string{
		strings.Repeat("00", 20): strings.Repeat("abandon ", 14) + "address",
		strings.Repeat("ff", 20): strings.Repeat("zoo ", 14) + "wrist",
		strings.Repeat("7f", 20): "legal winner thank year wave sausage worth useful legal winner thank year wave sausage wise",
		strings.Repeat("80", 20): "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor accident",
	} {
		if got := strings.Join(plainFromHex(t, code).Words(gehoor.English), " "); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

// TestTwoKindsOfCode: neither kind reads as the other, and the same first bytes
// give two strangers.
func TestTwoKindsOfCode(t *testing.T) {
	plain := plainFromHex(t, "9e885d952ad362caeb4efe34a8e91bd2158a77c0")
	code := codeFromHex(t, "9e885d952ad362caeb4efe34a8e91bd2")
	var fault *endpoint.CodeError
	if _, err := endpoint.ParseAnyCode(strings.Join(plain.Words(gehoor.Dutch), " "), gehoor.Dutch); !errors.As(err, &fault) ||
		fault.Fault != endpoint.FaultCount || fault.Count != endpoint.PlainCodeWords {
		t.Errorf("a plain code where a code is asked: %v", err)
	}
	if _, err := endpoint.ParsePlainCode(strings.Join(code.Words(gehoor.Dutch), " "), gehoor.Dutch); !errors.As(err, &fault) ||
		fault.Fault != endpoint.FaultCount || fault.Count != endpoint.CodeWords {
		t.Errorf("a code where a plain code is asked: %v", err)
	}
	k, err := plain.Keys(org)
	if err != nil {
		t.Fatal(err)
	}
	own, err := k.Reporter()
	if err != nil {
		t.Fatal(err)
	}
	other, err := code.Reporter(org)
	if err != nil {
		t.Fatal(err)
	}
	if own.LookUp == other.LookUp || own.Identity.Secret() == other.Identity.Secret() {
		t.Error("the two kinds give the same")
	}
}

func FuzzParsePlainCode(f *testing.F) {
	for _, s := range append(codeSeeds(), strings.Repeat("abandon ", 14)+"address", strings.Repeat("zoo ", 14)+"wrist") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := endpoint.ParsePlainCode(text, gehoor.English)
		if err != nil {
			var fault *endpoint.CodeError
			if !errors.As(err, &fault) {
				t.Errorf("%q: %v is no CodeError", text, err)
			}
			return
		}
		again, err := endpoint.ParsePlainCode(strings.Join(c.Words(gehoor.English), " "), gehoor.English)
		if err != nil || again != c {
			t.Errorf("%q reads as another code when shown: %v", text, err)
		}
	})
}
