package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

// protocolCommand is gehoor protocol: what must be done with a signal, as a file.
// None of it needs an installation.
type protocolCommand struct {
	Check  protocolCheck  `cmd:"" help:"Say in which line of a protocol something is wrong, and how to mend it."`
	Export protocolExport `cmd:"" help:"Print the protocol that is shipped, as a file to begin with."`
	Facts  protocolFacts  `cmd:"" help:"List the kinds of fact that a protocol can name."`
	Law    protocolLaw    `cmd:"" help:"List the statutory terms that a protocol can name, with their articles."`
	Schema protocolSchema `cmd:"" help:"Print the JSON Schema of protocols, for an editor that completes keys."`
}

// protocolCheck is gehoor protocol check.
type protocolCheck struct {
	Files []string `arg:"" type:"existingfile" help:"Protocols. Begin with what gehoor protocol export prints."`
}

// Run looks at every file, and fails if one has a fault. A line of a fault is
// file:line:column: what is wrong: how to mend it.
func (c *protocolCheck) Run(out io.Writer) error {
	var lines []string
	for _, name := range c.Files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		d, err := language.Parse(data, casework.Kinds(), shipped.Law())
		var faults language.Faults
		switch {
		case errors.As(err, &faults):
			for _, f := range faults {
				lines = append(lines, name+":"+f.String())
			}
		case err != nil:
			return err
		default:
			_, _ = fmt.Fprintf(out, "%s: %s %s, %d steps, in order\n%s\n", name, d.Code, d.Version, len(d.Steps), d.Digest())
		}
	}
	if len(lines) > 0 {
		return errors.New(strings.Join(lines, "\n"))
	}
	return nil
}

// protocolExport is gehoor protocol export.
type protocolExport struct{}

// Run prints the file, byte for byte.
func (c *protocolExport) Run(out io.Writer) error {
	_, err := out.Write(protocols.Receive())
	return err
}

// protocolFacts is gehoor protocol facts.
type protocolFacts struct{}

// Run prints a line for each kind.
func (c *protocolFacts) Run(out io.Writer) error {
	kinds := casework.Kinds()
	slices.Sort(kinds)
	for _, k := range kinds {
		if _, err := fmt.Fprintln(out, k); err != nil {
			return err
		}
	}
	return nil
}

// protocolLaw is gehoor protocol law.
type protocolLaw struct{}

// Run prints a line for each term.
func (c *protocolLaw) Run(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "TERM\tLENGTH\tARTICLE\tWHAT")
	for _, t := range shipped.Law().Terms {
		length := t.Length.String()
		if length == "" {
			length = "no number"
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.Code, length, t.Article, t.Rule.EN)
	}
	return w.Flush()
}

// protocolSchema is gehoor protocol schema.
type protocolSchema struct{}

// Run prints the schema.
func (c *protocolSchema) Run(out io.Writer) error {
	_, err := out.Write(protocols.Schema())
	return err
}
