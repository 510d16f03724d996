package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Machine is what the figures were measured on.
type Machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory string `json:"memory"`
	OS     string `json:"os"`
	Go     string `json:"go"`
	// Disk is the file system of the folder that was measured.
	Disk string `json:"disk"`
	// Load is how busy the machine was before, over one minute; a figure far
	// above zero says that others were measured too.
	Load      string            `json:"load"`
	Databases map[string]string `json:"databases"`
	On        string            `json:"on"`
}

// ThisMachine looks at the machine; what cannot be found out is "unknown".
func ThisMachine(dir string) Machine {
	return Machine{
		CPU: cpuModel(), Cores: runtime.GOMAXPROCS(0), Memory: memory(), OS: osName(), Go: runtime.Version(),
		Disk: diskKind(dir), Load: loadAverage(), Databases: map[string]string{}, On: time.Now().Format(time.DateOnly),
	}
}

func cpuModel() string {
	return lineOf("/proc/cpuinfo", "model name", runtime.GOARCH)
}

func memory() string {
	text := lineOf("/proc/meminfo", "MemTotal", "")
	var kib int64
	if _, err := fmt.Sscanf(text, "%d kB", &kib); err != nil {
		return unknown
	}
	return fmt.Sprintf("%.1f GiB", float64(kib)/(1<<20))
}

func osName() string {
	name := strings.Trim(lineOf("/etc/os-release", "PRETTY_NAME", runtime.GOOS), `"`)
	kernel, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return name
	}
	release, _, _ := strings.Cut(strings.TrimSpace(string(kernel)), "-")
	return name + ", Linux " + release
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return unknown
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

const unknown = "unknown"

// lineOf finds "key: value" or "key=value" in a small file.
func lineOf(file, key, otherwise string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return otherwise
	}
	for line := range strings.Lines(string(text)) {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			name, value, ok = strings.Cut(line, "=")
		}
		if ok && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return otherwise
}

// fsyncBlock is what each step of the disk's own measurement writes: a page of
// SQLite's log.
const fsyncBlock = 4 << 10

// fsyncFile is how many blocks are written in turns, so that no block is in the
// disk's own cache alone.
const fsyncFile = 256

// disk measures how often a second a folder's disk makes one small write
// durable.
type disk struct {
	file  *os.File
	block []byte
	next  int64
	count int
	spent time.Duration
}

func openDisk(dir string) (*disk, error) {
	f, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		return nil, fmt.Errorf("bench: measure the disk: %w", err)
	}
	d := &disk{file: f, block: make([]byte, fsyncBlock)}
	for i := range int64(fsyncFile) {
		if _, err := f.WriteAt(d.block, i*fsyncBlock); err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("bench: measure the disk: %w", err)
		}
	}
	return d, f.Sync()
}

// run writes for about as long as said.
func (d *disk) run(length time.Duration) error {
	began := time.Now()
	defer func() { d.spent += time.Since(began) }()
	for time.Since(began) < length {
		d.block[0]++
		if _, err := d.file.WriteAt(d.block, d.next%fsyncFile*fsyncBlock); err != nil {
			return fmt.Errorf("bench: measure the disk: %w", err)
		}
		if err := dataSync(d.file); err != nil {
			return fmt.Errorf("bench: measure the disk: %w", err)
		}
		d.next++
		d.count++
	}
	return nil
}

// rate is per second, over all runs.
func (d *disk) rate() float64 { return perSecond(d.count, d.spent) }

func (d *disk) close() {
	_ = d.file.Close()
	_ = os.Remove(d.file.Name())
}

func perSecond(n int, in time.Duration) float64 {
	if in <= 0 {
		return 0
	}
	return float64(n) / in.Seconds()
}

// quantile is the smallest of the spans that at least the share q of them does
// not exceed; 0 of none. It sorts them.
func quantile(spans []time.Duration, q float64) time.Duration {
	if len(spans) == 0 {
		return 0
	}
	slices.Sort(spans)
	at := int(q*float64(len(spans))+0.999999) - 1
	return spans[min(max(at, 0), len(spans)-1)]
}

func median(spans []time.Duration) time.Duration { return quantile(spans, 0.5) }

// millis is a span in milliseconds, for a table.
func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// medianOf times n runs.
func medianOf(n int, run func() error) (time.Duration, error) {
	spans := make([]time.Duration, 0, n)
	for range n {
		began := time.Now()
		if err := run(); err != nil {
			return 0, err
		}
		spans = append(spans, time.Since(began))
	}
	return median(spans), nil
}
