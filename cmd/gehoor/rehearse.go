package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/protocols/stories"
)

// rehearseCommand is gehoor rehearse: stories, played in a municipality that does
// not exist, in memory. It needs no installation and touches none.
type rehearseCommand struct {
	Files    []string        `arg:"" optional:"" help:"Stories. Without any the ones that are shipped are played."`
	Shipped  bool            `help:"Play the stories that are shipped too."`
	Protocol []string        `placeholder:"FILE" help:"The protocols that dossiers follow together. Without any those that the story names."`
	Against  []string        `placeholder:"FILE" help:"Other protocols, each of which is compared with them: who would have known when, which step would have begun when. Acts that they refuse are left out."`
	SVG      string          `name:"svg" type:"path" placeholder:"FILE" help:"Draw the timelines of one story one above the other, into this file."`
	Language gehoor.Language `default:"nl" enum:"nl,en" help:"The language of what is told: nl or en."`
	JSON     bool            `name:"json" help:"Print a JSON document for each story (doc/rehearse.md), one on a line."`
}

// Run plays every story. It fails if a line of one does not come out as it says.
func (c *rehearseCommand) Run(ctx context.Context, out io.Writer) error {
	all, err := c.read()
	if err != nil {
		return err
	}
	own, err := readProtocols(c.Protocol)
	if err != nil {
		return err
	}
	for i, p := range own {
		if slices.ContainsFunc(own[:i], func(o protocol.Definition) bool { return o.Code == p.Code }) {
			return fmt.Errorf("%s: the protocol %q is named twice: name one edition of it", c.Protocol[i], p.Code)
		}
	}
	others, err := readProtocols(c.Against)
	if err != nil {
		return err
	}
	if c.SVG != "" && len(all) != 1 {
		return errOneDrawn
	}
	r := veenhaven.Rehearsal{Protocols: protocol.NewSet(own...), Setting: shipped.Veenhaven(), Now: time.Now()}
	show := c.printer(out)
	for _, s := range all {
		if err := c.play(ctx, r, others, s, show); err != nil {
			return err
		}
	}
	return show.end()
}

// errOneDrawn: a picture is of one story.
var errOneDrawn = errors.New("--svg draws one story: name one file")

// play plays a story, and under each other protocol too.
func (c *rehearseCommand) play(ctx context.Context, r veenhaven.Rehearsal, others []protocol.Definition, s *story.Story, show *telling) error {
	t, err := r.Play(ctx, s)
	if err != nil {
		return fmt.Errorf("%s: %w", s.Name, err)
	}
	if err := show.one(t); err != nil {
		return err
	}
	drawn := []rehearsal.Timeline{t}
	for _, p := range others {
		other := r
		other.Protocols, other.Try = protocol.NewSet(p), true
		b, err := other.Play(ctx, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		if err := show.difference(rehearsal.Compare(t, b)); err != nil {
			return err
		}
		drawn = append(drawn, b)
	}
	if c.SVG == "" {
		return nil
	}
	return os.WriteFile(c.SVG, rehearsal.Draw(show.words, true, drawn...), 0o644)
}

// readProtocols reads files of protocols.
func readProtocols(names []string) ([]protocol.Definition, error) {
	var all []protocol.Definition
	for _, name := range names {
		p, err := readProtocol(name)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// read reads all stories before one is played, and tells the faults of all.
func (c *rehearseCommand) read() ([]*story.Story, error) {
	var all []*story.Story
	var faults []error
	add := func(name string, data []byte, err error) {
		if err == nil {
			var s *story.Story
			if s, err = story.Parse(name, data); err == nil {
				all = append(all, s)
			}
		}
		faults = append(faults, err)
	}
	for _, name := range c.Files {
		data, err := readStory(name)
		add(name, data, err)
	}
	if c.plays() {
		names, err := fs.Glob(stories.Files(), "*.story")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := fs.ReadFile(stories.Files(), name)
			add(name, data, err)
		}
	}
	return all, errors.Join(faults...)
}

// readStory reads no more than a story can have.
func readStory(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, story.MaxBytes+1))
}

// plays says whether the shipped stories are played.
func (c *rehearseCommand) plays() bool { return c.Shipped || len(c.Files) == 0 }

// telling prints what came of stories, in one of three ways.
type telling struct {
	out   io.Writer
	words *text.Words
	json  bool
	// table has a line for each story, instead of all that happens.
	table *tabwriter.Writer
	total rehearsal.Counts
	// stories counts them, unmet those of which a line is not so.
	stories, unmet int
}

func (c *rehearseCommand) printer(out io.Writer) *telling {
	s := &telling{out: out, words: text.For(c.Language), json: c.JSON}
	if !c.JSON && len(c.Files) == 0 && len(c.Against) == 0 {
		s.table = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	}
	return s
}

// one prints what came of a story.
func (s *telling) one(t rehearsal.Timeline) error {
	s.stories++
	s.total = s.total.Plus(t.Counts)
	if !t.Holds() {
		s.unmet++
	}
	switch {
	case s.json:
		return json.NewEncoder(s.out).Encode(t)
	case s.table == nil:
		if s.stories > 1 {
			_, _ = fmt.Fprintln(s.out)
		}
		return t.Print(s.out, s.words)
	}
	_, err := fmt.Fprintf(s.table, "%s\t%s\n", t.Story, t.Counts.Say(s.words))
	for _, u := range t.Unmet[:min(1, len(t.Unmet))] {
		_, err = fmt.Fprintf(s.table, "%s:%d: %s: %s\n", t.Story, u.Line, u.Text, u.Found)
	}
	return err
}

// difference prints how another protocol differs.
func (s *telling) difference(d rehearsal.Difference) error {
	if s.json {
		return json.NewEncoder(s.out).Encode(d)
	}
	_, _ = fmt.Fprintln(s.out)
	return d.Print(s.out, s.words)
}

// end prints the total, and fails if something is not so.
func (s *telling) end() error {
	if s.table != nil {
		_, _ = fmt.Fprintf(s.table, "%s\t%s\n", s.words.Say("rehearse.total"), s.total.Say(s.words))
		if err := s.table.Flush(); err != nil {
			return err
		}
	} else if !s.json && s.stories > 1 {
		_, _ = fmt.Fprintf(s.out, "\n%s: %s\n", s.words.Say("rehearse.total"), s.total.Say(s.words))
	}
	if s.unmet > 0 {
		return errFound
	}
	return nil
}
