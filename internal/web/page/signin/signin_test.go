package signin_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web/page/signin"
	"github.com/google/go-cmp/cmp"
)

const dossier = "/medewerker/dossier/3f9a2c00000000000000000000000001"

// TestNext: nobody from outside chooses where somebody lands with an open key.
func TestNext(t *testing.T) {
	for path, want := range map[string]string{
		"":                                    "/medewerker",
		"/medewerker":                         "/medewerker",
		dossier:                               dossier,
		dossier + "/":                         "/medewerker",
		dossier + "?x=1":                      "/medewerker",
		"/medewerker/wachtzin":                "/medewerker/wachtzin",
		"/medewerker/wachtzin/":               "/medewerker",
		"https://evil.example" + dossier:      "/medewerker",
		"//evil.example" + dossier:            "/medewerker",
		"/medewerker/dossier/../../nl/begin":  "/medewerker",
		"/medewerker/dossier/" + "\n":         "/medewerker",
		"javascript:alert(1)":                 "/medewerker",
		strings.Repeat("/medewerker", 10_000): "/medewerker",
	} {
		if got := signin.Next(path); got != want {
			t.Errorf("Next(%.60q) = %q, want %q", path, got, want)
		}
	}
}

func FuzzNext(f *testing.F) {
	for _, seed := range nextSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		got := signin.Next(path)
		if got != "/medewerker" && got != "/medewerker/wachtzin" && (got != path || len(got) != len(dossier)) {
			t.Errorf("Next(%q) = %q", path, got)
		}
		if again := signin.Next(got); again != got {
			t.Errorf("Next(%q) = %q", got, again)
		}
	})
}

var nextSeeds = []string{"", "/medewerker", dossier, "//x", dossier + "#x", `\\evil.example\`}

func TestSeeds(t *testing.T) {
	if len(nextSeeds) == 0 {
		t.Error("FuzzNext has no seeds")
	}
}

func TestPathReads(t *testing.T) {
	for _, want := range []signin.Form{
		{Org: "veenhaven", Next: "/medewerker"},
		{Org: "veenhaven", Next: dossier},
		{Org: "veenhaven", Next: "/medewerker", Why: signin.Out},
		{Org: "veenhaven", Next: dossier, Why: signin.Ended},
	} {
		address, err := url.Parse(signin.Path(want.Next, want.Why))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, signin.Read(gehoor.OrgID("veenhaven"), address.Query())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
	}
	if got := signin.Read("veenhaven", url.Values{"waarom": {"<b>"}}); got.Why != "" {
		t.Errorf("an unknown reason: %q", got.Why)
	}
}
