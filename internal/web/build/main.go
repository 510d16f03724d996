// Command build makes what the browser loads: it bundles the pages' scripts and
// styles into ../asset/dist, with a manifest. It runs in `go generate
// ./internal/web`, never in the server, and its output is committed, so that
// building Gehoor needs only Go.
//
// What it takes:
//
//   - page/<noun>/<name>.ts: each is a script of its own, "<noun>/<name>.js".
//     What scripts share is split off. Shared modules lie in browser/.
//   - page/<noun>/<name>.css, and style/site.css, which every page has.
//
// What it promises:
//
//   - The same sources give the same bytes, on every machine: no paths, no times,
//     no source maps. The continuous check runs it again and compares.
//   - Names hold a hash of the content, so that a browser may keep a file for
//     ever.
//   - Of NL Design System only those rules and tokens stay that our pages use.
//     A class counts as used if its name occurs in a template or script.
//
// It needs the npm packages of browser/ and style/ (npm ci).
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	web, err := filepath.Abs(".")
	if err == nil {
		err = run(web, filepath.Join(web, "asset", "dist"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run builds everything below the folder internal/web into the folder dist.
func run(web, dist string) error {
	for _, packages := range []string{"browser/node_modules", "style/node_modules"} {
		if _, err := os.Stat(filepath.Join(web, packages)); err != nil {
			return fmt.Errorf("%s is not there: run npm ci in %s", packages, filepath.Dir(packages))
		}
	}
	out := output{packages: taken{}}
	if err := bundleScripts(web, &out); err != nil {
		return err
	}
	if err := bundleStyles(web, &out); err != nil {
		return err
	}
	if err := addFiles(web, &out); err != nil {
		return err
	}
	list, err := out.packages.list(web)
	if err != nil {
		return err
	}
	out.files[packagesFile] = list
	return out.write(dist)
}
