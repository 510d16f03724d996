package person_test

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

const org gehoor.OrgID = "veenhaven"

var languages = []gehoor.Language{gehoor.Dutch, gehoor.English}

func codeFromHex(t testing.TB, s string) endpoint.Code {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != endpoint.CodeBytes {
		t.Fatalf("code %q: %v", s, err)
	}
	return endpoint.Code(b)
}

func newIdentity(t testing.TB) unseal.Identity {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSharesJoin(t *testing.T) {
	id := newIdentity(t)
	shares, err := endpoint.Split(id, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, pick := range [][]int{{0, 1}, {2, 0}, {1, 2}, {2, 1, 0}} {
		var some [][]byte
		for _, i := range pick {
			some = append(some, shares[i])
		}
		got, err := endpoint.Join(some)
		if err != nil || got.Secret() != id.Secret() {
			t.Errorf("%v: %v", pick, err)
		}
	}
}

func TestSharesRefuse(t *testing.T) {
	id := newIdentity(t)
	shares, err := endpoint.Split(id, 3, 4)
	if err != nil {
		t.Fatal(err)
	}
	others, err := endpoint.Split(newIdentity(t), 3, 4)
	if err != nil {
		t.Fatal(err)
	}
	for name, some := range map[string][][]byte{
		"none":           nil,
		"one":            shares[:1],
		"too few":        shares[:2],
		"one twice":      {shares[0], shares[0], shares[1]},
		"of two secrets": {shares[0], shares[1], others[2]},
		"cut off":        {shares[0], shares[1], shares[2][1:]},
		"empty":          {shares[0], shares[1], nil},
		"x is zero":      {shares[0], shares[1], append(make([]byte, len(shares[2])-1), 0)},
	} {
		if _, err := endpoint.Join(some); err == nil {
			t.Errorf("%s: joined", name)
		}
	}
	for _, bad := range [][2]int{{1, 1}, {1, 3}, {3, 2}, {2, 256}, {0, 0}} {
		if _, err := endpoint.Split(id, bad[0], bad[1]); err == nil {
			t.Errorf("split %d of %d", bad[0], bad[1])
		}
	}
}

func TestWrappedIdentity(t *testing.T) {
	wrap, own := newIdentity(t), newIdentity(t)
	sealed, err := endpoint.WrapIdentity(wrap.Recipient(), org, own)
	if err != nil {
		t.Fatal(err)
	}
	got, err := endpoint.UnwrapIdentity(wrap, org, sealed)
	if err != nil || got.Secret() != own.Secret() {
		t.Errorf("UnwrapIdentity: %v", err)
	}
	if _, err := endpoint.UnwrapIdentity(own, org, sealed); err == nil {
		t.Error("opened without the passphrase")
	}
	if _, err := endpoint.UnwrapIdentity(wrap, "elders", sealed); err == nil {
		t.Error("opened in another organisation")
	}
}

func TestStretchRefusesLongPassphrase(t *testing.T) {
	if _, err := endpoint.Stretch(string(make([]byte, endpoint.MaxPassphraseBytes+1)), [32]byte{}, org); err == nil {
		t.Error("stretched a kilobyte")
	}
}

func TestSignInIsHidden(t *testing.T) {
	s := endpoint.SignIn{Secret: "opensesame", Wrap: newIdentity(t)}
	printed := fmt.Sprintf("%v %+v %#v", s, s, s)
	for _, secret := range []string{"AGE-SECRET", "opensesame"} {
		if strings.Contains(printed, secret) {
			t.Errorf("printed %s: %s", secret, printed)
		}
	}
}
