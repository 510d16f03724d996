package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/store/postgres"
	"github.com/gehoor/gehoor/internal/store/sqlite"
)

// where says where an installation is; commands embed it.
type where struct {
	Data     string     `required:"" type:"path" placeholder:"DIR" help:"The data folder, with the keys and, unless --database says otherwise, the database."`
	Files    filesFlags `embed:"" prefix:"files-"`
	Database string     `placeholder:"URL" help:"A PostgreSQL server: postgres://… Without it the database is a file in the data folder."`
}

func (w where) folder() folder { return folder(w.Data) }

// open opens the database. A file that is not there is an error: only init and the
// demo make one.
func (w where) open(ctx context.Context) (*store.DB, error) {
	if w.Database != "" {
		return openDatabase(ctx, w.Database, "", 0)
	}
	if _, err := os.Stat(w.folder().database()); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not there; gehoor init --data %s begins one, gehoor demo makes one to try", w.folder().database(), w.Data)
	}
	return openDatabase(ctx, "", w.folder().database(), 0)
}

// at is an installation and the organisation in it that is meant.
type at struct {
	where
	Org string `placeholder:"NAME" help:"The organisation; needed only if the database holds several."`
}

// opened is one organisation, opened for a chore.
type opened struct {
	folder folder
	db     *store.DB
	org    gehoor.OrgID
	cases  *casework.Casework
}

// with opens the organisation, does the work and closes it.
func (a at) with(ctx context.Context, work func(opened) error) error {
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	s := opened{folder: a.folder(), db: db}
	s.org, err = organisation(ctx, db, gehoor.OrgID(a.Org))
	if err == nil {
		s.cases, err = cases(s.folder, db, s.org, casework.Publishing{}, nil)
	}
	if err == nil {
		err = work(s)
	}
	return errors.Join(err, db.Close())
}

// openDatabase opens the server at url, or else the file. The schema is brought up
// to a step; 0 is the newest.
func openDatabase(ctx context.Context, url, file string, schema int64) (*store.DB, error) {
	if url != "" {
		return postgres.Open(ctx, url, postgres.Options{Schema: schema})
	}
	return sqlite.Open(ctx, file, sqlite.Options{Schema: schema})
}

// organisations are those that the database holds, or the one that is asked for.
func organisations(ctx context.Context, db *store.DB, asked gehoor.OrgID) ([]gehoor.OrgID, error) {
	all, err := db.Logs(ctx)
	if err != nil {
		return nil, err
	}
	if asked == "" && len(all) > 0 {
		return all, nil
	}
	for _, org := range all {
		if org == asked {
			return []gehoor.OrgID{org}, nil
		}
	}
	if asked == "" {
		return nil, errors.New("the database holds no organisation yet")
	}
	return nil, fmt.Errorf("the database holds no organisation %s", asked)
}

// organisation is the one that is asked for, or the only one.
func organisation(ctx context.Context, db *store.DB, asked gehoor.OrgID) (gehoor.OrgID, error) {
	orgs, err := organisations(ctx, db, asked)
	if err != nil {
		return "", err
	}
	if len(orgs) > 1 {
		return "", fmt.Errorf("the database holds %d organisations: say which with --org", len(orgs))
	}
	return orgs[0], nil
}

// setting is the calendar and the law by which an organisation's terms run.
func setting(f folder, org gehoor.OrgID) (protocol.Setting, error) {
	closings, err := f.loadClosings(org)
	if err != nil {
		return protocol.Setting{}, err
	}
	return shipped.Setting(closings)
}

// cases are the use cases over a database, at the machine's own time. news is nil
// where no reporter is told anything. Nothing that keeps or reads files may be
// asked.
func cases(f folder, db *store.DB, org gehoor.OrgID, p casework.Publishing, news *notify.NewsDesk) (*casework.Casework, error) {
	return casesWith(f, db, nil, org, p, news, time.Now)
}

// casesWith are the use cases with those of files, at a time of the caller's, of which
// webhooks hear.
func casesWith(f folder, db *store.DB, files blob.Store, org gehoor.OrgID, p casework.Publishing, news *notify.NewsDesk,
	now func() time.Time, hooks ...notify.Hook) (*casework.Casework, error) {
	rules, err := setting(f, org)
	if err != nil {
		return nil, err
	}
	says, err := f.loadSite()
	if err != nil {
		return nil, err
	}
	return casework.New(casework.Deps{
		Events: db, Lists: db, Accounts: db, Log: db, Outbox: db, Drafts: db, Advice: db, Parts: db, Blobs: files, News: news, Forms: db, Hooks: hooks,
		Source: ledger.Source{Now: now, Random: random},
		Trial:  says.Trial, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: rules, Publishing: p,
	}), nil
}
