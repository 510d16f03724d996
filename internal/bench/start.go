package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// unkept is a [register.HighWater] for databases that go in a moment.
type unkept struct{}

func (unkept) Highest(register.Origin) (tlog.Tree, error) { return tlog.Tree{}, nil }
func (unkept) Raise(register.Origin, tlog.Tree) error     { return nil }

const (
	// starts is how often the program is started; the median counts.
	starts = 5
	// settle is how long it is left alone before its memory is looked at: two
	// ticks of a server's loops.
	settle = 3 * time.Second
	// startPatience ends the wait for a program that does not answer.
	startPatience = 30 * time.Second
)

// installation is a data folder for gehoor serve, around a database.
type installation struct {
	dir   string
	env   []string
	leave func() error // puts the database back
}

// startOf runs the program with a database, and measures how long it takes until
// it has answered its first page, and the memory that it holds when idle, in
// MiB.
func startOf(ctx context.Context, o Options, e engine, m *municipality, where string) (ms, mib float64, err error) {
	o.Note(e.name() + ": starting the program")
	dir, err := os.MkdirTemp(o.Dir, "gehoor-bench-serve-")
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := m.writeFolder(dir); err != nil {
		return 0, 0, err
	}
	in, err := e.install(where, dir)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, in.leave()) }()
	spans := make([]time.Duration, 0, starts)
	for i := range starts {
		idle := time.Duration(0)
		if i == starts-1 {
			idle = settle
		}
		var span time.Duration
		if span, mib, err = in.once(ctx, o.Program, idle); err != nil {
			return 0, 0, err
		}
		spans = append(spans, span)
	}
	return millis(median(spans)), mib, nil
}

// writeFolder writes keys.json and site.json as cmd/gehoor/folder.go reads them.
func (m *municipality) writeFolder(dir string) error {
	var secret [32]byte
	random(secret[:])
	keys := map[string]any{"v": 1, "server_secret": secret[:], "logs": map[gehoor.OrgID]string{veenhaven.Org: m.logSecret}}
	// For trial, so that signals come in.
	site := map[string]any{"security_contact": securityContact, "trial": true}
	for name, v := range map[string]any{"keys.json": keys, "site.json": site} {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// install implements engine.
func (e *sqliteEngine) install(where, dir string) (*installation, error) {
	there := filepath.Join(dir, "gehoor.db")
	if err := os.Rename(where, there); err != nil {
		return nil, err
	}
	return &installation{dir: dir, leave: func() error { return os.Rename(there, where) }}, nil
}

// install implements engine. The connection text may hold a password, so it goes
// by the environment.
func (e *postgresEngine) install(where, dir string) (*installation, error) {
	return &installation{dir: dir, env: []string{"GEHOOR_DATABASE=" + e.dsn(where)}, leave: func() error { return nil }}, nil
}

// once starts the program, asks for the first page, and leaves it alone for as
// long as idle before it looks at its memory.
func (in *installation) once(ctx context.Context, program string, idle time.Duration) (span time.Duration, mib float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	began := time.Now()
	c, err := in.start(ctx, program)
	if err != nil {
		return 0, 0, err
	}
	if err = c.firstPage(ctx); err == nil {
		span = time.Since(began)
		time.Sleep(idle)
		mib = memoryOf(c.run.Process.Pid, "VmRSS")
	}
	return span, mib, errors.Join(err, c.stop())
}

// withoutOurs is an environment without settings of Gehoor.
func withoutOurs(env []string) []string {
	return slices.DeleteFunc(env, func(setting string) bool { return strings.HasPrefix(setting, "GEHOOR_") })
}

// child is the program as it serves.
type child struct {
	url   string // ends in "/"
	run   *exec.Cmd
	stdin io.Closer
}

// start runs the program until it says where it listens. It ends with ctx at the
// latest.
func (in *installation) start(ctx context.Context, program string) (*child, error) {
	run := exec.CommandContext(ctx, program, "serve", "--data", in.dir, "--listen", "127.0.0.1:0", "--admin", "off", "--log", "warn", "--child")
	run.Env = append(withoutOurs(os.Environ()), in.env...)
	stdin, err := run.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := run.StdoutPipe()
	if err != nil {
		return nil, err
	}
	run.Stderr = os.Stderr
	if err := run.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	c := &child{run: run, stdin: stdin}
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the program did not start: %w", err), c.stop())
	}
	var ready struct {
		URL string `json:"url"`
	}
	if err := json.Unmarshal(line, &ready); err != nil {
		return nil, errors.Join(fmt.Errorf("the program did not say where it listens: %w", err), c.stop())
	}
	c.url = ready.URL
	return c, nil
}

// stop ends the program: it stops when its standard input ends.
func (c *child) stop() error { return errors.Join(c.stdin.Close(), c.run.Wait()) }

// firstPage has the program answer.
func (c *child) firstPage(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"nl/", nil)
	if err != nil {
		return err
	}
	client := newClient(1)
	defer client.CloseIdleConnections()
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the first page answers %d", answer.StatusCode)
	}
	return nil
}

// memoryOf is what a process holds in memory ("VmRSS"), or held at most ("VmHWM"),
// in MiB; 0 where that cannot be found out.
func memoryOf(pid int, what string) float64 {
	var kib int64
	if _, err := fmt.Sscanf(lineOf(fmt.Sprintf("/proc/%d/status", pid), what, "0"), "%d", &kib); err != nil {
		return 0
	}
	return float64(kib) / (1 << 10)
}
