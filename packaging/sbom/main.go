// Command sbom completes the list of parts of a program, as cyclonedx-gomod made
// it from the program's source: the packages of npm whose code or styles are inside
// the program are added, and what differs from machine to machine is left out.
//
//	sbom [--npm internal/web/asset/dist/packages.json] <from-cyclonedx-gomod.json >list.cdx.json
//
// What goes out is CycloneDX 1.6, checked against its schema; the same input gives
// the same bytes. A part whose licence nobody knows is an error: somebody has to
// look at it first.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	npm := flag.String("npm", "", "the list of npm packages that internal/web/build wrote")
	flag.Parse()
	if err := run(os.Stdin, *npm, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, npm string, out io.Writer) error {
	b, err := readBOM(in)
	if err != nil {
		return err
	}
	if npm != "" {
		packages, err := readPackages(npm)
		if err != nil {
			return err
		}
		if err := b.add(packages); err != nil {
			return err
		}
	}
	if err := b.settle(); err != nil {
		return err
	}
	var made bytes.Buffer
	if err := b.write(&made); err != nil {
		return err
	}
	if err := validate(made.Bytes()); err != nil {
		return err
	}
	_, err = out.Write(made.Bytes())
	return err
}
