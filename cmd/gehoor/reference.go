package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

//go:generate sh -c "go run . reference > ../../doc/reference.md"

// referenceCommand prints every command and flag from their own descriptions.
type referenceCommand struct {
	Man bool `help:"As a man page."`
}

// Run prints.
func (r *referenceCommand) Run(out io.Writer) error {
	parser, err := newParser(context.Background(), io.Discard, io.Discard, func(int) {})
	if err != nil {
		return err
	}
	write := markdown
	if r.Man {
		write = manPage
	}
	_, err = io.WriteString(out, write(parser.Model.Node))
	return err
}

const referenceHead = `# Reference

Every command of ` + "`gehoor`" + ` with its flags. Made from the program itself (` + "`make generate`" + `): do not edit.

A flag can be given in four ways, in this order: on the command line (` + "`--mail-host relay`" + `), in the environment (` + "`GEHOOR_MAIL_HOST=relay`" + `),
as a credential of systemd (a file ` + "`gehoor_mail-host`" + ` in ` + "`$CREDENTIALS_DIRECTORY`" + `), or in a YAML file that ` + "`--config`" + ` names, with the flag's name as key (` + "`mail-host: relay`" + `, or ` + "`mail:`" + ` with ` + "`host: relay`" + ` below it). A name in the file that no command knows is an error.
A list is given by commas, or by the flag more than once. A command ends with 0 when all is well, with 1 when it looked and found something wrong, with 2 when it could not do its work.
`

// shown are the commands that --help shows too, down to those that do something.
func shown(app *kong.Node) []*kong.Node {
	var all []*kong.Node
	for _, c := range app.Children {
		switch {
		case c.Hidden:
		case c.Leaf():
			all = append(all, c)
		default:
			all = append(all, shown(c)...)
		}
	}
	return all
}

func flagsOf(n *kong.Node) []*kong.Flag {
	var all []*kong.Flag
	for _, f := range n.Flags {
		if !f.Hidden && f.Name != "help" {
			all = append(all, f)
		}
	}
	return all
}

// spelling is a flag with what it takes.
func spelling(f *kong.Flag) string {
	if f.IsBool() {
		return "--" + f.Name
	}
	return "--" + f.Name + " " + placeholder(f)
}

func placeholder(f *kong.Flag) string {
	if f.PlaceHolder != "" {
		return f.PlaceHolder
	}
	return strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

// remark is what else there is to say of a flag.
func remark(f *kong.Flag) string {
	switch {
	case f.Required:
		return " Required."
	case f.HasDefault && f.Default != "":
		return " Default: " + f.Default + "."
	}
	return ""
}

func markdown(app *kong.Node) string {
	var b strings.Builder
	b.WriteString(referenceHead)
	flags := func(list []*kong.Flag) {
		if len(list) == 0 {
			return
		}
		b.WriteString("\n| flag | environment | |\n|---|---|---|\n")
		for _, f := range list {
			envs := make([]string, len(f.Envs))
			for i, e := range f.Envs {
				envs[i] = "`" + e + "`"
			}
			cell := strings.ReplaceAll(f.Help+remark(f), "|", `\|`)
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", strings.ReplaceAll(spelling(f), "|", `\|`), strings.Join(envs, " "), cell)
		}
	}
	b.WriteString("\n## For every command\n")
	flags(flagsOf(app))
	for _, c := range shown(app) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", c.FullPath(), c.Help)
		for _, p := range c.Positional {
			fmt.Fprintf(&b, "\n`%s`: %s\n", p.Summary(), p.Help)
		}
		flags(flagsOf(c))
	}
	return b.String()
}

// manPage writes troff for section 8.
func manPage(app *kong.Node) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(`.TH GEHOOR 8`)
	line(".SH NAME\ngehoor \\- hear signals of undesirable behaviour, and be able to prove what was done")
	line(".SH SYNOPSIS\n.B gehoor\n[\\-\\-config FILE] COMMAND [FLAGS]")
	line(".SH COMMANDS")
	for _, c := range shown(app) {
		line(".SS %s\n%s", troff(c.FullPath()), troff(c.Help))
		for _, p := range c.Positional {
			line(".TP\n.B %s\n%s", troff(p.Summary()), troff(p.Help))
		}
		for _, f := range flagsOf(c) {
			line(".TP\n.B %s\n%s", troff(spelling(f)), troff(f.Help+remark(f)))
		}
	}
	line(".SH ENVIRONMENT\nEvery flag can be set in the environment: \\-\\-data is GEHOOR_DATA. A file of flags is named with \\-\\-config.")
	line(".SH EXIT STATUS\n0 when all is well, 1 when something was looked at and is wrong, 2 when the work could not be done.")
	line(".SH FILES\n.I /etc/gehoor/gehoor.yaml\n.br\n.I /var/lib/gehoor\n.br\n.I /usr/share/doc/gehoor/")
	return b.String()
}

// troff keeps text from being read as requests.
func troff(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
