package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/text"
)

// protocolAdopt is gehoor protocol adopt: what an administrator does on the page
// Protocols, at the machine and for several files at once.
type protocolAdopt struct {
	at
	Files []string `arg:"" type:"existingfile" help:"Protocols that were decided on together: all are adopted, or none."`
	gatesFlags
	DryRun bool `help:"Say what it would change, and adopt nothing."`
}

// gatesFlags are what the law and good order ask before (protocols.md §0.12). Where
// nothing real is told they may be absent.
type gatesFlags struct {
	Body         string `placeholder:"TEXT" help:"Which body decided: the council, or the municipal executive."`
	On           string `placeholder:"DAY" help:"On which day it decided, as 2026-01-31."`
	WorksCouncil string `placeholder:"DAY" help:"When the works council agreed (WOR art. 27)."`
	NotNeeded    string `placeholder:"TEXT" help:"Why its consent was not needed, instead of --works-council."`
	Officer      string `placeholder:"DAY" help:"When the data protection officer advised."`
	Assessed     string `placeholder:"DAY" help:"The day of the data protection impact assessment (DPIA)."`
	Publication  string `placeholder:"TEXT" help:"Where the decision was published: Gemeenteblad 2026, 12345."`
}

// gates reads the days.
func (f gatesFlags) gates() (adoption.Gates, error) {
	g := adoption.Gates{Body: f.Body, NotNeeded: f.NotNeeded, Publication: f.Publication}
	for _, one := range []struct {
		flag, value string
		to          *protocol.Date
	}{{"on", f.On, &g.On}, {"works-council", f.WorksCouncil, &g.WorksCouncilOn}, {"officer", f.Officer, &g.OfficerOn}, {"assessed", f.Assessed, &g.AssessedOn}} {
		if one.value == "" {
			continue
		}
		day, err := protocol.ParseDate(one.value)
		if err != nil {
			return g, fmt.Errorf("--%s %s is no day: write it as 2026-01-31", one.flag, one.value)
		}
		*one.to = day
	}
	return g, nil
}

// gateFlags are the flags by which the gates are passed.
var gateFlags = map[adoption.Gate]string{
	adoption.GateBody: "--body", adoption.GateOn: "--on", adoption.GateWorksCouncil: "--works-council or --not-needed",
	adoption.GateOfficer: "--officer", adoption.GateAssessed: "--assessed", adoption.GatePublication: "--publication",
}

// Run says what the files change, and adopts them. A server that runs follows them in
// dossiers that are opened from then on.
func (c *protocolAdopt) Run(ctx context.Context, out io.Writer) error {
	gates, err := c.gates()
	if err != nil {
		return err
	}
	var files [][]byte
	var all []protocol.Definition
	for _, name := range c.Files {
		d, err := readProtocol(name)
		if err != nil {
			return err
		}
		file, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files, all = append(files, file), append(all, d)
	}
	return c.with(ctx, func(s opened) error {
		now, err := s.cases.Protocols(ctx, s.org)
		if err != nil {
			return err
		}
		for _, d := range all {
			_, _ = io.WriteString(out, changes(now, d))
		}
		if c.DryRun {
			return inWords(s.cases.TryProtocols(ctx, s.org, files, gates), gates)
		}
		if err := s.cases.AdoptProtocols(ctx, s.org, gehoor.System, files, gates, now.Set.Digest()); err != nil {
			return inWords(err, gates)
		}
		_, err = fmt.Fprintf(out, "%s works by %d protocols from now on.\n", s.org, len(all))
		return err
	})
}

// changes says what adopting a protocol changes: in what is in force, and in dossiers
// that are open. How many those are is said nowhere (decision 37).
func changes(now casework.Protocols, d protocol.Definition) string {
	says := fmt.Sprintf("%s %s is new beside what is in force\n", d.Code, d.Version)
	if before, ok := now.Set.Protocol(d.Code); ok {
		says = fmt.Sprintf("%s %s takes the place of %s; differences: %d (gehoor protocol diff)\n", d.Code, d.Version, before.Version, len(protocol.Compare(before, d)))
	}
	for _, r := range now.State.Reaches(d, now.Shipped) {
		in := "  in open dossiers of version " + r.Version
		for _, h := range r.Hold {
			says += fmt.Sprintf("%s %s will hold at once: %s\n", in, h.Guard.Code, h.Guard.Why.EN)
		}
		for _, h := range r.Gone {
			says += fmt.Sprintf("%s %s will hold no more\n", in, h.Guard.Code)
		}
		for _, u := range r.Unfit {
			says += fmt.Sprintf("%s %s cannot hold: the step %s is not there\n", in, u.Guard.Code, u.Step)
		}
	}
	return says
}

// inWords says a refusal as the page does, with the protocol if there are several, and
// the flags of what is missing.
func inWords(err error, gates adoption.Gates) error {
	var no *gehoor.Refusal
	if !errors.As(err, &no) {
		return err
	}
	says := text.For(gehoor.English).Refusal(no)
	var one adoption.Refused
	if errors.As(err, &one) {
		says = one.Protocol + ": " + says
	}
	if no.Code == adoption.CodeGates {
		for _, g := range gates.Missing() {
			says += "\n  " + gateFlags[g]
		}
	}
	return errors.New(says)
}
