package bench

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Print writes the report as tables for people.
func (r Report) Print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	p := printer{out: out, w: w}
	r.Machine.print(out)
	if len(r.Accept) > 0 {
		p.title("Complete signals accepted, over HTTP from one address, durable before the answer")
		p.row("", "clients", "n", "accepted/s", "bare/s", "ratio", "p50 ms", "p99 ms", "refused", "lost", "fsync/s")
		for _, a := range r.Accept {
			p.row(a.Engine, a.Clients, a.N, whole(a.PerSecond), whole(a.Bare), fmt.Sprintf("%.2f", a.Ratio()), fine(a.P50), fine(a.P99),
				a.Refused, a.Lost, whole(a.Fsync))
		}
	}
	if len(r.Grow) > 0 {
		p.title("As dossiers grow, medians in ms; start is from running the program to its first answer")
		p.row("", "dossiers", "work list", "page alone", "append", "answer", "proof", "idle tick", "wake one", "filled/s", "start", "idle MiB")
		for _, g := range r.Grow {
			p.row(g.Engine, g.Dossiers, fine(g.WorkList), fine(g.List), fine(g.Append), fine(g.Answer), fine(g.Proof), fine(g.Idle), fine(g.Wake),
				whole(g.Fill), fine(g.Start), whole(g.Memory))
		}
	}
	if len(r.Due) > 0 {
		p.title("The due list: looking, and so many due at one moment; a reporter writes before and while one node works")
		p.row("", "clocks", "next ms", "idle tick ms", "at once", "one node s", "two nodes s", "in vain", "before p50 ms", "p99", "during p50", "p99", "max", "fsync/s")
		for _, d := range r.Due {
			p.row(d.Engine, d.Clocks, fine(d.Next), fine(d.Idle), d.AtOnce, fine(d.Alone), fine(d.Two), d.Vain, fine(d.Before.P50), fine(d.Before.P99),
				fine(d.During.P50), fine(d.During.P99), fine(d.During.Most), whole(d.Fsync))
		}
	}
	if len(r.Fold) > 0 {
		p.title("One dossier of many events, medians in ms")
		p.row("", "events", "fold", "load, decode, fold")
		for _, f := range r.Fold {
			p.row(f.Engine, f.Events, fine(f.Fold), fine(f.Whole))
		}
	}
	if len(r.Evaluate) > 0 {
		p.title("A dossier under all shipped protocols, medians in ms; the limit is one look at every value")
		p.row("facts", "open", "clocks", "all", "receive alone", "an act", "one look")
		for _, e := range r.Evaluate {
			p.row(e.Facts, e.Open, e.Clocks, fine(e.Set), fine(e.Alone), fine(e.Act), fine(e.Pass))
		}
	}
	if len(r.Chart) > 0 {
		p.title("An organisation chart, in ms: a first import, picking a person concerned beside a note, and an import after which everybody is looked for anew in so many dossiers")
		p.row("", "people", "accounts", "import", "pick", "a note", "dossiers", "import again")
		for _, c := range r.Chart {
			p.row(c.Engine, c.People, c.Accounts, fine(c.Import), fine(c.Pick), fine(c.Note), c.Dossiers, fine(c.Again))
		}
	}
	if len(r.Desk) > 0 {
		p.title("The file of a personnel system brought in by gehoor-desk, in s: a second one, by which everybody changes, step by step; the limits are stretching the passphrase and sealing as much with age alone")
		p.row("", "people", "KiB", "readers", "sign in", "stretch", "open", "look", "import", "age alone", "first file", "second")
		for _, d := range r.Desk {
			p.row(d.Engine, d.People, d.Bytes>>10, d.Readers, fine(d.SignIn), fine(d.Stretch), fine(d.Open), fine(d.Look), fine(d.Import), fine(d.Bare), fine(d.First), fine(d.Again))
		}
	}
	if len(r.Backup) > 0 {
		p.title("A backup while signals come in, put back and checked; the limit is a durable copy of the same bytes")
		p.row("", "MiB", "take s", "restore s", "copy s", "take MiB", "restore MiB", "append p50", "p99", "max ms", "before p50", "max", "after max", "log MiB", "sound")
		for _, b := range r.Backup {
			p.row(b.Engine, b.Bytes>>20, fine(b.Take), fine(b.Restore), fine(b.Copy), whole(b.TakeMemory), whole(b.RestoreMemory),
				fine(b.During.P50), fine(b.During.P99), fine(b.During.Most), fine(b.Before.P50), fine(b.Before.Most), fine(b.After.Most), whole(b.Log), b.Sound)
		}
	}
	if len(r.Upgrade) > 0 {
		p.title("A database of the first release brought up to date")
		p.row("", "dossiers", "from step", "to", "s")
		for _, u := range r.Upgrade {
			p.row(u.Engine, u.Dossiers, u.From, u.To, fine(u.Upgrade))
		}
	}
	if c := r.Crypt; c != nil {
		p.title("Sealing and opening in Go, per second; the server does neither")
		p.row("bytes", "seal", "open", "seal, all cores", "open, all cores")
		p.row(c.Bytes, whole(c.Seal), whole(c.Open), whole(c.SealAll), whole(c.OpenAll))
	}
	if h := r.Rehearsal; h != nil {
		p.title("A story of three years, rehearsed in memory; the limit is the store alone")
		p.row("acts", "told", "acts/s", "bare/s")
		p.row(h.Acts, h.Entries, whole(h.PerSecond), whole(h.Bare))
	}
	if len(r.Looked) > 0 {
		p.title("Looking for a pattern, as incidents grow, medians in ms; the limit is one durable row past all our code")
		p.row("", "incidents", "confirm, with the looking", "the looking alone", "bare row")
		for _, l := range r.Looked {
			p.row(l.Engine, l.Incidents, fine(l.Confirm), fine(l.Look), fine(l.Bare))
		}
	}
	if r.Pattern != nil {
		r.Pattern.print(&p)
	}
	if f := r.Files; f != nil {
		p.title(fmt.Sprintf("A file of %d parts of 8 MiB sent to and fetched from the server, one part after another, in MiB/s; files lie in a %s", f.Parts, f.Store))
		p.row("", "server", "plain copy", "ratio", "carried", "sha-256", "peak MiB")
		p.row("up", whole(f.Up), whole(f.CopyUp), fmt.Sprintf("%.2f", f.Up/f.CopyUp), whole(f.CarriedUp), whole(f.Hash), whole(f.Peak))
		p.row("down", whole(f.Down), whole(f.CopyDown), fmt.Sprintf("%.2f", f.Down/f.CopyDown), whole(f.CarriedDown), "", "")
	}
	p.flush()
	return p.err
}

func (m Machine) print(out io.Writer) {
	var databases []string
	for _, name := range slices.Sorted(maps.Keys(m.Databases)) {
		databases = append(databases, m.Databases[name])
	}
	_, _ = fmt.Fprintf(out, "%s, %d cores, %s; %s; %s; disk %s; %s; load before %s; %s\n", m.CPU, m.Cores, m.Memory, m.OS, m.Go, m.Disk,
		strings.Join(databases, ", "), m.Load, m.On)
}

// printer writes tables; after an error it writes nothing more.
type printer struct {
	out io.Writer
	w   *tabwriter.Writer
	err error
}

// title ends the table before, so that its columns are its own.
func (p *printer) title(text string) {
	p.flush()
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, "\n%s\n", text)
	}
}

func (p *printer) row(cells ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, strings.Repeat("%v\t", len(cells))+"\n", cells...)
	}
}

func (p *printer) flush() {
	if p.err == nil {
		p.err = p.w.Flush()
	}
}

func whole(f float64) string { return fmt.Sprintf("%.0f", f) }

// fine is a figure with two digits where they say something.
func fine(f float64) string {
	if f >= 100 {
		return whole(f)
	}
	return fmt.Sprintf("%.2f", f)
}

// percent is a share in hundredths, with a digit behind the comma below ten.
func percent(f float64) string {
	if f < 0.1 {
		return fmt.Sprintf("%.1f%%", 100*f)
	}
	return fmt.Sprintf("%.0f%%", 100*f)
}
