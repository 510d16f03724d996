package bench

import (
	"context"
	"fmt"
	"slices"
)

// Report is everything that was measured.
type Report struct {
	Machine Machine    `json:"machine"`
	Accept  []Accepted `json:"accept,omitempty"`
	Grow    []Growth   `json:"grow,omitempty"`
	Due     []Woken    `json:"due,omitempty"`
	Fold    []Folded   `json:"fold,omitempty"`
	// Evaluate is a dossier under all shipped protocols.
	Evaluate []Evaluated `json:"evaluate,omitempty"`
	Crypt    *Crypt      `json:"crypt,omitempty"`
	Chart    []Charted   `json:"chart,omitempty"`
	// Desk is an import on an administrator's own machine.
	Desk    []Desked   `json:"desk,omitempty"`
	Backup  []Backed   `json:"backup,omitempty"`
	Upgrade []Upgraded `json:"upgrade,omitempty"`
	Files   *Filed     `json:"files,omitempty"`
	// Rehearsal is how fast stories are played.
	Rehearsal *Rehearsed `json:"rehearsal,omitempty"`
	// Looked is looking for a pattern, as incidents grow.
	Looked []Looked `json:"looked,omitempty"`
	// Pattern is how often rules about patterns fire.
	Pattern *Simulated `json:"pattern,omitempty"`
}

// Part is something that can be measured by itself.
type Part string

// The parts.
const (
	PartAll       Part = "all"
	PartAccept    Part = "accept"    // taking in signals
	PartGrow      Part = "grow"      // lists, appends, proofs, ticks and starts as dossiers grow
	PartDue       Part = "due"       // the due list: many clocks, and many due at one moment
	PartFold      Part = "fold"      // a dossier of many events
	PartEvaluate  Part = "evaluate"  // a dossier under all shipped protocols
	PartChart     Part = "chart"     // an organisation chart, and who is shut out by it
	PartDesk      Part = "desk"      // gehoor-desk: the file of a personnel system
	PartCrypt     Part = "crypt"     // sealing and opening
	PartUpgrade   Part = "upgrade"   // a database of the first release brought up to date
	PartBackup    Part = "backup"    // a backup while signals come in, and its restore
	PartFiles     Part = "files"     // sending and fetching a large file
	PartRehearsal Part = "rehearsal" // playing a story of three years
	PartIncidents Part = "incidents" // looking for a pattern, as incidents grow
	PartPattern   Part = "pattern"   // how often rules about patterns fire, in a town hall that is made up
)

// Measure measures a part, or all.
func Measure(ctx context.Context, part Part, o Options) (Report, error) {
	var r Report
	o, err := o.Check()
	if err != nil {
		return r, err
	}
	r.Machine = ThisMachine(o.Dir)
	wants := func(p Part) bool { return part == PartAll || part == p }
	if wants(PartCrypt) {
		c, err := crypt(o)
		if err != nil {
			return r, fmt.Errorf("bench: seal: %w", err)
		}
		r.Crypt = &c
	}
	if wants(PartFiles) && o.Program != "" {
		f, err := files(ctx, o)
		if err != nil {
			return r, fmt.Errorf("bench: files: %w", err)
		}
		r.Files = &f
	}
	if wants(PartRehearsal) {
		p, err := rehearse(ctx, o)
		if err != nil {
			return r, fmt.Errorf("bench: rehearse: %w", err)
		}
		r.Rehearsal = &p
	}
	if wants(PartEvaluate) {
		e, err := evaluate(o)
		if err != nil {
			return r, fmt.Errorf("bench: evaluate: %w", err)
		}
		r.Evaluate = e
	}
	if wants(PartPattern) {
		s, err := simulated(ctx, o)
		if err != nil {
			return r, fmt.Errorf("bench: pattern: %w", err)
		}
		r.Pattern = &s
	}
	if slices.Contains([]Part{PartCrypt, PartEvaluate, PartFiles, PartRehearsal, PartPattern}, part) {
		return r, nil
	}
	list, err := engines(o)
	if err != nil {
		return r, err
	}
	defer closeAll(list)
	for _, e := range list {
		if err := r.measure(ctx, e, o, wants); err != nil {
			return r, err
		}
	}
	return r, nil
}

// measure is everything on one engine.
func (r *Report) measure(ctx context.Context, e engine, o Options, wants func(Part) bool) error {
	version, err := e.version(ctx)
	if err != nil {
		return err
	}
	r.Machine.Databases[e.name()] = version
	if wants(PartAccept) {
		if err := acceptOn(ctx, o, []engine{e}, func(a Accepted) { r.Accept = append(r.Accept, a) }); err != nil {
			return err
		}
	}
	if wants(PartFold) {
		f, err := foldOn(ctx, o, e)
		if err != nil {
			return fmt.Errorf("bench: fold on %s: %w", e.name(), err)
		}
		r.Fold = append(r.Fold, f)
	}
	if wants(PartChart) {
		c, err := chartOn(ctx, o, e)
		if err != nil {
			return err
		}
		r.Chart = append(r.Chart, c...)
	}
	if wants(PartDesk) {
		d, err := deskOn(ctx, o, e)
		if err != nil {
			return err
		}
		r.Desk = append(r.Desk, d...)
	}
	if wants(PartIncidents) {
		if err := incidentsOn(ctx, o, e, func(l Looked) { r.Looked = append(r.Looked, l) }); err != nil {
			return err
		}
	}
	if wants(PartBackup) && o.Program != "" {
		b, err := backupOn(ctx, o, e)
		if err != nil {
			return fmt.Errorf("bench: backup on %s: %w", e.name(), err)
		}
		r.Backup = append(r.Backup, b)
	}
	if wants(PartUpgrade) {
		u, err := upgradeOn(ctx, o, e)
		if err != nil {
			return fmt.Errorf("bench: upgrade on %s: %w", e.name(), err)
		}
		r.Upgrade = append(r.Upgrade, u)
	}
	if wants(PartDue) {
		if err := dueOn(ctx, o, e, func(w Woken) { r.Due = append(r.Due, w) }); err != nil {
			return err
		}
	}
	if wants(PartGrow) {
		return growOn(ctx, o, e, func(g Growth) { r.Grow = append(r.Grow, g) })
	}
	return nil
}
