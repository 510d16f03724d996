package webtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// Axe runs axe-core over the tab's page as it is now and fails the test for
// each violation of WCAG 2.2 A and AA or of axe's best practices. The page's
// policy stays as it is: axe is evaluated by the debugger, not loaded.
func Axe(t testing.TB, tab context.Context) {
	t.Helper()
	if there, err := chromedp.Run(tab, chromedp.Evaluate[bool](`"axe" in window`)); err != nil || !there { // half a megabyte
		if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](axeSource(t))); err != nil {
			t.Fatalf("load axe-core: %v", err)
		}
	}
	for _, v := range Violations(t, tab) {
		t.Errorf("axe: %s", v)
	}
}

// Violations runs an axe-core that is loaded, and returns what it found.
func Violations(t testing.TB, tab context.Context) []string {
	t.Helper()
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML string }
	}
	list, err := chromedp.Run(tab, chromedp.Evaluate[[]violation](axeRun, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run axe-core: %v", err)
	}
	var found []string
	for _, v := range list {
		var at []string
		for _, n := range v.Nodes {
			at = append(at, n.HTML)
		}
		found = append(found, fmt.Sprintf("%s: %s\n\t%s", v.ID, v.Help, strings.Join(at, "\n\t")))
	}
	return found
}

// axeRun returns only what is of use, as the whole answer is large.
const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html.slice(0, 200) + " " + (n.failureSummary || "").replace(/\s+/g, " ").slice(0, 300)}))})))`

var axeFile = sync.OnceValues(func() ([]byte, error) {
	_, here, _, _ := runtime.Caller(0)
	return os.ReadFile(filepath.Join(filepath.Dir(here), "..", "style", "node_modules", "axe-core", "axe.min.js"))
})

func axeSource(t testing.TB) string {
	t.Helper()
	source, err := axeFile()
	if err != nil {
		t.Fatalf("this test needs axe-core: run npm ci in internal/web/style (%v)", err)
	}
	return string(source)
}
