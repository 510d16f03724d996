package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// bom is what cyclonedx-gomod writes of CycloneDX 1.6. A field that is not here is
// an error, so that nothing is lost when the tool writes more one day.
type bom struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Tools     []tool    `json:"tools"`
	Component component `json:"component"`
}

type tool struct {
	Vendor  string `json:"vendor,omitempty"`
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	// Hashes are those of the tool as this machine built it.
	Hashes     []hash          `json:"hashes,omitempty"`
	References json.RawMessage `json:"externalReferences,omitempty"`
}

type component struct {
	Ref        string          `json:"bom-ref"`
	Type       string          `json:"type"`
	Group      string          `json:"group,omitempty"`
	Name       string          `json:"name"`
	Version    string          `json:"version"`
	Scope      string          `json:"scope,omitempty"`
	Hashes     []hash          `json:"hashes,omitempty"`
	Licenses   []license       `json:"licenses,omitempty"`
	PURL       string          `json:"purl"`
	References json.RawMessage `json:"externalReferences,omitempty"`
	Properties json.RawMessage `json:"properties,omitempty"`
	Evidence   *evidence       `json:"evidence,omitempty"`
}

type evidence struct {
	Licenses []license `json:"licenses,omitempty"`
}

type license struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

func licensed(id string) []license {
	var l license
	l.License.ID = id
	return []license{l}
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn,omitempty"`
}

func readBOM(in io.Reader) (*bom, error) {
	var b bom
	d := json.NewDecoder(in)
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, fmt.Errorf("what cyclonedx-gomod wrote: %w", err)
	}
	return &b, nil
}

// add adds packages of npm as parts of the program.
func (b *bom) add(packages []npmPackage) error {
	var refs []string
	for _, p := range packages {
		c, err := p.component()
		if err != nil {
			return err
		}
		b.Components = append(b.Components, c)
		b.Dependencies = append(b.Dependencies, dependency{Ref: c.Ref})
		refs = append(refs, c.Ref)
	}
	i := slices.IndexFunc(b.Dependencies, func(d dependency) bool { return d.Ref == b.Metadata.Component.Ref })
	if i < 0 {
		return fmt.Errorf("the program itself depends on nothing")
	}
	b.Dependencies[i].On = append(b.Dependencies[i].On, refs...)
	return nil
}

// looked are licences that somebody looked up, because the tool finds none.
var looked = map[string]string{
	// Of the module we link the folder shamir alone, whose files say so.
	"github.com/hashicorp/vault":  "MPL-2.0",
	"github.com/pressly/goose/v3": "MIT",
	"std":                         "BSD-3-Clause",
}

// settle gives every part a licence and takes out what is of this machine.
func (b *bom) settle() error {
	for i := range b.Metadata.Tools {
		b.Metadata.Tools[i].Hashes = nil
	}
	var unknown []string
	for i := range b.Components {
		c := &b.Components[i]
		if len(c.Licenses) > 0 || c.Evidence != nil && len(c.Evidence.Licenses) > 0 {
			continue
		}
		id, ok := looked[c.Name]
		if !ok {
			unknown = append(unknown, c.Name)
			continue
		}
		c.Licenses = licensed(id)
	}
	if len(unknown) > 0 {
		return fmt.Errorf("nobody knows the licence of %s: look, and add it to the list", strings.Join(unknown, ", "))
	}
	return nil
}

func (b *bom) write(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(b)
}
