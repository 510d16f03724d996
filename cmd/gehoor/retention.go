package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/protocols"
)

// retentionCommand is gehoor retention: how long what is kept, and what was
// destroyed. Nothing is destroyed here: two people decide, in their browsers.
type retentionCommand struct {
	Show      retentionShow      `cmd:"" help:"Say which rules hold, and print those that ship as a file to fill in."`
	Adopt     retentionAdopt     `cmd:"" help:"Record the rules that the organisation decided on."`
	Due       retentionDue       `cmd:"" help:"Count the dossiers whose term is over. Which they are, only those see who may."`
	Statement retentionStatement `cmd:"" help:"Write the statement of each destruction, and the proof that gehoor-verify checks."`
}

// retentionShow is gehoor retention show.
type retentionShow struct {
	at
	Shipped bool `help:"Print the rules that ship with the program, as a file: the archivist fills in the category."`
}

// Run says which rules hold.
func (c *retentionShow) Run(ctx context.Context, out io.Writer) error {
	if c.Shipped {
		_, err := out.Write(protocols.Retention())
		return err
	}
	return c.with(ctx, func(s opened) error {
		o, err := s.cases.Organisation(ctx, s.org)
		if err != nil {
			return err
		}
		now := o.Adoption()
		if now.Seq == 0 {
			_, err := fmt.Fprintf(out, "%s has adopted no rules yet: nothing can be destroyed. See gehoor retention show --shipped.\n", s.org)
			return err
		}
		_, err = fmt.Fprintf(out, "%s, since %s\n", now.Digest(), now.At.Format(time.DateOnly))
		if now.By != "" {
			_, err = fmt.Fprintf(out, "  decided by %s%s\n", now.By, dayAfter(" on ", now.On))
		}
		for _, r := range now.Rules.Rules {
			_, err = fmt.Fprintf(out, "  %s%s: %s after %s, then %s; selection list: %s\n    %s\n", r.Of, forExits(r.Exits), r.Term, r.Trigger, r.Action, r.Category, r.Ground.EN)
		}
		return err
	})
}

// forExits says for which ways of closing a rule holds, if it does not for all.
func forExits(exits []retention.Exit) string {
	if len(exits) == 0 {
		return ""
	}
	return fmt.Sprintf(" closed as %v", exits)
}

func dayAfter(word string, d protocol.Date) string {
	if d == (protocol.Date{}) {
		return ""
	}
	return word + d.String()
}

// retentionAdopt is gehoor retention adopt.
type retentionAdopt struct {
	at
	File     string `type:"existingfile" placeholder:"FILE" help:"The rules; without it those that ship, with --category."`
	Category string `placeholder:"TEXT" help:"The category of the selection list, for every rule that has none."`
	By       string `placeholder:"TEXT" help:"Which body decided."`
	On       string `placeholder:"DAY" help:"On which day it decided, as 2026-01-31."`
}

// Run records the rules.
func (c *retentionAdopt) Run(ctx context.Context, out io.Writer) error {
	f, err := c.read()
	if err != nil {
		return err
	}
	return c.with(ctx, func(s opened) error {
		o, err := s.cases.Organisation(ctx, s.org)
		if err != nil {
			return err
		}
		if err := s.cases.AdoptRetention(ctx, s.org, gehoor.System, o.Adoption().Seq, f); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s keeps by %s from now on; it holds for what is closed already too.\n", s.org, f.Digest())
		return err
	})
}

func (c *retentionAdopt) read() (directory.RetentionAdopted, error) {
	var f directory.RetentionAdopted
	data := protocols.Retention()
	var err error
	if c.File != "" {
		if data, err = os.ReadFile(c.File); err != nil {
			return f, err
		}
	}
	if f.Rules, err = retention.Parse(data); err != nil {
		return f, err
	}
	for i := range f.Rules.Rules {
		if r := &f.Rules.Rules[i]; r.Category == "" {
			r.Category = strings.TrimSpace(c.Category)
		}
	}
	if err := f.Complete(); err != nil {
		return f, err
	}
	f.By = c.By
	if c.On != "" {
		f.On, err = protocol.ParseDate(c.On)
	}
	return f, err
}

// retentionDue is gehoor retention due.
type retentionDue struct{ at }

// Run counts.
func (c *retentionDue) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		k, err := s.cases.CountKept(ctx, s.org)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%d closed dossiers: %d with their term over, %d proposed to be destroyed, %d that must not be\n",
			k.Closed, k.Due, k.Proposed, k.Held)
		return err
	})
}

// retentionStatement is gehoor retention statement.
type retentionStatement struct {
	at
	Out string `type:"path" placeholder:"DIR" help:"A folder for a text and a proof of each; without it the texts are printed."`
}

// Run writes the statements.
func (c *retentionStatement) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		all, err := s.cases.Statements(ctx, s.org)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			_, err := fmt.Fprintf(out, "%s has destroyed nothing.\n", s.org)
			return err
		}
		for _, one := range all {
			if err := c.one(ctx, s, one, out); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *retentionStatement) one(ctx context.Context, s opened, one casework.Statement, out io.Writer) error {
	text := statementOf(one)
	if c.Out == "" {
		_, err := io.WriteString(out, text)
		return err
	}
	if err := os.MkdirAll(c.Out, ownerFolder); err != nil {
		return err
	}
	name := filepath.Join(c.Out, fmt.Sprintf("destroyed-%s-%d", one.First().Format(time.DateOnly), one.Seq))
	if err := os.WriteFile(name+".txt", []byte(text), 0o600); err != nil {
		return err
	}
	proof, err := s.cases.ErasureProof(ctx, s.org, one.Seq)
	if errors.Is(err, &gehoor.Refusal{Code: register.CodeProofPending}) {
		_, err = fmt.Fprintf(out, "%s.txt; its proof comes with the next checkpoint\n", name)
		return err
	}
	if err == nil {
		err = os.WriteFile(name+register.ReceiptExtension, proof, 0o600)
	}
	if err == nil {
		_, err = fmt.Fprintf(out, "%s.txt and its proof\n", name)
	}
	return err
}

// askers are who asked for an erasure, for a statement.
var askers = map[dossier.Asker]string{
	dossier.AskerReporter: "de melder", dossier.AskerConcerned: "degene over wie het gaat", dossier.AskerOther: "iemand anders die erin voorkomt",
}

// statementOf is a statement of destruction (Archiefbesluit 1995 art. 8): what, how
// much, on what ground, when, by whom. It is in Dutch, because archivists keep it.
func statementOf(s casework.Statement) string {
	var b strings.Builder
	line := func(name, value string) { fmt.Fprintf(&b, "%-26s %s\n", name, value) }
	fmt.Fprintf(&b, "Verklaring van vernietiging\n\n")
	line("Organisatie", s.Organisation)
	line("Vernietigd op", s.First().Format(time.DateOnly))
	if s.Again {
		line("Opnieuw vernietigd op", s.At.Format(time.DateOnly)+", na het terugzetten van een reservekopie")
	}
	for _, one := range s.Streams {
		line("Wat", fmt.Sprintf("%s, %d gebeurtenissen", one.Stream, one.Events))
	}
	line("Versleutelde teksten", fmt.Sprint(s.Contents))
	line("Bestanden", fmt.Sprint(s.Files))
	line("Grond", s.Ground.NL)
	line("Gesloten op", s.ClosedOn.String())
	if r := s.Request; r != nil {
		line("Gevraagd door", askers[dossier.Asker(r.By)])
		line("Gevraagd op", r.ReceivedOn.String())
	} else {
		line("Categorie selectielijst", s.Category)
		line("Termijn", s.Term+" na het sluiten")
		line("Te vernietigen vanaf", s.DueOn.String())
		line("Regels", string(s.Rules))
	}
	line("Voorgesteld door", s.Proposer.Function.NL+", "+s.ProposedAt.Format(time.DateOnly))
	line("Besloten door", s.Confirmer.Function.NL)
	line("Plaats in het logboek", fmt.Sprintf("gebeurtenis %d van de organisatie", s.Seq))
	if s.Checkpoint.N > 0 {
		line("Tussenstand", fmt.Sprintf("%s, %d regels, %s", s.Checkpoint.Origin, s.Checkpoint.N, s.Checkpoint.Hash))
	}
	fmt.Fprintf(&b, "\nDe zegels van de vernietigde gebeurtenissen staan nog in het logboek; zij zeggen niet wat er stond.\nControleren: gehoor-verify statement --log-key SLEUTEL BESTAND%s\n\n", register.ReceiptExtension)
	return b.String()
}
