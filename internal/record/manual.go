package record

import (
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
)

const manualHead = `# Records

What can be written down at a step of a protocol. Made from the catalogue (` + "`internal/record`" + `): do not edit; ` + "`go test ./internal/record -run Manual -update`" + ` writes it.

A record is a fact of the dossier: ` + "`{signal?, fields?, content?, proposal?, proposer?}`" + `. **Open** fields are what a protocol can read; the server knows them. **Sealed** ones, and the words, are one text in the compartment for internal words. *Needed* ones must be answered. A *letter* is the number of a sealed letter of the dossier, from 1, and a *measure* that of a measure or a burden that was imposed already, counted together. Where a second person may or must confirm, a protocol can also read ` + "`second`" + `.

`

// Manual is the catalogue as a page for people.
func Manual() string {
	var b strings.Builder
	b.WriteString(manualHead)
	for _, g := range Groups() {
		fmt.Fprintf(&b, "## %s\n\n", g.Label.EN)
		for _, t := range all {
			if t.Group == g.Group {
				t.manual(&b)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (t Type) manual(b *strings.Builder) {
	fmt.Fprintf(b, "### %s\n\n%s (%s), about %s.", t.Kind, t.Label.EN, t.Label.NL, map[About]string{
		AboutDossier: "the dossier", AboutSignal: "a signal", AboutEither: "the dossier or a signal"}[t.About])
	switch t.Second {
	case SecondMay:
		b.WriteString(" A second person may confirm.")
	case SecondMust:
		b.WriteString(" A second person must confirm.")
	}
	if t.Compared.Field != "" {
		fmt.Fprintf(b, " Where `%s` is %s, the words are compared with those of earlier ones (`alike`, `compared`, `different`).", t.Compared.Field, strings.Join(t.Compared.In, " or "))
	}
	if t.Later {
		b.WriteString(" Comes later: only a story can state it.")
	}
	b.WriteString("\n\n")
	for _, f := range t.Open() {
		f.manual(b)
	}
	if len(t.Open()) > 0 {
		b.WriteString("\n")
	}
	if t.Wordy() {
		var sealed []string
		for _, f := range t.SealedFields() {
			sealed = append(sealed, "`"+f.Name+"`")
		}
		if t.Words.Label != (gehoor.Text{}) {
			sealed = append(sealed, "words")
		}
		fmt.Fprintf(b, "Sealed: %s.\n\n", strings.Join(sealed, ", "))
	}
}

func (f Field) manual(b *strings.Builder) {
	fmt.Fprintf(b, "- `%s` %s", f.Name, f.Type)
	if f.bounded() {
		fmt.Fprintf(b, " %d–%d", f.Least, f.Most)
	}
	for i, o := range f.Options {
		b.WriteString(map[bool]string{true: ": ", false: ", "}[i == 0] + o.Value)
		if o.AtSource {
			b.WriteString(" (at the source)")
		}
	}
	if f.Within != "" {
		fmt.Fprintf(b, "; of those in `%s`", f.Within)
	}
	switch {
	case f.Agree:
		b.WriteString("; must be yes")
	case f.Needed && f.Unless.Field != "":
		fmt.Fprintf(b, "; needed, unless `%s` is %s", f.Unless.Field, strings.Join(f.Unless.In, " or "))
	case f.Needed:
		b.WriteString("; needed")
	}
	fmt.Fprintf(b, ". %s\n", f.Label.EN)
}
