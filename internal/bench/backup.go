package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/ledger"
)

// Backed is how a backup was taken while signals came in, put back, and looked at.
type Backed struct {
	Engine string `json:"engine"`
	// Bytes is how large the backup is.
	Bytes int64 `json:"bytes"`
	// Take and Restore are in seconds, with the audit that is part of each. Copy is
	// how long the same bytes take to be copied in this folder and made durable.
	Take    float64 `json:"take_s"`
	Restore float64 `json:"restore_s"`
	Copy    float64 `json:"copy_s"`
	// TakeMemory and RestoreMemory are the most that the program held meanwhile, in
	// MiB; 0 where that cannot be found out.
	TakeMemory    float64 `json:"take_memory_mib"`
	RestoreMemory float64 `json:"restore_memory_mib"`
	// Before, During and After are the signals that came in, one after another.
	Before Appends `json:"before"`
	During Appends `json:"during"`
	After  Appends `json:"after"`
	// Log is how long the write-ahead log of SQLite became, in MiB.
	Log float64 `json:"log_mib"`
	// Sound says that gehoor check found nothing wrong in what was put back.
	Sound bool `json:"sound"`
}

// Appends is how long signals took to be taken in, over casework, in milliseconds.
type Appends struct {
	N    int     `json:"n"`
	P50  float64 `json:"p50_ms"`
	P99  float64 `json:"p99_ms"`
	Most float64 `json:"max_ms"`
}

const (
	// accountBytes is what each dossier of the filling has: the largest content.
	accountBytes = ledger.MaxContentBytes
	// around is how long signals come in before and after.
	around = 5 * time.Second
	// look is how often a program's memory is looked at. What it held at most is the
	// system's count; only that of the last moment is missed.
	look = 20 * time.Millisecond
	// pace is the pause between two signals.
	pace = 20 * time.Millisecond
)

// backupOn fills a database, takes a backup with the program itself while signals
// come in, and puts it back into another folder.
func backupOn(ctx context.Context, o Options, e engine) (got Backed, err error) {
	if o.Program == "" {
		return got, errors.New("a backup is taken by the program: say which")
	}
	dir, err := os.MkdirTemp(o.Dir, "gehoor-bench-backup-")
	if err != nil {
		return got, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	g := &grow{o: o, e: e}
	if g.m, err = newMunicipality(); err != nil {
		return got, err
	}
	if g.where, err = e.fresh(ctx); err != nil {
		return got, err
	}
	defer func() { e.drop(g.where) }()
	b := &backed{grow: g, dir: dir, data: filepath.Join(dir, "data")}
	if err := b.prepare(ctx); err != nil {
		return got, err
	}
	return b.measure(ctx)
}

// backed is a data folder with a database that is backed up.
type backed struct {
	*grow
	dir, data string
	in        *installation
}

// prepare fills the database, and puts it where the program finds it.
func (b *backed) prepare(ctx context.Context) error {
	b.o.Note(fmt.Sprintf("%s: filling to %.1f GiB", b.e.name(), b.o.GiB))
	if err := b.open(ctx); err != nil {
		return err
	}
	many := int64(b.o.GiB * (1 << 30) / accountBytes)
	var next atomic.Int64
	errs := make([]error, fillers)
	var wait sync.WaitGroup
	b.clock.Store(time.Now().Unix())
	for f := range errs {
		wait.Go(func() {
			for errs[f] == nil && next.Add(1) <= many {
				_, errs[f] = b.receiveLarge(ctx)
			}
		})
	}
	wait.Wait()
	if err := errors.Join(append(errs, b.publish(ctx))...); err != nil {
		return err
	}
	if err := errors.Join(b.close(), os.Mkdir(b.data, 0o700)); err != nil {
		return err
	}
	return b.m.writeFolder(b.data)
}

// receiveLarge takes in a signal with as much content as there can be.
func (b *backed) receiveLarge(ctx context.Context) (account.Mailbox, error) {
	return b.receiveWith(ctx, fullContent, accountBytes)
}

func (b *backed) measure(ctx context.Context) (got Backed, err error) {
	got.Engine = b.e.name()
	if b.in, err = b.e.install(b.where, b.data); err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, b.in.leave()) }()
	at := b.where
	if b.in.env == nil {
		at = filepath.Join(b.data, "gehoor.db")
	}
	if b.db, err = b.e.open(ctx, at, 0); err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	b.cases = b.m.cases(b.db, time.Now)
	to := filepath.Join(b.dir, "backup")
	if err := os.Mkdir(to, 0o700); err != nil {
		return got, err
	}
	b.o.Note(b.e.name() + ": taking a backup while signals come in")
	if got.Before, err = b.during(ctx, func() error { time.Sleep(b.o.around()); return nil }); err != nil {
		return got, err
	}
	if got.During, err = b.during(ctx, func() (err error) {
		got.Take, got.TakeMemory, err = b.run(ctx, b.in.env, "backup", "--data", b.data, "--to", to)
		got.Log = mebibytes(at + "-wal")
		return err
	}); err != nil {
		return got, err
	}
	if got.After, err = b.during(ctx, func() error { time.Sleep(b.o.around()); return nil }); err != nil {
		return got, err
	}
	return got, b.putBack(ctx, to, &got)
}

// putBack restores the backup to a folder of its own, as SQLite, and checks it.
func (b *backed) putBack(ctx context.Context, from string, got *Backed) (err error) {
	files, err := filepath.Glob(filepath.Join(from, "gehoor-*"))
	if err != nil || len(files) != 1 {
		return errors.Join(err, fmt.Errorf("%d backups were made", len(files)))
	}
	b.o.Note(b.e.name() + ": putting it back")
	info, err := os.Stat(files[0])
	if err != nil {
		return err
	}
	got.Bytes = info.Size()
	if got.Copy, err = copyOf(files[0], filepath.Join(b.dir, "copy")); err != nil {
		return err
	}
	restored := filepath.Join(b.dir, "restored")
	if got.Restore, got.RestoreMemory, err = b.run(ctx, nil, "restore", "--from", files[0], "--data", restored); err != nil {
		return err
	}
	_, _, err = b.run(ctx, nil, "check", "--data", restored)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		b.o.Note(err.Error())
		return nil // a figure, like what is lost
	}
	got.Sound = err == nil
	return err
}

// during lets signals come in, one after another, for as long as use lasts.
func (b *backed) during(ctx context.Context, use func() error) (Appends, error) {
	done := make(chan error, 1)
	go func() { done <- use() }()
	var spans []time.Duration
	for {
		began := time.Now()
		if _, err := b.receive(ctx, fullContent); err != nil {
			return Appends{}, errors.Join(err, <-done)
		}
		spans = append(spans, time.Since(began))
		select {
		case err := <-done:
			return Appends{N: len(spans), P50: millis(median(spans)), P99: millis(quantile(spans, 0.99)), Most: millis(quantile(spans, 1))}, err
		case <-time.After(pace):
		}
	}
}

// run runs the program to its end, and says how long it took and the most memory
// that it held.
func (b *backed) run(ctx context.Context, env []string, args ...string) (seconds, mib float64, err error) {
	child := exec.CommandContext(ctx, b.o.Program, args...)
	child.Env = append(withoutOurs(os.Environ()), env...)
	var said strings.Builder
	child.Stdout, child.Stderr = &said, &said
	began := time.Now()
	if err := child.Start(); err != nil {
		return 0, 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	for {
		select {
		case err := <-ended:
			if err != nil {
				err = fmt.Errorf("gehoor %s: %w\n%s", args[0], err, said.String())
			}
			return time.Since(began).Seconds(), mib, err
		case <-time.After(look):
			mib = max(mib, memoryOf(child.Process.Pid, "VmHWM"))
		}
	}
}

// copyOf copies a file, makes the copy durable, and removes it.
func copyOf(from, to string) (seconds float64, err error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.Remove(to)) }()
	began := time.Now()
	// Without the kernel's own shortcut, which on some disks copies nothing.
	_, err = io.Copy(struct{ io.Writer }{out}, struct{ io.Reader }{in})
	err = errors.Join(err, out.Sync(), out.Close())
	return time.Since(began).Seconds(), err
}

// mebibytes is how large a file is; 0 if there is none.
func mebibytes(path string) float64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return float64(info.Size()) / (1 << 20)
}
