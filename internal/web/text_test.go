package web_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// TestSameSentences: the browser says each sentence as Go does, in both
// languages, with every argument and with both plural forms.
func TestSameSentences(t *testing.T) {
	module := api.Build(api.BuildOptions{
		EntryPoints: []string{"browser/text.ts"}, Bundle: true, Format: api.FormatIIFE, GlobalName: "T", TsconfigRaw: `{}`,
	})
	if len(module.Errors) > 0 {
		t.Fatal(module.Errors)
	}
	tab := webtest.Open(t)
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		words := text.For(lang)
		subset, err := words.Subset(words.Keys())
		if err != nil {
			t.Fatal(err)
		}
		webtest.Go(t, tab, "about:blank")
		webtest.Eval[int](t, tab, fmt.Sprintf(`{ const s = document.createElement("script"); s.type = "application/json"; s.id = "texts";
			s.textContent = %s; document.body.append(s); }; 1`, quote(t, string(subset))))
		webtest.Eval[int](t, tab, string(module.OutputFiles[0].Contents)+"; globalThis.T = T; 1")
		compare(t, words, func(calls []call) []string {
			return webtest.Eval[[]string](t, tab, "("+quote(t, calls)+").map(c => T.text(c.key, c.args))")
		})
		day := webtest.Eval[string](t, tab, `T.date(new Date("2026-12-31T23:30:00Z"))`)
		if want := words.Date(time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)); day != want {
			t.Errorf("%s: the browser says the day %q, Go %q", lang, day, want)
		}
	}
}

// call is one sentence that is asked of both.
type call struct {
	Key  text.Key       `json:"key"`
	Args map[string]any `json:"args"`
}

// compare asks for each sentence with the counts 1 and 1500.
func compare(t *testing.T, words *text.Words, browser func([]call) []string) {
	t.Helper()
	var calls []call
	var want []string
	for _, key := range words.Keys() {
		for _, n := range []int{1, 1500} {
			c := call{key, map[string]any{}}
			var args []text.Arg
			for _, place := range words.Places(key) {
				c.Args[place] = n
				args = append(args, text.Count(place, n))
			}
			calls, want = append(calls, c), append(want, words.Say(key, args...))
		}
	}
	got := browser(calls)
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: the browser says %q, Go %q", calls[i].Key, got[i], want[i])
		}
	}
}

func quote(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
