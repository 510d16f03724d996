package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/terminal"
	"github.com/gehoor/gehoor/internal/web/page/invite"
)

// initCommand is gehoor init: it makes a data folder and a database with an
// organisation in it, from answers or from a file.
type initCommand struct {
	where
	From     string      `type:"existingfile" placeholder:"FILE" help:"Begin with what this file says, and ask nothing but the root's passphrase."`
	RootFile string      `type:"path" placeholder:"FILE" help:"With --from: where the root's secret half goes, if it is made here."`
	Days     int         `default:"14" help:"For how many days the invitations are good."`
	JSON     bool        `name:"json" help:"Print one line of JSON: keys and invitations."`
	Example  exampleFlag `help:"Print a file for --from, with remarks, and end."`
}

// exampleFlag prints the example before anything else is looked at.
type exampleFlag bool

// BeforeReset is called by kong when the flag is there.
func (exampleFlag) BeforeReset(app *kong.Kong) error {
	_, err := app.Stdout.Write(founding.Example())
	app.Exit(0)
	return err
}

// maxInvitationDays: a code that lies about for longer is found by somebody else.
const maxInvitationDays = 60

// Run asks first and makes then. What ends it before the end leaves nothing.
func (c *initCommand) Run(ctx context.Context, out io.Writer) error {
	if c.Days < 1 || c.Days > maxInvitationDays {
		return fmt.Errorf("an invitation is good for 1 to %d days", maxInvitationDays)
	}
	if err := c.folder().vacant(); err != nil {
		return err
	}
	t := terminal.New(ctx)
	plan, root, err := c.ask(t)
	if err != nil {
		return err
	}
	begun, err := c.begin(ctx, &plan, root)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(out).Encode(begun)
	}
	return begun.tell(out, c.Data)
}

// rootFile is a root that is made here: where its secret half goes, and locked.
type rootFile struct {
	path   string
	locked []byte
}

// ask gets the plan and the root from a file or from a person.
func (c *initCommand) ask(t *terminal.Terminal) (founding.Plan, rootFile, error) {
	if c.From == "" {
		return c.dialogue(t)
	}
	file, err := os.ReadFile(c.From)
	if err != nil {
		return founding.Plan{}, rootFile{}, err
	}
	plan, err := founding.Parse(file)
	if err != nil {
		return plan, rootFile{}, fmt.Errorf("%s: %w", c.From, err)
	}
	if problems := plan.Check(); len(problems) > 0 {
		for _, p := range problems {
			t.Say("✗ " + p.String() + "\n")
		}
		return plan, rootFile{}, fmt.Errorf("%s: %d things cannot be used", c.From, len(problems))
	}
	if plan.Root != "" {
		return plan, rootFile{}, nil
	}
	if why := c.place(c.RootFile); why != "" {
		return plan, rootFile{}, fmt.Errorf("the file has no root, so --root-file says where the one that is made now goes: %s", why)
	}
	passphrase, err := founding.AskPassphrase(t, random)
	if err != nil {
		return plan, rootFile{}, err
	}
	root, err := makeRoot(&plan, c.RootFile, passphrase)
	return plan, root, err
}

func (c *initCommand) dialogue(t *terminal.Terminal) (founding.Plan, rootFile, error) {
	plan, err := founding.Ask(t)
	if err != nil {
		return plan, rootFile{}, err
	}
	verifier, path, passphrase, err := founding.AskRoot(t, gehoor.OrgID(plan.Organisation), random, c.place)
	if err != nil {
		return plan, rootFile{}, err
	}
	yes, err := founding.Confirm(t, plan)
	if err == nil && !yes {
		err = terminal.ErrBrokenOff
	}
	if err != nil {
		return plan, rootFile{}, err
	}
	if verifier != "" {
		plan.Root = verifier
		return plan, rootFile{}, nil
	}
	root, err := makeRoot(&plan, path, passphrase)
	return plan, root, err
}

// makeRoot makes a root for the plan; its secret half leaves this function locked.
func makeRoot(plan *founding.Plan, path, passphrase string) (rootFile, error) {
	root, err := founding.MakeRoot(gehoor.OrgID(plan.Organisation), random)
	if err != nil {
		return rootFile{}, err
	}
	plan.Root = root.Verifier
	locked, err := root.Lock(passphrase)
	return rootFile{path, locked}, err
}

// place says what is wrong with a place for the root's secret half.
func (c *initCommand) place(path string) string {
	return placeForRoot(path, c.Data)
}

// placeForRoot says what is wrong with a place for a root's secret half, "" for
// nothing. data is a folder in which it must not lie; "" for none.
func placeForRoot(path, data string) string {
	if path == "" {
		return "a file that is not there yet"
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return err.Error()
	}
	if data != "" {
		if inside, err := filepath.Rel(data, whole); err == nil && !strings.HasPrefix(inside, "..") {
			return "this is in the data folder, which stays on the server; the root must not"
		}
	}
	if info, err := os.Stat(filepath.Dir(whole)); err != nil || !info.IsDir() {
		return "there is no such folder"
	}
	if _, err := os.Lstat(whole); !errors.Is(err, fs.ErrNotExist) {
		return "there is something already"
	}
	return ""
}

// begin makes everything in a folder beside and moves it in last. Whatever fails,
// the root's file goes too: nobody would know what it is of.
func (c *initCommand) begin(ctx context.Context, plan *founding.Plan, root rootFile) (begun, error) {
	_, statErr := os.Stat(c.Data)
	if err := os.MkdirAll(c.Data, ownerFolder); err != nil {
		return begun{}, err
	}
	b, err := c.build(ctx, plan, root)
	if err != nil && errors.Is(statErr, fs.ErrNotExist) {
		_ = os.Remove(c.Data) // only if it is empty
	}
	return b, err
}

func (c *initCommand) build(ctx context.Context, plan *founding.Plan, root rootFile) (begun, error) {
	if err := sweepBuilding(c.Data, foundingPrefix); err != nil {
		return begun{}, err
	}
	dir, err := os.MkdirTemp(c.Data, foundingPrefix)
	if err != nil {
		return begun{}, err
	}
	if root.path != "" {
		if err := writeNew(root.path, root.locked); err != nil {
			return begun{}, errors.Join(err, os.RemoveAll(dir))
		}
	}
	b, err := c.found(ctx, folder(dir), plan)
	if err != nil {
		err = errors.Join(err, os.RemoveAll(dir))
		if root.path != "" {
			err = errors.Join(err, os.Remove(root.path))
		}
		return begun{}, err
	}
	b.RootFile = root.path
	return b, nil
}

const foundingPrefix = ".founding-"

// found fills the folder beside. With SQLite the database lies in it, and moving
// it in is the last step. A PostgreSQL server stands elsewhere: there founding is
// the last step, one transaction, and the files are in place before it.
func (c *initCommand) found(ctx context.Context, beside folder, plan *founding.Plan) (begun, error) {
	k := newKeys()
	var seed [32]byte
	random(seed[:])
	secret, log, err := register.MakeKey(plan.Origin(), seed)
	if err != nil {
		return begun{}, err
	}
	endsAt := time.Now().AddDate(0, 0, c.Days)
	made := plan.Make(log, endsAt, random)
	k.Logs[made.Org] = secret
	if err := errors.Join(beside.saveKeys(k), beside.saveSite(siteOf(plan)), beside.saveClosings(made.Closings)); err != nil {
		return begun{}, err
	}
	if c.Database == "" {
		db, err := sqlite.Open(ctx, beside.database(), sqlite.Options{})
		if err != nil {
			return begun{}, err
		}
		err = errors.Join(write(ctx, beside, db, made), db.Close())
		if err == nil {
			err = moveIn(beside, c.folder())
		}
		return begunOf(plan, made, endsAt), err
	}
	db, err := c.open(ctx)
	if err != nil {
		return begun{}, err
	}
	if err = moveIn(beside, c.folder()); err == nil {
		if err = write(ctx, c.folder(), db, made); err != nil {
			err = errors.Join(err, c.folder().remove())
		}
	}
	return begunOf(plan, made, endsAt), errors.Join(err, db.Close())
}

// write founds the organisation. It is not broken off half-way: there is no half.
func write(ctx context.Context, f folder, db *store.DB, made founding.Made) error {
	ctx = context.WithoutCancel(ctx)
	c, err := cases(f, db, made.Org, casework.Publishing{}, nil)
	if err != nil {
		return err
	}
	for _, a := range made.Addresses {
		if err := db.PutAddress(ctx, a); err != nil {
			return err
		}
	}
	err = c.Found(ctx, made.Org, made.Founding)
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeFounded}) {
		return fmt.Errorf("the database holds %s already", made.Org)
	}
	return err
}

// begun is what init made, as it is printed.
type begun struct {
	Organisation gehoor.OrgID `json:"organisation"`
	// Root and Log are the public halves of both keys.
	Root string `json:"root"`
	Log  string `json:"log"`
	// RootFile is where the root's secret half is, if it was made here.
	RootFile    string       `json:"root_file,omitempty"`
	Invitations []invitation `json:"invitations"`
}

// invitation is one as it is handed to its person.
type invitation struct {
	Login string    `json:"login"`
	Code  string    `json:"code"`
	Link  string    `json:"link"`
	Until time.Time `json:"until"`
}

func newInvitation(site, login, code string, until time.Time) invitation {
	return invitation{Login: login, Code: code, Link: invite.Link(site, code), Until: gehoor.Moment(until)}
}

func begunOf(plan *founding.Plan, made founding.Made, endsAt time.Time) begun {
	b := begun{Organisation: made.Org, Root: plan.Root, Log: made.Founding.Founded.Log}
	for _, p := range plan.People {
		b.Invitations = append(b.Invitations, newInvitation(plan.Site, p.Login, made.Codes[p.Login], endsAt))
	}
	return b
}

// tell prints what to do next.
func (b begun) tell(out io.Writer, data string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format+"\n", args...) }
	line("%s is founded in %s.\n", b.Organisation, data)
	line("The root's public half. Publish it where this server cannot change it: in the")
	line("municipal gazette, on the municipality's own site, on paper.\n\n  %s\n", b.Root)
	if b.RootFile != "" {
		line("Its secret half is in %s. Print it, keep two copies", b.RootFile)
		line("and the passphrase apart from them, and leave none on this machine.\n")
	}
	line("The log's public half, for who checks receipts:\n\n  %s\n", b.Log)
	tellInvitations(w, b.Invitations)
	line("\nNext: gehoor serve --data %s, and doc/install.md.", data)
	return w.Flush()
}

// tellInvitations prints invitations. They are shown this once: the database holds
// their hashes.
func tellInvitations(w io.Writer, all []invitation) {
	_, _ = fmt.Fprintln(w, "Invitations. Hand each to its person and to nobody else; they are shown this once.")
	for _, i := range all {
		_, _ = fmt.Fprintf(w, "\n  %s, until %s\n    %s\n    or the code %s\n", i.Login, i.Until.Local().Format("2 January 2006, 15:04"), i.Link, i.Code)
	}
}
