package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/sqlite"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// seedCommand fills a new data folder with Veenhaven and prints its people. It
// runs in a process of its own, which ends: the server's memory never holds a
// passphrase, a code or a word that somebody wrote.
type seedCommand struct {
	Data string `required:"" type:"path"`
	JSON bool   `name:"json"`
	// Stories is a folder of other stories than the demo's, played under what came with
	// the program alone: for tests.
	Stories string `type:"path"`
}

// Run makes everything in a folder beside, and moves the database to its place
// last: a folder whose database is there is whole.
func (s *seedCommand) Run(ctx context.Context, out io.Writer) error {
	building, err := os.MkdirTemp(s.Data, seedingPrefix)
	if err != nil {
		return err
	}
	demo, err := seed(ctx, folder(building), s.Stories)
	if err != nil {
		return errors.Join(err, os.RemoveAll(building))
	}
	if err := moveIn(folder(building), folder(s.Data)); err != nil {
		return err
	}
	if s.JSON {
		return json.NewEncoder(out).Encode(peopleOf(demo))
	}
	return tell(out, demo)
}

const seedingPrefix = ".seeding-"

// seed makes a whole data folder.
func seed(ctx context.Context, f folder, stories string) (*veenhaven.Demo, error) {
	k := newKeys()
	secret, err := k.secret()
	if err != nil {
		return nil, err
	}
	rules, err := setting(f, veenhaven.Org)
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(ctx, f.database(), sqlite.Options{})
	if err != nil {
		return nil, err
	}
	stage := veenhaven.Stage{Stores: db, Random: random, Secret: secret, Setting: rules, Now: time.Now()}
	if stories != "" {
		stage.Stories = os.DirFS(stories)
	}
	demo, err := veenhaven.Seed(ctx, stage)
	if err == nil {
		k.Logs[veenhaven.Org] = demo.LogKey
		err = publishStories(ctx, f, db, k)
	}
	return demo, errors.Join(err, db.Close(), f.saveKeys(k), f.saveSite(veenhavenSite()))
}

// publishStories publishes what the stories left in the log, so that a signal given
// in the demo has its proof with the next checkpoint.
func publishStories(ctx context.Context, f folder, db *store.DB, k keys) error {
	signer, err := k.signer(veenhaven.Org)
	if err != nil {
		return err
	}
	publisher, err := newPublisher(options{folder: f, org: veenhaven.Org, quantum: demoQuantum}, db, signer)
	if err != nil {
		return err
	}
	return publishAll(ctx, db, publisher)
}

// publishAll publishes until everything that is in the log has its proof.
func publishAll(ctx context.Context, db *store.DB, publisher *register.Publisher) error {
	for {
		head, err := db.Head(ctx, publisher.Org)
		if err != nil || head.Published >= head.Size {
			return err
		}
		if _, err := publisher.Publish(ctx); err != nil {
			return err
		}
	}
}

// veenhavenSite is what its pages say.
func veenhavenSite() siteFile {
	s := siteFile{
		SecurityContact: "mailto:security@veenhaven.example", Mail: "gemeente@veenhaven.example",
		Address: []string{"Raadhuisplein 1", "0000 AA Veenhaven"}, Trial: true, Plain: string(layout.PlainOn),
	}
	for day := time.Monday; day <= time.Friday; day++ {
		s.Hours = append(s.Hours, layout.Opening{Day: day, From: "9.00", Until: "17.00"})
	}
	s.Hours = append(s.Hours, layout.Opening{Day: time.Saturday}, layout.Opening{Day: time.Sunday})
	return s
}

// demoPerson is somebody of staff in the line that --json prints.
type demoPerson struct {
	Name       string      `json:"name"`
	Role       gehoor.Role `json:"role"`
	Login      string      `json:"login"`
	Passphrase string      `json:"passphrase"`
}

func peopleOf(demo *veenhaven.Demo) []demoPerson {
	var people []demoPerson
	for _, p := range demo.People {
		people = append(people, demoPerson{p.Name, p.Role, p.Login, p.Passphrase})
	}
	return people
}

// tell prints the people and the reporters for a person. It stays far below the
// 64 KiB that a pipe holds, because nobody reads it before the server is up.
func tell(out io.Writer, demo *veenhaven.Demo) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format+"\n", args...) }
	line("People of Veenhaven. Their passphrases are shown this once and kept nowhere.\n")
	for _, p := range demo.People {
		if p.Former {
			line("  %s\t(left: cannot sign in)\t%s\t%s", p.Login, p.Name, p.Function.EN)
			continue
		}
		line("  %s\t%s\t%s\t%s", p.Login, p.Passphrase, p.Name, p.Function.EN)
	}
	line("\nReporters and others who can come back, with their codes.\n")
	for _, r := range demo.Returning {
		line("  %s:\n      %s", r.Title, strings.Join(r.Words, " "))
	}
	line("\nThe key with which an outsider checks receipts and the log:\n\n  %s", demo.Verifier())
	return w.Flush()
}
