package bench

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob/s3"
	"github.com/gehoor/gehoor/internal/pattern/simulate"
)

// Options say what to measure and how long. The zero value, with the defaults
// that [Options.Check] fills in, is what doc/measurements.md shows.
type Options struct {
	// Dir is where databases are made; "" is the system's temporary folder. Its
	// disk is what is measured.
	Dir string
	// Engine is "sqlite", "postgres" or "both"; "" is both where there is a
	// PostgreSQL server, else sqlite.
	Engine string
	// DSN is the connection text of a PostgreSQL server whose user may create
	// databases; "" starts one for the time of the run, if it is installed.
	DSN string
	// Clients are the numbers of clients that send at the same time.
	Clients []int
	// Dossiers are the numbers of dossiers at which growth is looked at, rising.
	Dossiers []int
	// Clocks are the lengths of the due list that are looked at, rising.
	Clocks []int
	// Incidents are the numbers of incidents among which a pattern is looked for, rising.
	Incidents []int
	// Seconds is how long each number of clients sends.
	Seconds float64
	// GiB is how large the database is of which a backup is taken.
	GiB float64
	// Quick measures less, to see whether everything works.
	Quick bool
	// Parts is of how many parts the large file is that is sent and fetched; each
	// is 8 MiB.
	Parts int
	// Bucket is where files are kept; without an address that is a folder below
	// Dir. What is put there is removed again.
	Bucket s3.Config
	// Program is the binary whose start is measured, and which files are sent to;
	// "" to leave both out.
	Program string
	// Town is where rules about patterns are tried out, Runs times; the zero values are
	// [simulate.Default], and 1000.
	Town simulate.Town
	Runs int
	// Note is told what is going on; nil tells nobody.
	Note func(string)
}

// What may be asked for.
const (
	maxClients = 1024 // each holds a connection and a goroutine
	maxSeconds = 600  // beyond it the sealed signals would not fit in memory
	// maxDossiers is ten times what is promised for.
	maxDossiers = 1_000_000
	// maxIncidents are those of a country in a hundred years.
	maxIncidents = 20_000_000
)

const (
	defaultSeconds = 5
	quickSeconds   = 0.5
	defaultGiB     = 1
	quickGiB       = 1.0 / 32
	maxGiB         = 1024 // the disk must hold it four times
	defaultParts   = 128  // 1 GiB
	quickParts     = 16
)

// Check fills in defaults and says what cannot be.
func (o Options) Check() (Options, error) {
	if o.Dir == "" {
		o.Dir = os.TempDir()
	}
	if len(o.Clients) == 0 {
		o.Clients = []int{1, 16, 64}
	}
	if len(o.Dossiers) == 0 {
		o.Dossiers = []int{1_000, 10_000, 100_000}
		if o.Quick {
			o.Dossiers = []int{100, 1_000}
		}
	}
	if len(o.Clocks) == 0 {
		o.Clocks = []int{1_000, 10_000, 100_000, 1_000_000}
		if o.Quick {
			o.Clocks = []int{100, 1_000}
		}
	}
	if len(o.Incidents) == 0 {
		o.Incidents = []int{1_000, 10_000, 100_000, 1_000_000} // 10,000,000 need 6 GB of disk, so are asked for
		if o.Quick {
			o.Incidents = []int{1_000, 3_000}
		}
	}
	if o.Seconds == 0 {
		o.Seconds = defaultSeconds
		if o.Quick {
			o.Seconds = quickSeconds
		}
	}
	if o.GiB == 0 {
		o.GiB = defaultGiB
		if o.Quick {
			o.GiB = quickGiB
		}
	}
	if o.Parts == 0 {
		o.Parts = defaultParts
		if o.Quick {
			o.Parts = quickParts
		}
	}
	if o.Town == (simulate.Town{}) {
		o.Town = simulate.Default
	}
	if o.Runs == 0 {
		o.Runs = defaultRuns
		if o.Quick {
			o.Runs = quickRuns
		}
	}
	if o.Note == nil {
		o.Note = func(string) {}
	}
	switch {
	case !slices.Contains([]string{"", "sqlite", "postgres", "both"}, o.Engine):
		return o, errors.New("bench: the engine is sqlite, postgres or both")
	case o.Parts < 1 || o.Parts > gehoor.MaxParts:
		return o, fmt.Errorf("bench: a file has 1 to %d parts", gehoor.MaxParts)
	case !(o.Seconds > 0 && o.Seconds <= maxSeconds): // also not a number
		return o, fmt.Errorf("bench: seconds are more than 0 and at most %d", maxSeconds)
	}
	if !(o.GiB > 0 && o.GiB <= maxGiB) {
		return o, fmt.Errorf("bench: GiB are more than 0 and at most %d", maxGiB)
	}
	if o.Runs < 1 || o.Runs > maxRuns {
		return o, fmt.Errorf("bench: runs are 1 to %d", maxRuns)
	}
	if err := o.Town.Check(); err != nil {
		return o, err
	}
	for _, n := range o.Clients {
		if n < 1 || n > maxClients {
			return o, fmt.Errorf("bench: clients are 1 to %d", maxClients)
		}
	}
	for i, n := range o.Dossiers {
		if n < 10 || n > maxDossiers || i > 0 && n <= o.Dossiers[i-1] {
			return o, fmt.Errorf("bench: dossiers are 10 to %d, and rise", maxDossiers)
		}
	}
	for i, n := range o.Incidents {
		if n < 1_000 || n > maxIncidents || i > 0 && n < 2*o.Incidents[i-1] {
			return o, fmt.Errorf("bench: incidents are 1000 to %d, and at least double", maxIncidents)
		}
	}
	for i, n := range o.Clocks {
		if n < 10 || n > maxDossiers || i > 0 && n < 2*o.Clocks[i-1] {
			return o, fmt.Errorf("bench: clocks are 10 to %d, and at least double", maxDossiers)
		}
	}
	return o, nil
}

// around is how long signals come in before and after a backup.
func (o Options) around() time.Duration {
	if o.Quick {
		return around / 10
	}
	return around
}

// slice is how long one number of clients sends.
func (o Options) slice() time.Duration {
	return time.Duration(o.Seconds * float64(time.Second))
}
