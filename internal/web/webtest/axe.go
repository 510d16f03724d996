package webtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	var found []string
	err := loadAxe(t, tab)
	for range 5 {
		if err == nil {
			found, err = violations(tab)
		}
		if err == nil || !left(err) {
			break
		}
		err = loadAxe(t, tab)
	}
	if err != nil {
		t.Fatalf("run axe-core: %v", err)
	}
	for _, v := range found {
		t.Errorf("axe: %s", v)
	}
}

// left says whether a page was left while we looked at it.
func left(err error) bool {
	return slices.ContainsFunc([]string{"navigated or closed", "Cannot find context", "context was destroyed", "axe is not defined"},
		func(s string) bool { return strings.Contains(err.Error(), s) })
}

// loadAxe loads half a megabyte into a page, once.
func loadAxe(t testing.TB, tab context.Context) error {
	t.Helper()
	if there, err := chromedp.Run(tab, chromedp.Evaluate[bool](`"axe" in window`)); err == nil && there {
		return nil
	}
	return chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](axeSource(t)))
}

// Violations runs an axe-core that is loaded, and returns what it found.
func Violations(t testing.TB, tab context.Context) []string {
	t.Helper()
	found, err := violations(tab)
	if err != nil {
		t.Fatalf("run axe-core: %v", err)
	}
	return found
}

func violations(tab context.Context) ([]string, error) {
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML string }
	}
	list, err := chromedp.Run(tab, chromedp.Evaluate[[]violation](axeRun, chromedp.EvalAwaitPromise))
	var found []string
	for _, v := range list {
		var at []string
		for _, n := range v.Nodes {
			at = append(at, n.HTML)
		}
		found = append(found, fmt.Sprintf("%s: %s\n\t%s", v.ID, v.Help, strings.Join(at, "\n\t")))
	}
	return found, err
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
