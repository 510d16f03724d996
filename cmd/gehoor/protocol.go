package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/draw"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/manual"
	"github.com/gehoor/gehoor/internal/protocol/phrase"
	"github.com/gehoor/gehoor/internal/protocol/regulation"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/protocols"
)

// protocolCommand is gehoor protocol: what must be done with a signal, as a file.
// Only to adopt one needs an installation.
type protocolCommand struct {
	Adopt   protocolAdopt   `cmd:"" help:"Work by these protocols from now on, as the competent body decided."`
	Check   protocolCheck   `cmd:"" help:"Say in which line of a protocol something is wrong, and how to mend it."`
	Diff    protocolDiff    `cmd:"" help:"Say what differs between two editions of a protocol, or draw it."`
	Draw    protocolDraw    `cmd:"" help:"Draw a protocol as a picture (SVG): who does what, in which order, by when."`
	Export  protocolExport  `cmd:"" help:"Print a protocol that is shipped, as a file to begin with."`
	Facts   protocolFacts   `cmd:"" help:"List the kinds of fact that a protocol can name, and what can be read of each."`
	Law     protocolLaw     `cmd:"" help:"List the statutory terms that a protocol can name, with their articles."`
	Schema  protocolSchema  `cmd:"" help:"Print the JSON Schema of protocols, for an editor that completes keys."`
	Profile protocolProfile `cmd:"" help:"Print how a small or large municipality works with the protocols, or what it lacks for that."`
	Text    protocolText    `cmd:"" help:"Write a protocol as a regulation, on which a council can vote."`
}

// protocolCheck is gehoor protocol check.
type protocolCheck struct {
	Files   []string `arg:"" type:"existingfile" help:"Protocols. Begin with what gehoor protocol export prints."`
	Profile string   `placeholder:"NAME" help:"Say too what these protocols, with receive, lack for a profile: small or large."`
}

// Run looks at every file, and fails if one has a fault. A line of a fault is
// file:line:column: what is wrong: how to mend it. A doubt is such a line too, with the
// word after the column; neither it nor what lacks for a profile is a fault.
func (c *protocolCheck) Run(out io.Writer) error {
	var lines []string
	set := shipped.Protocols(casework.Vocabulary())
	for _, name := range c.Files {
		d, err := readProtocol(name)
		var faults language.Faults
		switch {
		case errors.As(err, &faults):
			lines = append(lines, err.Error())
		case err != nil:
			return err
		default:
			set = set.With(d)
			_, _ = fmt.Fprintf(out, "%s: %s %s, %d steps, in order\n%s\n", name, d.Code, d.Version, len(d.Steps), d.Digest())
		}
	}
	if len(lines) > 0 {
		return errors.New(strings.Join(lines, "\n"))
	}
	if err := c.doubts(out, set); err != nil {
		return err
	}
	return c.profile(out, set)
}

// doubts says what is in order and will hardly do what was meant.
func (c *protocolCheck) doubts(out io.Writer, set protocol.Set) error {
	for _, name := range c.Files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, f := range language.Doubts(data, casework.Vocabulary(), set...) {
			_, _ = fmt.Fprintf(out, "%s:%d:%d: doubt: %s: %s\n", name, f.Line, f.Column, f.What, f.Mend)
		}
	}
	return nil
}

// profile says what lacks for the profile that was named, if one was.
func (c *protocolCheck) profile(out io.Writer, set protocol.Set) error {
	if c.Profile == "" {
		return nil
	}
	if err := isProfile(c.Profile); err != nil {
		return err
	}
	for _, p := range set.Check() {
		_, _ = fmt.Fprintf(out, "together: %s; %s\n", p.What, p.Mend)
	}
	p := shipped.Profile(c.Profile, casework.Vocabulary())
	_, err := io.WriteString(out, gaps(p, p.Gaps(set, protocol.Setting{})))
	return err
}

// readProtocol reads a protocol that is in order. Its faults have a line each, with
// the name of the file.
func readProtocol(name string) (protocol.Definition, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return protocol.Definition{}, err
	}
	d, err := language.Parse(data, casework.Vocabulary(), shipped.Law())
	var faults language.Faults
	if errors.As(err, &faults) {
		return protocol.Definition{}, faultsIn{name, faults}
	}
	return d, err
}

// faultsIn are the faults of a file.
type faultsIn struct {
	file string
	language.Faults
}

// Error has a line for each fault.
func (n faultsIn) Error() string {
	lines := make([]string, len(n.Faults))
	for i, f := range n.Faults {
		lines[i] = n.file + ":" + f.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the faults without the file.
func (n faultsIn) Unwrap() error { return n.Faults }

// protocolDraw is gehoor protocol draw.
type protocolDraw struct {
	File     string          `arg:"" type:"existingfile" help:"A protocol."`
	Language gehoor.Language `enum:"nl,en" default:"nl" help:"The language of the picture: nl or en."`
	Sheet    draw.Paper      `enum:",a4,a3" default:"" help:"To print: a page (HTML) with the picture on as many sheets as it needs, of a4 or a3."`
}

// Run prints the picture, or a page with its sheets.
func (c *protocolDraw) Run(out io.Writer) error {
	d, err := readProtocol(c.File)
	if err != nil {
		return err
	}
	o := draw.Options{Words: text.For(c.Language), Law: shipped.Law()}
	if c.Sheet != "" {
		_, err = out.Write(draw.Printed(d, o, c.Sheet))
		return err
	}
	_, err = out.Write(draw.Protocol(d, o))
	return err
}

// protocolDiff is gehoor protocol diff.
type protocolDiff struct {
	Before   string          `arg:"" type:"existingfile" help:"The earlier edition."`
	After    string          `arg:"" type:"existingfile" help:"The later edition."`
	SVG      bool            `name:"svg" help:"Draw the later edition, with what is new, gone and changed marked."`
	Language gehoor.Language `enum:"nl,en" default:"nl" help:"The language of the sentences and of the picture: nl or en."`
}

// Run prints each item that differs, and under it a sentence for each thing in which it
// does, or the picture. It fails like diff, with 1, if there is a difference.
func (c *protocolDiff) Run(out io.Writer) error {
	before, err := readProtocol(c.Before)
	if err != nil {
		return err
	}
	after, err := readProtocol(c.After)
	if err != nil {
		return err
	}
	if c.SVG {
		_, err = out.Write(draw.Changes(before, after, draw.Options{Words: text.For(c.Language), Law: shipped.Law()}))
		return err
	}
	all := phrase.Differences(text.For(c.Language), shipped.Law(), before, after, shipped.All(casework.Vocabulary())...)
	for _, d := range all {
		_, _ = fmt.Fprintln(out, d.Item)
		for _, l := range d.Lines {
			_, _ = fmt.Fprintln(out, "  "+l)
		}
	}
	if len(all) > 0 {
		return errFound
	}
	return nil
}

// protocolText is gehoor protocol text.
type protocolText struct {
	File     string          `arg:"" type:"existingfile" help:"A protocol."`
	Format   string          `enum:"html,odt,md" default:"html" help:"The format: html, odt for a word processor, or md for a short page in Markdown, with tables in place of articles."`
	Language gehoor.Language `enum:"nl,en" default:"nl" help:"The language of the regulation: nl or en."`
}

// Run prints the regulation.
func (c *protocolText) Run(out io.Writer) error {
	d, err := readProtocol(c.File)
	if err != nil {
		return err
	}
	beside := shipped.All(casework.Vocabulary())
	if c.Format == "md" {
		_, err = io.WriteString(out, manual.Page(d, manual.Options{Words: text.For(c.Language), Law: shipped.Law(), Beside: beside}))
		return err
	}
	write := regulation.Document.HTML
	if c.Format == "odt" {
		write = regulation.Document.ODT
	}
	data, err := write(regulation.Of(text.For(c.Language), d, shipped.Law(), beside...))
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// protocolExport is gehoor protocol export.
type protocolExport struct {
	Name string `arg:"" optional:"" default:"receive" help:"Which protocol: receive, office-holder and so on. formal-only is an example of how it goes wrong."`
}

// Run prints the file, byte for byte.
func (c *protocolExport) Run(out io.Writer) error {
	file, ok := protocols.Protocol(c.Name)
	if !ok {
		file, ok = protocols.Example(c.Name)
	}
	if !ok {
		return fmt.Errorf("no protocol %q is shipped: name one of %s", c.Name, strings.Join(protocols.Shipped(), ", "))
	}
	_, err := out.Write(file)
	return err
}

// protocolFacts is gehoor protocol facts.
type protocolFacts struct{}

// Run prints a line for each kind, and one, with a tab before it, for each value of
// it that a condition can read: its name, its type, and what it can be.
func (c *protocolFacts) Run(out io.Writer) error {
	w := bufio.NewWriter(out)
	for _, t := range casework.Vocabulary() {
		_, _ = w.WriteString(string(t.Kind))
		if t.Later {
			_, _ = w.WriteString("  (later: only a story can state it)")
		}
		_ = w.WriteByte('\n')
		for _, f := range t.Fields {
			_, _ = w.WriteString(strings.TrimRight(fmt.Sprintf("\t%s  %s  %s", f.Name, f.Type, strings.Join(f.Options, " | ")), " ") + "\n")
		}
	}
	return w.Flush()
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
