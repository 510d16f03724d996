package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/backup"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
)

// restoreCommand is gehoor restore.
type restoreCommand struct {
	where
	From     string   `required:"" type:"existingfile" placeholder:"FILE" help:"The backup."`
	Identity []string `sep:"none" type:"existingfile" placeholder:"FILE" help:"A file with the age identity that opens it; may be repeated."`
	Highest  string   `type:"existingfile" placeholder:"FILE" help:"The file 'highest' of the old data folder, if it was saved: then the new log says exactly what is missing."`
	Erased   string   `type:"existingfile" placeholder:"FILE" help:"The file 'erased' of the old data folder: what was erased since the backup is erased again. Without it that comes back."`
	Keys     string   `type:"existingfile" placeholder:"FILE" help:"The old keys.json, if it was saved: the server's secret is taken from it. Without it reporters who asked for mail get none any more. Its log key is not used."`
	Quantum  int64    `default:"64" help:"How many leaves each checkpoint adds; as for serve."`
	Check    bool     `help:"Only read the backup and say whether it is whole."`
	ForceOld bool     `help:"Restore a backup whose time is over. What was erased since comes back, but for what --erased lists."`
}

const restoringPrefix = ".restoring-"

// Run puts a backup back into an empty place and opens a new log. The old log's
// key is not needed and never used again.
func (r *restoreCommand) Run(ctx context.Context, out io.Writer) error {
	identities, err := parseIdentities(r.Identity)
	if err != nil {
		return err
	}
	checked, err := r.check(ctx, out, identities)
	if err != nil || r.Check {
		return err
	}
	if err := r.ready(checked.Manifest); err != nil {
		return err
	}
	if err := os.MkdirAll(r.Data, ownerFolder); err != nil {
		return err
	}
	building, err := os.MkdirTemp(r.Data, restoringPrefix)
	if err != nil {
		return err
	}
	told, err := r.build(ctx, folder(building), checked, identities)
	if err != nil {
		err = errors.Join(fmt.Errorf("nothing was restored: %w", err), os.RemoveAll(building))
		if r.Database != "" && !errors.Is(err, backup.ErrNotEmpty) {
			err = errors.Join(err, errors.New("the PostgreSQL database may hold a part: drop it and make it again before the next try"))
		}
		return err
	}
	if err := settle(folder(building), r.folder()); err != nil {
		return err
	}
	for _, t := range told {
		if _, err := io.WriteString(out, t); err != nil {
			return err
		}
	}
	return nil
}

// check reads the whole backup once, and says what it is.
func (r *restoreCommand) check(ctx context.Context, out io.Writer, identities []age.Identity) (*backup.Checked, error) {
	in, err := backup.Open(r.From, identities)
	if err != nil {
		return nil, err
	}
	bar := newProgress(os.Stderr)
	checked, err := backup.Check(ctx, in, bar.show)
	bar.end()
	if err := errors.Join(err, in.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", r.From, err)
	}
	m := checked.Manifest
	_, err = fmt.Fprintf(out, "%s\n  whole: %d rows, %s, of %s, taken by gehoor %s\n", r.From, checked.Rows, bytesOf(checked.Bytes),
		m.TakenAt.Format(time.RFC3339), m.Program)
	if m.Expired(time.Now()) {
		_, _ = fmt.Fprintf(out, "  it should have been gone after %s: what was erased since is still in it\n", m.Until.Format(time.DateOnly))
	}
	return checked, err
}

// ready refuses what must not be restored, or not here.
func (r *restoreCommand) ready(m *backup.Manifest) error {
	if m.Expired(time.Now()) && !r.ForceOld {
		return errors.New("its time is over: take a newer one, or say --force-old and erase again what was erased since")
	}
	for _, path := range []string{r.folder().database(), r.folder().keys(), r.folder().highest(), r.folder().erased(), r.folder().files()} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already: restore into an empty folder, so that nothing is lost that you may still need", path)
		}
	}
	return nil
}

// build makes a whole data folder. It returns what there is to tell about each log.
func (r *restoreCommand) build(ctx context.Context, f folder, c *backup.Checked, identities []age.Identity) ([]string, error) {
	if err := r.fill(ctx, f, c, identities); err != nil {
		return nil, err
	}
	for name, data := range c.Files {
		if err := writeNew(filepath.Join(string(f), name), data); err != nil {
			return nil, err
		}
	}
	db, err := openDatabase(ctx, r.Database, f.database(), 0) // and up to the newest schema
	if err != nil {
		return nil, err
	}
	told, err := r.goOn(ctx, f, db, c.Manifest)
	if err == nil {
		told, err = r.erase(ctx, f, db, c.Manifest, told)
	}
	return told, errors.Join(err, db.Close())
}

// fill puts the rows into a database of the schema that they had.
func (r *restoreCommand) fill(ctx context.Context, f folder, c *backup.Checked, identities []age.Identity) error {
	db, err := openDatabase(ctx, r.Database, f.database(), c.Manifest.Schema)
	if err != nil {
		return err
	}
	in, err := backup.Open(r.From, identities)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	place := r.where
	place.Data = string(f)
	blobs, closeBlobs, err := place.files(ctx)
	if err != nil {
		return errors.Join(err, in.Close(), db.Close())
	}
	bar := newProgress(os.Stderr)
	err = backup.Fill(ctx, db, blobs, c, in, bar.show)
	bar.end()
	return errors.Join(err, in.Close(), closeBlobs(), db.Close())
}

// goOn audits what was restored and opens the new logs.
func (r *restoreCommand) goOn(ctx context.Context, f folder, db *store.DB, m *backup.Manifest) ([]string, error) {
	known, err := r.known()
	if err != nil {
		return nil, err
	}
	keys, err := r.newKeys()
	if err != nil {
		return nil, err
	}
	var told []string
	for _, l := range m.Logs {
		report, err := store.Audit(ctx, db, l.Org)
		if err != nil {
			return nil, err
		}
		if !report.Clean() {
			return nil, fmt.Errorf("%s: %s at %s is not what was written", l.Org, report.Findings[0].What, report.Findings[0].Where)
		}
		// An earlier program may have made other lists of the same events.
		if _, err := replay(ctx, f, db, l.Org, true, io.Discard); err != nil {
			return nil, err
		}
		next := succession{org: l.Org, db: db, at: gehoor.Moment(time.Now()), taken: m.TakenAt, quantum: r.Quantum, known: known, folder: f}
		one, err := next.open(ctx, &keys)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.Org, err)
		}
		told = append(told, one)
	}
	return told, f.saveKeys(keys)
}

// erase destroys again what was destroyed after the backup, and takes the list
// along. Without the list it says what that means.
func (r *restoreCommand) erase(ctx context.Context, f folder, db *store.DB, m *backup.Manifest, told []string) ([]string, error) {
	if r.Erased == "" {
		return append(told, fmt.Sprintf(noErasedText, m.TakenAt.Format(time.RFC3339))), nil
	}
	list, err := backup.ReadErased(r.Erased)
	if err != nil {
		return told, err
	}
	k, err := f.loadKeys()
	if err != nil {
		return told, err
	}
	place := r.where
	place.Data = string(f)
	files, closeFiles, err := place.files(ctx)
	if err != nil {
		return told, err
	}
	for _, l := range m.Logs {
		n, err := eraseAgain(ctx, f, db, files, l.Org, k, list)
		if err != nil {
			return told, errors.Join(fmt.Errorf("%s: %w", l.Org, err), closeFiles())
		}
		told = append(told, fmt.Sprintf("  %s: %d dossiers that were in the backup and destroyed since are destroyed again.\n", l.Org, n))
	}
	return told, errors.Join(backup.WriteErased(f.erased(), list), closeFiles())
}

const noErasedText = `
  The list of what was erased was not given (--erased). Whatever was destroyed after %s
  IS BACK, and can be read by who could read it. If the old data folder has a file
  'erased', begin again with it. If it is lost, look through the statements of
  destruction that you keep elsewhere, and destroy again what they name.
`

// newKeys are keys for the new folder. The old server's secret goes on, if it is
// there, because the mail addresses of reporters are sealed under it; a log's key
// never does.
func (r *restoreCommand) newKeys() (keys, error) {
	k := newKeys()
	if r.Keys == "" {
		return k, nil
	}
	old, err := readKeys(r.Keys)
	k.ServerSecret = old.ServerSecret
	return k, err
}

// known is what was kept of the highest checkpoints, or nil.
func (r *restoreCommand) known() (register.HighWater, error) {
	if r.Highest == "" {
		return nil, nil
	}
	return register.OpenHighFile(r.Highest)
}

// settle moves a whole folder to its place: keys last, because nothing is served
// without them.
func settle(from, to folder) error {
	if left, err := filepath.Glob(from.database() + "-*"); err != nil || left != nil {
		return fmt.Errorf("the database was not closed whole: %v %w", left, err)
	}
	database, highest, last := filepath.Base(from.database()), filepath.Base(from.highest()), filepath.Base(from.keys())
	for _, name := range append(slices.Clone(backup.Files), filepath.Base(from.files()), database, filepath.Base(from.erased()), highest, last) {
		err := os.Rename(filepath.Join(string(from), name), filepath.Join(string(to), name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Remove(string(from))
}

func parseIdentities(files []string) ([]age.Identity, error) {
	var all []age.Identity
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		some, err := age.ParseIdentities(strings.NewReader(string(data)))
		if err != nil {
			return nil, fmt.Errorf("%s holds no age identity", name) // its own words could repeat the key
		}
		all = append(all, some...)
	}
	return all, nil
}

// succession opens the log that goes on for the one in a backup.
type succession struct {
	org     gehoor.OrgID
	db      *store.DB
	at      time.Time
	taken   time.Time
	quantum int64
	known   register.HighWater // nil: nobody kept the highest checkpoints
	folder  folder
}

// open looks that the log in the database is the one that its key signed, records
// the new key as the first leaf of the new log, and publishes that.
func (s succession) open(ctx context.Context, k *keys) (string, error) {
	c, err := cases(s.folder, s.db, s.org, casework.Publishing{}, nil)
	if err != nil {
		return "", err
	}
	org, err := c.Organisation(ctx, s.org)
	if errors.Is(err, gehoor.ErrNotFound) {
		return "", errors.New("the backup holds no organisation of that name")
	}
	if err != nil {
		return "", err
	}
	before, err := register.ParseVerifier(org.Log)
	if err != nil {
		return "", err
	}
	signer, err := s.newKey(k, firstOrigin(org))
	if err != nil {
		return "", err
	}
	high, err := register.OpenHighFile(s.folder.highest())
	if err != nil {
		return "", err
	}
	publisher := &register.Publisher{
		Org: s.org, Store: s.db, Signer: signer, High: high, Quantum: s.quantum, Random: random, Before: before,
	}
	if _, err := publisher.CatchUp(ctx); err != nil {
		return "", err
	}
	fact, err := s.fact(ctx, org.Log, register.Origin(before.Name()), signer.VerifierKey(), high)
	if err != nil {
		return "", err
	}
	if err := c.ContinueLog(ctx, s.org, fact); err != nil {
		return "", err
	}
	return s.tell(fact), publishAll(ctx, s.db, publisher)
}

// firstOrigin is the name of the organisation's first log.
func firstOrigin(o *directory.Organisation) string {
	name, _, _ := strings.Cut(o.Founded.Log, "+")
	return name
}

// newKey draws the key of the new log. Its name has the moment, so that two
// restores of one backup are two logs.
func (s succession) newKey(k *keys, first string) (*register.Signer, error) {
	var seed [ed25519.SeedSize]byte
	random(seed[:])
	origin := register.Origin(first + "/from-" + strings.ToLower(s.at.Format("20060102T150405Z")))
	secret, _, err := register.MakeKey(origin, seed)
	if err != nil {
		return nil, err
	}
	k.Logs[s.org] = secret
	return k.signer(s.org)
}

// fact says where the log before ended. Its highest checkpoint stays known in the
// new folder too: under the old key nobody signs below it.
func (s succession) fact(ctx context.Context, before string, origin register.Origin, next string, high *register.HighFile) (directory.LogContinued, error) {
	f := directory.LogContinued{Log: next, Before: before, TakenAt: s.taken}
	head, err := s.db.Head(ctx, s.org)
	if err != nil {
		return f, err
	}
	f.Checkpoint, f.Size = string(head.Note), head.Size
	if s.known == nil {
		return f, nil
	}
	tree, err := s.known.Highest(origin)
	if err != nil || tree.N == 0 {
		return f, err
	}
	f.Highest, f.HighestRoot = tree.N, tree.Hash.String()
	return f, high.Raise(origin, tree)
}

// tell says what somebody must do now.
func (s succession) tell(f directory.LogContinued) string {
	lost := "what came after that moment is lost; how much is not known without the old file 'highest'"
	published := int64(0)
	if c, err := register.PeekCheckpoint([]byte(f.Checkpoint)); err == nil {
		published = c.N
	}
	switch {
	case f.Highest > published:
		lost = fmt.Sprintf("the old log had published %d leaves, the backup holds %d of them: the rest is lost", f.Highest, published)
	case f.Highest > 0:
		lost = "the old log had published nothing beyond it; what was under no checkpoint yet may be lost"
	}
	return fmt.Sprintf(restoredText, s.org, s.taken.Format(time.RFC3339), lost, f.Before, f.Log)
}

const restoredText = `
%s is restored as it was at %s.
  %s
  The log goes on under a new key. Publish it where the old one stood, beside the old one:
    old  %s
    new  %s
  Receipts of the old log stay what they were. Who followed the old log goes on with
    gehoor-verify log ADDRESS --log-key NEW --earlier-key OLD --state FILE
  Sessions are gone: everybody signs in again. Then run gehoor check.
`
