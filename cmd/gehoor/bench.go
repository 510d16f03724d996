package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/gehoor/gehoor/internal/bench"
	"github.com/gehoor/gehoor/internal/blob/s3"
	"github.com/gehoor/gehoor/internal/pattern/simulate"
)

// benchCommand is gehoor bench.
type benchCommand struct {
	Part      bench.Part `arg:"" optional:"" default:"all" enum:"all,accept,grow,due,fold,evaluate,chart,desk,crypt,backup,upgrade,files,rehearsal,incidents,pattern" help:"What to measure: all, accept (taking in signals), grow (as dossiers grow), due (the due list), fold (a long dossier), evaluate (what the protocols make of a dossier), chart (an organisation chart, and who is shut out by it), desk (the file of a personnel system, brought in by gehoor-desk), crypt (sealing), backup (while signals come in), upgrade (from the first release), files (sending and fetching a large file), rehearsal (a story of three years), incidents (looking for a pattern) or pattern (how often rules about patterns fire on people who did nothing again and again, and on people who did)."`
	JSON      bool       `name:"json" help:"Print JSON: for accept one line for each number of clients, else one object."`
	Engine    string     `placeholder:"NAME" help:"sqlite, postgres or both. Without it both where a PostgreSQL server is named or installed."`
	DSN       string     `name:"dsn" placeholder:"TEXT" help:"A PostgreSQL server whose user may create databases. Without it one is started for the time, if it is installed."`
	Clients   []int      `default:"1,16,64" help:"How many clients send at the same time."`
	Dossiers  []int      `placeholder:"N,…" help:"The numbers of dossiers at which growth is looked at."`
	Clocks    []int      `placeholder:"N,…" help:"The lengths of the due list that are looked at, each at least twice the one before."`
	Incidents []int      `placeholder:"N,…" help:"The numbers of incidents among which a pattern is looked for, each at least twice the one before."`
	Seconds   float64    `placeholder:"N" help:"How long each number of clients sends."`
	GiB       float64    `name:"gib" placeholder:"N" help:"How large the database is of which a backup is taken; the disk must hold it four times."`
	Parts     int        `placeholder:"N" help:"Of how many parts of 8 MiB the large file is; without it 128, which is 1 GiB."`
	Files     filesFlags `embed:"" prefix:"files-"`
	Runs      int        `placeholder:"N" help:"For pattern: how many times the years are simulated; without it 1000."`
	Town      []byte     `type:"filecontent" placeholder:"FILE" help:"For pattern: JSON with what is different from the town hall that is assumed, as it is printed with --json."`
	Picture   string     `type:"path" placeholder:"FILE" help:"For pattern: also draw what comes of it, as SVG."`
	Dir       string     `type:"path" placeholder:"DIR" help:"Where databases are made: its disk is measured. Without it the system's temporary folder."`
	Quick     bool       `help:"Measure less, to see whether everything works."`
}

// Run measures and prints. What is going on goes to standard error.
func (b *benchCommand) Run(ctx context.Context, out io.Writer) error {
	o := bench.Options{
		Dir: b.Dir, Engine: b.Engine, DSN: b.DSN, Clients: b.Clients, Dossiers: b.Dossiers, Clocks: b.Clocks, Incidents: b.Incidents, Seconds: b.Seconds, GiB: b.GiB, Quick: b.Quick,
		Parts:  b.Parts,
		Runs:   b.Runs,
		Bucket: s3.Config{Address: b.Files.Bucket, Region: b.Files.Region, Access: b.Files.Access, Secret: b.Files.Secret},
		Note:   func(what string) { _, _ = fmt.Fprintln(os.Stderr, what) },
	}
	var err error
	if o.Program, err = os.Executable(); err != nil {
		return err
	}
	if o.Town, err = b.town(); err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	if b.Part == bench.PartAccept && b.JSON {
		var broken error
		err := bench.Accept(ctx, o, func(a bench.Accepted) {
			if broken == nil {
				broken = lines.Encode(a)
			}
		})
		if err == nil {
			err = broken
		}
		return err
	}
	report, err := bench.Measure(ctx, b.Part, o)
	if err != nil {
		return err
	}
	if b.Picture != "" && report.Pattern != nil {
		if err := os.WriteFile(b.Picture, report.Pattern.Picture(), 0o644); err != nil {
			return err
		}
	}
	if b.JSON {
		return lines.Encode(report)
	}
	return report.Print(out)
}

// town is the town hall in which rules are tried out.
func (b *benchCommand) town() (simulate.Town, error) {
	town := simulate.Default
	if len(b.Town) == 0 {
		return town, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(b.Town))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&town); err != nil {
		return town, fmt.Errorf("the file of --town: %w", err)
	}
	return town, town.Check()
}
