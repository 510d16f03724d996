package register_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
)

// vkey is the verifier key of a witness that is made for its name.
func vkey(t fataler, name string) string {
	t.Helper()
	return ownCosigner(t, register.Origin("witness.example/"+name)).Witness().VerifierKey()
}

// example is the policy of C2SP tlog-policy, "Example policy".
func example(t fataler) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "# from the specification\nlog %s\n\n", signer(t, origin).VerifierKey())
	for _, side := range []string{"X", "Y"} {
		for i := 1; i <= 3; i++ {
			name := fmt.Sprintf("%s%d", side, i)
			fmt.Fprintf(&b, " witness\t%s  %s https://%s.example/w/ \n", name, vkey(t, strings.ToLower(name)), strings.ToLower(name))
		}
	}
	b.WriteString("group X-witnesses 2 X1 X2 X3\ngroup Y-witnesses any Y1 Y2 Y3\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n")
	return b.String()
}

func TestPolicy(t *testing.T) {
	p, err := register.ParsePolicy([]byte(example(t)))
	if err != nil {
		t.Fatal(err)
	}
	all := p.Witnesses()
	if len(all) != 6 || all[3].Name != "Y1" || all[3].URL != "https://y1.example/w" || p.Least() != 3 {
		t.Fatalf("%+v, at least %d", all, p.Least())
	}
	for have, want := range map[string]bool{
		"": false, "X1 X2 X3": false, "Y1 Y2 Y3 X1": false, "X1 X3 Y2": true, "X1 X2 X3 Y1 Y2 Y3": true, "X1 Y1 Y2": false,
	} {
		if got := p.Enough(having(p, have)); got != want {
			t.Errorf("%q is enough: %t", have, got)
		}
	}
	var none *register.Policy
	if !none.Enough(nil) || none.Least() != 0 || none.Witnesses() != nil || none.Keys() != nil {
		t.Error("no policy asks for something")
	}
}

// having are cosignatures of the witnesses with these names.
func having(p *register.Policy, names string) []register.Cosignature {
	var have []register.Cosignature
	for _, name := range strings.Fields(names) {
		for _, w := range p.Witnesses() {
			if w.Name == name {
				have = append(have, register.Cosignature{Witness: w.Key})
			}
		}
	}
	return have
}

// TestSameNameIsNotSameWitness: two keys of one name are two witnesses.
func TestSameNameIsNotSameWitness(t *testing.T) {
	keys := make([]string, 2)
	for i := range keys {
		c, err := register.NewCosigner("witness.example/one", [32]byte{byte(i)})
		if err != nil {
			t.Fatal(err)
		}
		keys[i] = c.Witness().VerifierKey()
	}
	p, err := register.ParsePolicy(fmt.Appendf(nil, "witness a %s\nwitness b %s\ngroup both all a b\nquorum both\n", keys[0], keys[1]))
	if err != nil {
		t.Fatal(err)
	}
	if p.Enough(having(p, "a a")) || !p.Enough(having(p, "b a")) {
		t.Error("one witness counts for two")
	}
}

func TestPolicyRefused(t *testing.T) {
	a, b := vkey(t, "a"), vkey(t, "b")
	log := signer(t, origin).VerifierKey()
	many := func(n int, format string) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, format, i, vkey(t, fmt.Sprint(i)))
		}
		return s.String()
	}
	if _, err := register.ParsePolicy([]byte(many(32, "witness w%d %s\n") + "quorum w31\n")); err != nil {
		t.Errorf("32 witnesses: %v", err)
	}
	for name, text := range map[string]string{
		"nothing":              "",
		"no quorum":            "witness a " + a + "\n",
		"two quorums":          "quorum none\nquorum none\n",
		"an unknown quorum":    "witness a " + a + "\nquorum b\n",
		"a later quorum":       "quorum a\nwitness a " + a + "\n",
		"an unknown line":      "witnesses\nquorum none\n",
		"a word too many":      "quorum none none\n",
		"no end":               "quorum none",
		"a log's key":          "witness a " + log + "\nquorum a\n",
		"a witness's key":      "log " + a + "\nquorum none\n",
		"a log twice":          "log " + log + "\nlog " + log + "\nquorum none\n",
		"a witness twice":      "witness a " + a + "\nwitness b " + a + "\nquorum a\n",
		"a name twice":         "witness a " + a + "\nwitness a " + b + "\nquorum a\n",
		"a group of that name": "witness a " + a + "\ngroup a 1 a\nquorum a\n",
		"a witness none":       "witness none " + a + "\nquorum none\n",
		"none in a group":      "group g 1 none\nquorum g\n",
		"twice in groups":      "witness a " + a + "\ngroup g any a\ngroup h any a\nquorum g\n",
		"twice in one":         "witness a " + a + "\ngroup g any a a\nquorum g\n",
		"too high":             "witness a " + a + "\ngroup g 2 a\nquorum g\n",
		"zero":                 "witness a " + a + "\ngroup g 0 a\nquorum g\n",
		"another spelling":     "witness a " + a + "\ngroup g 01 a\nquorum g\n",
		"no number":            "witness a " + a + "\ngroup g most a\nquorum g\n",
		"an empty group":       "group g all\nquorum g\n",
		"an address elsewhere": "witness a " + a + " ftp://a.example\nquorum a\n",
		"an address with more": "witness a " + a + " https://a.example/?b\nquorum a\n",
		"a control character":  "quorum\x00none\n",
		"windows line ends":    "quorum none\r\n",
		"33 witnesses":         many(33, "witness w%d %s\n") + "quorum w1\n",
		"too long":             strings.Repeat("#", register.MaxPolicyBytes) + "\nquorum none\n",
	} {
		if _, err := register.ParsePolicy([]byte(text)); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAtLeast(t *testing.T) {
	one, two := ownCosigner(t, "witness.example/one").Witness(), ownCosigner(t, "witness.example/two").Witness()
	p, err := register.AtLeast(1, one, two)
	if err != nil || p.Least() != 1 || p.Enough(nil) || !p.Enough([]register.Cosignature{{Witness: two}}) {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err := register.AtLeast(0); err != nil || !p.Enough(nil) {
		t.Errorf("nobody: %v", err)
	}
	for _, k := range []int{-1, 3} {
		if _, err := register.AtLeast(k, one, two); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%d of two: %v", k, err)
		}
	}
	if _, err := register.AtLeast(2, one, one); !errors.Is(err, register.ErrMalformed) {
		t.Errorf("the same twice: %v", err)
	}
}

// FuzzPolicy: what parses names each witness once, can be met by all of them, and
// by nobody only if it asks for nobody.
func FuzzPolicy(f *testing.F) {
	f.Add([]byte(example(f)))
	f.Add([]byte("quorum none\n"))
	f.Add([]byte("witness a " + vkey(f, "a") + " http://[::1]:8/\ngroup g 1 a\ngroup h all g\nquorum h\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := register.ParsePolicy(data)
		if err != nil {
			return
		}
		var all []register.Cosignature
		for _, k := range p.Keys() {
			all = append(all, register.Cosignature{Witness: k})
		}
		if !p.Enough(all) || p.Enough(nil) != (p.Least() == 0) || p.Least() > len(all) || len(all) > register.MaxWitnesses {
			t.Errorf("of %d witnesses at least %d", len(all), p.Least())
		}
	})
}
