package bench_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor/internal/bench"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/s3"
	"github.com/gehoor/gehoor/internal/blob/s3/s3test"
)

// What others read from a line. A key is added, never renamed.
var lineKeys = []string{"accepted_per_second", "bare_rows_per_second", "clients", "engine", "fsync_per_second", "lost", "n",
	"p50_ms", "p99_ms", "refused"}

// A few signals for a moment: none may be refused or lost, and the figures make
// sense together. How high they are is no matter of a test.
func TestAccept(t *testing.T) {
	var lines []bench.Accepted
	o := bench.Options{Dir: t.TempDir(), Engine: "sqlite", Clients: []int{1, 4}, Seconds: 0.05}
	if err := bench.Accept(t.Context(), o, func(a bench.Accepted) { lines = append(lines, a) }); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 2 {
		t.Fatalf("%d lines, want one for each number of clients", len(lines))
	}
	for i, l := range lines {
		if l.Clients != o.Clients[i] || l.Engine != "sqlite" || l.Refused != 0 || l.Lost != 0 {
			t.Errorf("line %+v", l)
		}
		if l.N < 5 || l.PerSecond <= 0 || l.P50 <= 0 || l.P99 < l.P50 || l.Bare <= 0 || l.Fsync <= 0 || l.Ratio() <= 0 {
			t.Errorf("figures make no sense: %+v", l)
		}
		text, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(lineKeys, slices.Sorted(maps.Keys(got))); diff != "" {
			t.Errorf("keys (-want +got):\n%s", diff)
		}
	}
}

func open(t *testing.T) *bench.Bench {
	t.Helper()
	b, err := bench.OpenBench(t.Context(), t.TempDir())
	if b != nil {
		t.Cleanup(func() {
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What is wrong is counted, not dropped; and what is sent again is no double.
func TestWhatIsCounted(t *testing.T) {
	b := open(t)
	accepted, refused, err := b.Send(t.Context(), 4, 2)
	if err != nil || accepted != 8 || refused != 0 {
		t.Errorf("sent twice: %d accepted, %d refused, %v", accepted, refused, err)
	}
	if accepted, refused := b.Refuse(t.Context(), 3); accepted != 0 || refused != 3 {
		t.Errorf("of signals that are none %d were accepted, %d refused", accepted, refused)
	}
	lost, err := b.Lost(t.Context())
	if err != nil || lost != 2 {
		t.Errorf("%d lost, want the one that was never sent and the one with another account: %v", lost, err)
	}
}

// The bare tables get the rows that the server writes: as many in each table,
// with as many bytes.
func TestBareRowsAreTheSame(t *testing.T) {
	const n = 4
	site, bare, err := open(t).Rows(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"content", "event", "leaf", "mailbox", "holder", "outbox", "session", "stream", "work_item"} {
		if site[table][0] == 0 {
			t.Errorf("the server wrote nothing to %s", table)
		}
	}
	for table, want := range site {
		got := bare[table]
		if got[0] != want[0] || math.Abs(float64(got[1]-want[1])) > 0.1*float64(want[1])+64 { // a leaf has more or fewer hashes
			t.Errorf("%s: %d bare rows with %d bytes, want %d with %d", table, got[0], got[1], want[0], want[1])
		}
	}
}

func TestGrowAndFold(t *testing.T) {
	o := bench.Options{Dir: t.TempDir(), Engine: "sqlite", Dossiers: []int{20, 300}, Incidents: []int{1_000}, Seconds: 0.05}
	for _, part := range []bench.Part{bench.PartGrow, bench.PartFold, bench.PartEvaluate, bench.PartChart, bench.PartIncidents, bench.PartDesk, bench.PartCrypt, bench.PartRehearsal} {
		r, err := bench.Measure(t.Context(), part, o)
		if err != nil {
			t.Fatal(err)
		}
		var table strings.Builder
		if err := r.Print(&table); err != nil {
			t.Fatal(err)
		}
		want := map[bench.Part]string{bench.PartGrow: "300", bench.PartFold: "load, decode, fold", bench.PartEvaluate: "10000", bench.PartChart: "accounts", bench.PartIncidents: "the looking alone", bench.PartDesk: "stretch", bench.PartCrypt: "1024", bench.PartRehearsal: "1308"}[part]
		if !strings.Contains(table.String(), want) || !strings.Contains(table.String(), r.Machine.Go) {
			t.Errorf("%s is printed as\n%s", part, &table)
		}
		for _, g := range r.Grow {
			if slices.Contains([]float64{g.Fill, g.WorkList, g.List, g.Append, g.Answer, g.Proof, g.Idle, g.Wake}, 0) || g.Start != 0 {
				t.Errorf("growth %+v", g)
			}
		}
		for _, f := range r.Fold {
			if f.Fold <= 0 || f.Whole <= f.Fold {
				t.Errorf("to fold is part of the whole: %+v", f)
			}
		}
	}
}

// Many due at one moment, on both engines: the measurement itself counts what was
// recorded, and says so if anything was twice or not at all.
func TestDue(t *testing.T) {
	o := bench.Options{Dir: t.TempDir(), Engine: "both", Incidents: []int{1000}, Clocks: []int{40, 200}}
	r, err := bench.Measure(t.Context(), bench.PartDue, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Due) != 4 {
		t.Fatalf("%d lines, want one for each length on each engine", len(r.Due))
	}
	for i, d := range r.Due {
		figures := []float64{d.Next, d.Idle, d.Alone, d.Two, d.Before.P50, d.During.Most, d.Fsync}
		if d.Clocks != o.Clocks[i%2] || d.AtOnce != d.Clocks/2 || slices.Contains(figures, 0) {
			t.Errorf("%+v", d)
		}
	}
	var table strings.Builder
	if err := r.Print(&table); err != nil || !strings.Contains(table.String(), "two nodes s") {
		t.Errorf("printed as\n%s (%v)", &table, err)
	}
}

const (
	childEngine = "GEHOOR_TEST_CHILD_ENGINE"
	childWhere  = "GEHOOR_TEST_CHILD_WHERE"
)

// TestTickKilled kills a process with SIGKILL while it works off what is due, again and
// again: all is recorded and told once.
func TestTickKilled(t *testing.T) {
	names, overdue, end, err := bench.Engines(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	for _, engine := range names {
		o, err := overdue(engine)
		if err != nil {
			t.Fatal(err)
		}
		where, err := o.Fill(t.Context(), 400)
		if err != nil {
			t.Fatal(err)
		}
		kills := 0
		for !workOff(t, engine, where, kills < 8) {
			kills++
		}
		t.Logf("%s: killed %d times", engine, kills)
		if kills < 3 {
			t.Errorf("%s: all was done within %d kills: nothing was tested", engine, kills)
		}
		if err := o.Once(t.Context()); err != nil {
			t.Errorf("%s: %v", engine, err)
		}
	}
}

// workOff has a process work, which is killed soon if so asked, and says whether it
// came to its end.
func workOff(t *testing.T, engine, where string, kill bool) bool {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestTickChild$")
	c.Env = append(os.Environ(), childEngine+"="+engine, childWhere+"="+where)
	said, err := c.StderrPipe()
	if err == nil {
		err = c.Start()
	}
	if err == nil {
		_, err = bufio.NewReader(said).ReadString('\n') // it begins
	}
	if err != nil {
		t.Fatal(err)
	}
	if kill {
		time.Sleep(time.Duration(rand.IntN(40)) * time.Millisecond) // the random moment itself
		_ = c.Process.Kill()
	}
	return c.Wait() == nil
}

// TestTickChild is the process that is killed. Without its environment it has nothing
// to do.
func TestTickChild(t *testing.T) {
	if engine := os.Getenv(childEngine); engine != "" {
		if err := bench.WorkOff(t.Context(), engine, os.Getenv(childWhere)); err != nil {
			t.Fatal(err)
		}
	}
}

// A file of some parts, in a folder and in a bucket: it comes back whole, nothing is
// left where it was, and the figures make sense together.
func TestFiles(t *testing.T) {
	program := filepath.Join(t.TempDir(), "gehoor")
	if out, err := exec.Command("go", "build", "-o", program, "github.com/gehoor/gehoor/cmd/gehoor").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	for store, bucket := range map[string]s3.Config{"folder": {}, "bucket": s3test.Config(t)} {
		dir := t.TempDir()
		r, err := bench.Measure(t.Context(), bench.PartFiles, bench.Options{Dir: dir, Program: program, Parts: 3, Bucket: bucket})
		if err != nil {
			t.Fatalf("%s: %v", store, err)
		}
		f := *r.Files
		if f.Store != store || f.Parts != 3 || slices.Contains([]float64{f.Up, f.Down, f.CopyUp, f.CopyDown, f.CarriedUp, f.CarriedDown, f.Hash, f.Peak}, 0) {
			t.Errorf("%s: %+v", store, f)
		}
		var table strings.Builder
		if err := r.Print(&table); err != nil || !strings.Contains(table.String(), "3 parts of 8 MiB") || !strings.Contains(table.String(), store) {
			t.Errorf("printed as\n%s (%v)", &table, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", store, left, err)
		}
		if store == "bucket" {
			b, err := s3.Open(t.Context(), bucket)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.List(t.Context(), "veenhaven", func(i blob.Info) error { return fmt.Errorf("left: %s", i.Key.ID) }); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestMain ends the S3 service that tests started.
func TestMain(m *testing.M) { s3test.Main(m) }

func TestQuantile(t *testing.T) {
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i)*time.Millisecond)
	}
	for _, c := range []struct {
		spans []time.Duration
		q     float64
		want  time.Duration
	}{
		{nil, 0.5, 0}, {hundred[:1], 0.5, 100 * time.Millisecond}, {hundred, 0.5, 50 * time.Millisecond},
		{hundred, 0.99, 99 * time.Millisecond}, {hundred, 1, 100 * time.Millisecond}, {hundred, 0, time.Millisecond},
		{[]time.Duration{3, 1, 2}, 0.99, 3},
	} {
		if got := bench.Quantile(slices.Clone(c.spans), c.q); got != c.want {
			t.Errorf("quantile %v of %d: %v, want %v", c.q, len(c.spans), got, c.want)
		}
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for name, o := range map[string]bench.Options{
		"engine": {Engine: "oracle"}, "no client": {Clients: []int{1, 0}}, "too many clients": {Clients: []int{5000}},
		"negative time": {Seconds: -1}, "no number": {Seconds: math.NaN()}, "endless": {Seconds: math.Inf(1)},
		"too many parts": {Parts: 257}, "falling": {Dossiers: []int{1000, 100}}, "too many dossiers": {Dossiers: []int{1e9}},
		"no clocks": {Incidents: []int{1000}, Clocks: []int{0}}, "hardly more clocks": {Clocks: []int{100, 150}},
	} {
		if _, err := o.Check(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if o, err := (bench.Options{Quick: true}).Check(); err != nil || o.Seconds <= 0 || len(o.Clients) != 3 || len(o.Dossiers) == 0 {
		t.Errorf("the zero value: %+v, %v", o, err)
	}
}

// TestPattern: all rules are tried out, whatever the number of cores the figures are the
// same, and the picture is one.
func TestPattern(t *testing.T) {
	measured := func(cores int) *bench.Simulated {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		r, err := bench.Measure(t.Context(), bench.PartPattern, bench.Options{Runs: 3})
		if err != nil {
			t.Fatal(err)
		}
		r.Pattern.Seconds = 0
		return r.Pattern
	}
	got := measured(1)
	if again := measured(3); !reflect.DeepEqual(got, again) {
		t.Error("on more cores something else came out")
	}
	var out strings.Builder
	if err := (bench.Report{Pattern: got}).Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, s := range got.Settings {
		if !strings.Contains(out.String(), s.Name) {
			t.Errorf("%q is not in the table", s.Name)
		}
	}
	picture := xml.NewDecoder(bytes.NewReader(got.Picture()))
	circles := 0
	for {
		token, err := picture.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "circle" {
			circles++
		}
	}
	if want := len(got.Settings) - 3; circles != want { // three are about a team
		t.Errorf("the picture shows %d choices, not %d", circles, want)
	}
	if _, err := bench.Measure(t.Context(), bench.PartPattern, bench.Options{Runs: -1}); err == nil {
		t.Error("-1 runs are taken")
	}
}
