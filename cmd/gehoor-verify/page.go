package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/gehoor/gehoor"
)

// maxPages bounds how many pages of a site are looked at; ours has some twenty
// that need no code and no sign-in.
const maxPages = 64

// entrances are where a look at a site begins: its pages in both languages.
func entrances() []string { return []string{"/nl/", "/en/"} }

// pages looks at every page that links lead to, without a code or a sign-in:
// whether it has the policy of the program and loads its files alone.
func (s *site) pages(ctx context.Context, p gehoor.Program, values *shown, wrong func(code, string, error) *answer) *answer {
	seen := make(map[string]bool)
	for queue := entrances(); len(queue) > 0 && values.Pages < maxPages; queue = queue[1:] {
		path := queue[0]
		if seen[path] {
			continue
		}
		seen[path] = true
		body, header, err := s.page(ctx, path)
		switch {
		case errors.Is(err, errMissing) && slices.Contains(entrances(), path), errors.Is(err, errTooLarge):
			return wrong(programPage, path, err)
		case errors.Is(err, errMissing):
			continue // for whoever has a code, or signed in
		case err != nil:
			return wrong(programUnreachable, path, err)
		}
		if policies := header.Values("Content-Security-Policy"); len(policies) != 1 || policies[0] != p.Policy {
			return wrong(programPolicy, path, nil)
		}
		links, err := look(body, p)
		if err != nil {
			return wrong(programPage, path, err)
		}
		queue = append(queue, links...)
		values.Pages++
	}
	return nil
}

// page fetches a page with its headers. What leads elsewhere, or is not for
// everybody, is errMissing.
func (s *site) page(ctx context.Context, path string) ([]byte, http.Header, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(s.prefix, "/")+path, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusOK:
		body, err := readAll(resp.Body, maxPageBytes)
		return body, resp.Header, err
	case resp.StatusCode >= 300 && resp.StatusCode < 500:
		return nil, nil, errMissing
	}
	return nil, nil, fmt.Errorf("ask for %s: the server answers %d", path, resp.StatusCode)
}

// look reads a page: what it loads must be of the program, with its integrity.
// It returns the links to other pages of the site.
func look(page []byte, p gehoor.Program) (links []string, err error) {
	// As without scripting, so that what is for browsers without it is read too.
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			err = script(n, p)
		case "link":
			err = linked(n, p)
		case "img", "audio", "video", "source", "track":
			err = ofProgram(attribute(n, "src"), "", p)
		case "iframe", "frame", "object", "embed", "base", "applet", "portal":
			err = fmt.Errorf("it has a <%s>", n.Data)
		case "meta":
			if strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
				err = errors.New("it sends on to another page")
			}
		case "a":
			if to, ok := pathOf(attribute(n, "href")); ok {
				links = append(links, to)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return links, nil
}

// pathOf is the path of a link within the site, without what comes after.
func pathOf(href string) (string, bool) {
	if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "//") || strings.HasPrefix(href, "/log/") || strings.HasPrefix(href, "/.well-known/") {
		return "", false
	}
	path, _, _ := strings.Cut(href, "#")
	path, _, _ = strings.Cut(path, "?")
	return path, true
}

// script checks a script, or the data of one.
func script(n *html.Node, p gehoor.Program) error {
	if src := attribute(n, "src"); src != "" {
		return whole(src, attribute(n, "integrity"), p)
	}
	if attribute(n, "type") != "application/json" {
		return errors.New("it has a script of its own")
	}
	if attribute(n, "id") == workersID {
		return workers(n, p)
	}
	return nil
}

// workersID is the data in which our scripts look up the addresses of their
// workers, which they load without an integrity.
const workersID = "workers"

func workers(n *html.Node, p gehoor.Program) error {
	if n.FirstChild == nil {
		return nil
	}
	var addresses map[string]string
	if err := json.Unmarshal([]byte(n.FirstChild.Data), &addresses); err != nil {
		return errors.New("its list of workers cannot be read")
	}
	for _, path := range addresses {
		if err := ofProgram(path, "", p); err != nil {
			return err
		}
	}
	return nil
}

// linked checks what a page loads by <link>.
func linked(n *html.Node, p gehoor.Program) error {
	for _, rel := range strings.Fields(strings.ToLower(attribute(n, "rel"))) {
		switch rel {
		case "stylesheet", "modulepreload":
			return whole(attribute(n, "href"), attribute(n, "integrity"), p)
		case "alternate", "canonical", "author", "license", "help", "next", "prev":
		case "manifest":
			// It is no code: by it a page of this site is put among the programs of a
			// device, under a name and an icon.
			if at, ok := pathOf(attribute(n, "href")); !ok || !strings.HasSuffix(at, ".webmanifest") {
				return fmt.Errorf("it has the manifest %s", attribute(n, "href"))
			}
		default:
			return ofProgram(attribute(n, "href"), "", p)
		}
	}
	return nil
}

// whole says whether an address is a file of the program and carries its
// integrity.
func whole(path, integrity string, p gehoor.Program) error {
	if integrity == "" {
		return fmt.Errorf("it loads %s without integrity", path)
	}
	return ofProgram(path, integrity, p)
}

// ofProgram says whether an address is a file of the program; with an integrity,
// whether it is that file's.
func ofProgram(path, integrity string, p gehoor.Program) error {
	for _, a := range p.Assets {
		if a.Path == path && (integrity == "" || integrity == a.Integrity) {
			return nil
		}
	}
	return fmt.Errorf("it loads %s", path)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}
