package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// npmPackage is a line of the list that internal/web/build writes.
type npmPackage struct {
	Name, Version, License, Integrity string
}

func readPackages(path string) ([]npmPackage, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []npmPackage
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s is empty", path)
	}
	return all, nil
}

// component writes a package as CycloneDX and package-url do: the scope apart, and
// encoded in the address.
func (p npmPackage) component() (component, error) {
	group, name, scoped := strings.Cut(p.Name, "/")
	if !scoped {
		group, name = "", p.Name
	}
	purl := "pkg:npm/"
	if scoped {
		purl += url.QueryEscape(group) + "/"
	}
	purl += name + "@" + p.Version
	sum, ok := strings.CutPrefix(p.Integrity, "sha512-")
	raw, err := base64.StdEncoding.DecodeString(sum)
	if !ok || err != nil {
		return component{}, fmt.Errorf("%s: %q is no SHA-512", p.Name, p.Integrity)
	}
	return component{
		Ref: purl, Type: "library", Group: group, Name: name, Version: p.Version, Scope: "required",
		Hashes: []hash{{"SHA-512", hex.EncodeToString(raw)}}, Licenses: licensed(p.License), PURL: purl,
	}, nil
}
