package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/protocols"
)

// What a data folder begins with. It is made whole beside its place and moved in.

func (f folder) closings() string { return filepath.Join(string(f), "closings.json") }

// vacant refuses a folder in which an installation stands.
func (f folder) vacant() error {
	for _, path := range []string{f.keys(), f.database()} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there: this folder holds an installation already", path)
		}
	}
	return nil
}

// remove takes away what init put into a folder whose database stands elsewhere.
func (f folder) remove() error {
	return errors.Join(os.Remove(f.keys()), os.Remove(f.site()), os.Remove(f.closings()))
}

// moveIn moves a whole folder to its place, the database last: a folder whose
// database is there is whole.
func moveIn(from, to folder) error {
	if left, err := filepath.Glob(from.database() + "-*"); err != nil || left != nil {
		return fmt.Errorf("the database was not closed whole: %v %w", left, err)
	}
	for _, path := range []func(folder) string{folder.closings, folder.site, folder.highest, folder.keys, folder.database} {
		if err := os.Rename(path(from), path(to)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Remove(string(from))
}

// sweepBuilding removes what a process left that was stopped half-way.
func sweepBuilding(dir, prefix string) error {
	left, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	for _, one := range left {
		err = errors.Join(err, os.RemoveAll(one))
	}
	return err
}

// siteOf is what pages say of a new organisation.
func siteOf(p *founding.Plan) siteFile {
	s := siteFile{Site: p.Site, SecurityContact: p.Security, Mail: p.Mail, Address: p.Address, Trial: p.Trial, Desk: layout.Desk(p.Desk)}
	p.Hours.Each(func(on time.Weekday, from, until string) {
		s.Hours = append(s.Hours, layout.Opening{Day: on, From: from, Until: until})
	})
	return s
}

// loadClosings reads closings.json; without one, weekends and holidays close the
// office alone. The demo's are part of the program.
func (f folder) loadClosings(org gehoor.OrgID) (protocol.Closings, error) {
	data, err := os.ReadFile(f.closings())
	if errors.Is(err, fs.ErrNotExist) {
		data, err = protocols.ClosingsVeenhaven(), nil
	}
	if err != nil {
		return protocol.Closings{}, err
	}
	c, err := protocol.ParseClosings(data)
	if err != nil {
		return c, fmt.Errorf("%s: %w", f.closings(), err)
	}
	if c.Org != org {
		c = protocol.Closings{Org: org}
	}
	return c, nil
}

func (f folder) saveClosings(c protocol.Closings) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("encode closings: %w", err)
	}
	return writeNew(f.closings(), append(data, '\n'))
}
