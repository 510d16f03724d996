package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/gehoor/gehoor/internal/backup"
)

// backupCommand is gehoor backup.
type backupCommand struct {
	where
	To        string   `required:"" type:"path" placeholder:"DIR|FILE" help:"Where the backup goes: a folder, in which it gets a name with its dates, or a file that is not there yet."`
	Recipient []string `sep:"none" placeholder:"KEY" help:"Seal it to this age recipient, or to those in @FILE; may be repeated. Without one it is not sealed."`
	LifeDays  int      `default:"30" placeholder:"DAYS" help:"How many days it may be kept. What is erased from the database stays in backups until they are gone."`
	Sweep     bool     `help:"Afterwards remove backups from the folder that may not be kept any longer, by their names."`
}

// maxLifeDays keeps a backup from being kept as an archive.
const maxLifeDays = 365

// Run takes a backup, beside a server that goes on.
func (b *backupCommand) Run(ctx context.Context, out io.Writer) error {
	if b.LifeDays < 1 || b.LifeDays > maxLifeDays {
		return fmt.Errorf("--life-days is 1 to %d", maxLifeDays)
	}
	recipients, err := parseRecipients(b.Recipient)
	if err != nil {
		return err
	}
	now := time.Now()
	life := time.Duration(b.LifeDays) * 24 * time.Hour
	path, dir := b.To, ""
	if info, err := os.Stat(b.To); err == nil && info.IsDir() {
		dir = b.To
		path = filepath.Join(dir, backup.Name(now, now.Add(life), len(recipients) > 0))
	}
	if b.Sweep && dir == "" {
		return errors.New("--sweep needs a folder after --to")
	}
	files, err := filesOf(b.folder())
	if err != nil {
		return err
	}
	db, err := b.open(ctx)
	if err != nil {
		return err
	}
	blobs, closeBlobs, err := b.files(ctx)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	bar := newProgress(os.Stderr)
	taken, err := backup.Save(ctx, db, path, recipients,
		backup.Options{Now: now, Life: life, Program: version(), Files: files, Blobs: blobs, Note: bar.show})
	bar.end()
	if err := errors.Join(err, closeBlobs(), db.Close()); err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	if err := b.tell(out, path, taken, len(recipients) > 0); err != nil {
		return err
	}
	if !b.Sweep {
		return nil
	}
	gone, err := backup.Sweep(dir, now)
	for _, name := range gone {
		_, _ = fmt.Fprintf(out, "removed %s: its time was over\n", name)
	}
	return err
}

// filesOf reads the files that go with the database.
func filesOf(f folder) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range backup.Files {
		data, err := os.ReadFile(filepath.Join(string(f), name))
		if err == nil {
			files[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return files, nil
}

func (b *backupCommand) tell(out io.Writer, path string, taken *backup.Taken, sealed bool) error {
	m := taken.Manifest
	_, err := fmt.Fprintf(out, "%s\n  %d rows, %s, audited and read back\n  of %s; remove it after %s\n", path, taken.Rows,
		bytesOf(taken.Bytes), m.TakenAt.Format(time.RFC3339), m.Until.Format(time.DateOnly))
	for _, l := range m.Logs {
		_, more := fmt.Fprintf(out, "  %s: %d leaves, %d published\n", l.Org, l.Size, l.Published)
		err = errors.Join(err, more)
	}
	if !sealed {
		_, more := fmt.Fprintln(out, "  not sealed: who reads it knows who tells, handles and holds what, though no words (--recipient)")
		err = errors.Join(err, more)
	}
	_, more := fmt.Fprintf(out, "  keys.json is not in it: keep a copy of that elsewhere\n")
	return errors.Join(err, more)
}

// parseRecipients reads age recipients, one or a file of them each.
func parseRecipients(flags []string) ([]age.Recipient, error) {
	var all []age.Recipient
	for _, flag := range flags {
		text := flag
		if name, isFile := strings.CutPrefix(flag, "@"); isFile {
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			text = string(data)
		}
		some, err := age.ParseRecipients(strings.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("--recipient: %w", err)
		}
		all = append(all, some...)
	}
	return all, nil
}

// progress shows on a terminal how far something long is; anywhere else nothing.
type progress struct {
	out   *os.File
	began time.Time
	last  time.Time
}

// showEvery is how often a line is written over.
const showEvery = 200 * time.Millisecond

func newProgress(out *os.File) *progress {
	info, err := out.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		out = nil
	}
	return &progress{out: out, began: time.Now()}
}

func (p *progress) show(now backup.Progress) {
	if p.out == nil || time.Since(p.last) < showEvery {
		return
	}
	p.last = time.Now()
	_, _ = fmt.Fprint(p.out, "\r\x1b[K", progressLine(now, time.Since(p.began)))
}

func (p *progress) end() {
	if p.out != nil {
		_, _ = fmt.Fprint(p.out, "\r\x1b[K")
	}
}

func progressLine(p backup.Progress, took time.Duration) string {
	line := fmt.Sprintf("%s  %s", p.What, bytesOf(p.Done))
	if p.Of > 0 {
		line += fmt.Sprintf(" of about %s (%d %%)", bytesOf(p.Of), min(99, 100*p.Done/p.Of))
	}
	if seconds := took.Seconds(); seconds >= 1 && p.Done > 0 {
		line += fmt.Sprintf("  %s/s", bytesOf(int64(float64(p.Done)/seconds)))
	}
	return line
}

// bytesOf spells a number of bytes for a person.
func bytesOf(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KiB", (n+1023)>>10)
}
