package webtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Check holds a page to the rules that every page keeps.
func Check(t testing.TB, p *Page) {
	t.Helper()
	for _, problem := range Problems(p) {
		t.Errorf("%s: %s", p.Path, problem)
	}
}

// Problems lists the rules that a page breaks.
func Problems(p *Page) []string {
	var found []string
	for _, rule := range []func(*Page) []string{
		structure, neutral, inline, addresses, integrity, labels, ids, headings, headers,
	} {
		found = append(found, rule(p)...)
	}
	return found
}

// structure: one h1, a language, a title, a main part that the skip link finds.
func structure(p *Page) []string {
	var found []string
	if n := len(p.All("h1")); n != 1 {
		found = append(found, fmt.Sprintf("has %d h1", n))
	}
	root := p.All("html")[0]
	want, _, _ := strings.Cut(strings.TrimPrefix(p.Path, "/"), "/")
	if lang := Attr(root, "lang"); lang != "nl" && lang != "en" || (want == "nl" || want == "en") && lang != want {
		found = append(found, fmt.Sprintf("has the language %q", lang))
	}
	if len(p.All("main")) != 1 || p.ByID("content") == nil {
		found = append(found, "has no main part with the id content")
	}
	return found
}

// telling are words that a title or a path must not have: they would show in a
// history, on a tab, or on somebody's screen.
var telling = regexp.MustCompile(`(?i)meld|signaal|signal|integrit|report|klacht|misstand|ongewenst|gedrag|whistle|gehoor`)

// neutral: the title and the path tell nothing of what the site is.
func neutral(p *Page) []string {
	var found []string
	titles := p.All("title")
	if len(titles) == 0 || Text(titles[0]) == "" {
		return []string{"has no title"}
	}
	if title := Text(titles[0]); telling.MatchString(title) {
		found = append(found, fmt.Sprintf("the title %q tells", title))
	}
	if telling.MatchString(p.Path) {
		found = append(found, "the path tells")
	}
	return found
}

// inline: no script, style or handler in the page itself; data for scripts is
// none of these.
func inline(p *Page) []string {
	var found []string
	for n := range p.Root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.Data == "style":
			found = append(found, "has a style element")
		case n.Data == "script" && !Has(n, "src") && Attr(n, "type") != "application/json":
			found = append(found, "has an inline script")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				found = append(found, fmt.Sprintf("<%s> has the attribute %s", n.Data, a.Key))
			}
		}
	}
	return found
}

// addresses: everything is on this site, but for telephone and mail, and for an address
// that an organisation typed into a text: it is shown whole and leads where it says.
func addresses(p *Page) []string {
	var found []string
	for n := range p.Root.Descendants() {
		for _, a := range n.Attr {
			if !slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data", "srcset", "content"}, a.Key) || a.Val == "" {
				continue
			}
			local := strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "//") || strings.HasPrefix(a.Val, "#") ||
				strings.HasPrefix(a.Val, "tel:") || strings.HasPrefix(a.Val, "mailto:") || a.Key == "content" && !strings.Contains(a.Val, "//")
			typed := n.Data == "a" && a.Key == "href" && strings.HasPrefix(a.Val, "https://") && Text(n) == a.Val && Attr(n, "rel") == "external noreferrer"
			if !local && !typed {
				found = append(found, fmt.Sprintf("<%s %s=%q> leads elsewhere", n.Data, a.Key, a.Val))
			}
		}
	}
	return found
}

// integrity: every script and style says what it must be.
func integrity(p *Page) []string {
	var found []string
	for _, n := range p.All("script", "link") {
		loads := Has(n, "src") || slices.Contains([]string{"stylesheet", "modulepreload"}, Attr(n, "rel"))
		if loads && !strings.HasPrefix(Attr(n, "integrity"), "sha384-") {
			found = append(found, fmt.Sprintf("<%s> without integrity", n.Data))
		}
	}
	return found
}

// labels: every field has a label, a picture a text or none on purpose.
func labels(p *Page) []string {
	labelled := make(map[string]bool)
	for _, l := range p.All("label") {
		labelled[Attr(l, "for")] = true
		for d := range l.Descendants() {
			if d.Type == html.ElementNode {
				labelled[Attr(d, "id")] = true
			}
		}
	}
	var found []string
	for _, f := range p.All("input", "textarea", "select") {
		kind := Attr(f, "type")
		if kind == "hidden" || kind == "submit" || labelled[Attr(f, "id")] && Attr(f, "id") != "" || Has(f, "aria-label") || Has(f, "aria-labelledby") {
			continue
		}
		found = append(found, fmt.Sprintf("the field %q has no label", Attr(f, "name")))
	}
	for _, i := range p.All("img") {
		if !Has(i, "alt") {
			found = append(found, "a picture has no text")
		}
	}
	for _, g := range p.All("fieldset") {
		if first := firstElement(g); first == nil || first.Data != "legend" {
			found = append(found, "a fieldset has no legend")
		}
	}
	return found
}

func firstElement(n *html.Node) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// ids: each occurs once, and whatever refers to one finds it.
func ids(p *Page) []string {
	count := make(map[string]int)
	for n := range p.Root.Descendants() {
		if id := Attr(n, "id"); id != "" {
			count[id]++
		}
	}
	var found []string
	for id, n := range count {
		if n > 1 {
			found = append(found, fmt.Sprintf("the id %q occurs %d times", id, n))
		}
	}
	for n := range p.Root.Descendants() {
		for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls"} {
			for _, id := range strings.Fields(Attr(n, name)) {
				if count[id] == 0 {
					found = append(found, fmt.Sprintf("<%s %s> refers to %q, which is not there", n.Data, name, id))
				}
			}
		}
		if href := Attr(n, "href"); strings.HasPrefix(href, "#") && count[href[1:]] == 0 {
			found = append(found, fmt.Sprintf("a link leads to %s, which is not there", href))
		}
	}
	return found
}

// headings: no level is left out.
func headings(p *Page) []string {
	level := 0
	for _, h := range p.All("h1", "h2", "h3", "h4", "h5", "h6") {
		next := int(h.Data[1] - '0')
		if next > level+1 {
			return []string{fmt.Sprintf("%q is an %s after an h%d", Text(h), h.Data, level)}
		}
		level = next
	}
	return nil
}

// headers: the answer comes with the policy, and is kept nowhere.
func headers(p *Page) []string {
	var found []string
	policy := p.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "require-trusted-types-for 'script'") {
		found = append(found, "has a weak content security policy")
	}
	for name, want := range map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
		"Cross-Origin-Opener-Policy": "same-origin",
	} {
		if got := p.Header.Get(name); got != want {
			found = append(found, fmt.Sprintf("has %s: %q", name, got))
		}
	}
	if !strings.Contains(p.Header.Get("Strict-Transport-Security"), "max-age=") {
		found = append(found, "has no HSTS")
	}
	return found
}
