package account_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gehoor/gehoor/internal/account"
)

func TestBrowserOf(t *testing.T) {
	for agent, want := range map[string]account.Browser{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":              "edge/windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0":                                                           "firefox/windows",
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":                                      "chrome/linux",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15":                      "safari/macos",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1":    "safari/ios",
		"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1":              "chrome/ios",
		"Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": "samsung/android",
		"Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0":                                                                       "firefox/android",
		"Mozilla/5.0 (X11; CrOS x86_64 16093.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":                             "chrome/chromeos",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 OPR/124.0.0.0":              "opera/windows",
		"curl/8.5.0": "/",
		"":           "/",
	} {
		if got := account.BrowserOf(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

// Whatever a browser says, what is kept is one of few: nobody is known again by it.
func TestBrowserIsCoarse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Firefox/", "Edg", "Windows", "Linux", "iPad", "/", "143.0"})))
		got := account.BrowserOf(strings.Join(words.Draw(rt, "words"), " "))
		family, system := got.Parts()
		if got != account.Browser(family+"/"+system) || len(got) > len("samsung/chromeos") || strings.ContainsAny(string(got), "0123456789 ") {
			rt.Fatalf("kept %q", got)
		}
	})
}
