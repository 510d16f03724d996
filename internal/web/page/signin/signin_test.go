package signin_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/web/page/signin"
	"github.com/google/go-cmp/cmp"
)

const dossier = "/medewerker/dossier/3f9a2c00000000000000000000000001"

// form is the address of one in it.
var form = dossier + "/vastleggen/" + concerned()

func concerned() string {
	t, _ := record.Of(record.KindConcerned)
	return t.Number()
}

// TestAsked: who asks for a page without being signed in comes back to it, with the letter
// that a form is about and nothing else of what stands after it.
func TestAsked(t *testing.T) {
	for asked, want := range map[string]string{
		form:                           form,
		form + "?brief=2":              form + "?brief=2",
		form + "?lijst=mij&brief=2":    form + "?brief=2",
		form + "?lijst=mij&brief=2x":   form,
		dossier + "?lijst=mij&brief=2": dossier,
		"/nergens?brief=2":             "/medewerker",
	} {
		address, err := url.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		if got := signin.Asked(address.Path, address.Query()); got != want {
			t.Errorf("who asks for %q comes back to %q, want %q", asked, got, want)
		}
	}
}

// TestProviderPath: where one goes from the provider is a page of ours, whatever stands in
// an address.
func TestProviderPath(t *testing.T) {
	for next, want := range map[string]string{form + "?brief=2": form + "?brief=2", "//evil.example": "/medewerker", "": "/medewerker"} {
		for _, lead := range []func(string) string{signin.ProviderPath, signin.ProviderPage} {
			address, err := url.Parse(lead(next))
			if err != nil {
				t.Fatal(err)
			}
			if got := signin.ReadNext(address.Query()); got != want {
				t.Errorf("by way of %s one comes to %q, want %q", address, got, want)
			}
		}
	}
}

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

		dossier + "/stand":                      dossier + "/stand",
		dossier + "/wie-wist-wat":               dossier + "/wie-wist-wat",
		dossier + "/stand/":                     "/medewerker",
		dossier + "/stand?brief=2":              "/medewerker",
		dossier + "/kopie":                      "/medewerker",
		form:                                    form,
		form + "?brief=2":                       form + "?brief=2",
		form + "?brief=02":                      "/medewerker",
		form + "?brief=0":                       "/medewerker",
		form + "?brief=1000":                    "/medewerker",
		form + "?brief=2&x=1":                   "/medewerker",
		form + "?x=1":                           "/medewerker",
		form + "/..":                            "/medewerker",
		dossier + "/vastleggen/x":               "/medewerker",
		dossier + "/vastleggen/":                "/medewerker",
		"/medewerker/invoeren":                  "/medewerker/invoeren",
		"/medewerker/aanmelden":                 "/medewerker",
		"/medewerker/aanmelden/account":         "/medewerker",
		"/beheer/sleutels/wachtend":             "/medewerker",
		"/medewerker/account/koppelen?naar=//x": "/medewerker",
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
		if got != "/medewerker" && got != path {
			t.Errorf("Next(%q) = %q", path, got)
		}
		if u, err := url.Parse(got); err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(got, "/medewerker") && !strings.HasPrefix(got, "/beheer") {
			t.Errorf("Next(%q) = %q leads elsewhere", path, got)
		}
		if again := signin.Next(got); again != got {
			t.Errorf("Next(%q) = %q", got, again)
		}
	})
}

var nextSeeds = []string{"", "/medewerker", dossier, form, form + "?brief=2", "//x", dossier + "#x", `\\evil.example\`}

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
		{Org: "veenhaven", Next: form + "?brief=2", Why: signin.Key},
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
