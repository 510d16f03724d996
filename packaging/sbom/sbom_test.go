package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// what cyclonedx-gomod wrote for a commit of November 2026, with most parts left out.
const from = "testdata/from-cyclonedx-gomod.json"

// packages is the real list.
const packages = "../../internal/web/asset/dist/packages.json"

func source(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRun(t *testing.T) {
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := run(strings.NewReader(source(t)), packages, out); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(first.String(), second.String()); d != "" {
		t.Errorf("twice is not the same: %s", d)
	}
	var made bom
	if err := json.Unmarshal(first.Bytes(), &made); err != nil {
		t.Fatal(err)
	}
	parts := map[string]component{}
	for _, c := range made.Components {
		parts[c.PURL] = c
	}
	noble, ok := parts["pkg:npm/%40noble/curves@2.4.0"]
	if !ok || noble.Group != "@noble" || noble.Name != "curves" || len(noble.Hashes) != 1 || len(noble.Hashes[0].Content) != 128 {
		t.Errorf("the browser's curves are %+v", noble)
	}
	for purl, c := range parts {
		if len(c.Licenses) == 0 && c.Evidence == nil {
			t.Errorf("%s has no licence", purl)
		}
	}
	if strings.Contains(first.String(), "MD5") {
		t.Error("hashes of this machine's tool are in it")
	}
	depended := map[string]bool{}
	for _, d := range made.Dependencies {
		if d.Ref == made.Metadata.Component.Ref {
			for _, on := range d.On {
				depended[on] = true
			}
		}
	}
	if !depended[noble.Ref] {
		t.Error("the program does not depend on what is in it")
	}
}

// TestRefused: nothing is written of what cannot be told whole.
func TestRefused(t *testing.T) {
	whole := source(t)
	for _, c := range []struct{ name, from, to, says string }{
		{"a licence that nobody knows", `"name": "github.com/pressly/goose/v3"`, `"name": "github.com/pressly/goose/v4"`, "goose/v4"},
		{"a field that we would lose", `"type": "application",`, `"type": "application", "copyright": "x",`, "copyright"},
		{"what the schema forbids", `"type": "application",`, `"type": "programme",`, "bom-1.6"},
		{"a licence that SPDX does not know", `"id": "EUPL-1.2"`, `"id": "EUPL-9"`, "evidence/licenses"},
		{"no JSON", whole, "", "EOF"},
	} {
		changed := strings.Replace(whole, c.from, c.to, 1)
		if changed == whole {
			t.Fatalf("%s: nothing was changed", c.name)
		}
		var out bytes.Buffer
		err := run(strings.NewReader(changed), packages, &out)
		if err == nil || !strings.Contains(err.Error(), c.says) || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", c.name, err, out.Len())
		}
	}
}

func TestComponentRefused(t *testing.T) {
	for _, integrity := range []string{"", "sha1-AAAA", "sha512-?"} {
		if c, err := (npmPackage{Name: "x", Version: "1", License: "MIT", Integrity: integrity}).component(); err == nil {
			t.Errorf("%q gave %+v", integrity, c)
		}
	}
}
