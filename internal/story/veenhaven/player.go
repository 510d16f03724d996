package veenhaven

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/rehearsal"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/protocols/stories"
)

// playTime is how long one rehearsal may take. The longest story that fits in its
// limit takes some seconds.
const playTime = 10 * time.Second

// Player plays rehearsals for people who wait, one at a time. It is safe for
// concurrent use.
type Player struct {
	now     func() time.Time
	turn    chan struct{}
	tales   []rehearsal.Choice
	shipped []protocol.Definition
}

var _ rehearsal.Player = (*Player)(nil)

// NewPlayer reads what ships. now is the moment from which stories count back.
func NewPlayer(now func() time.Time) (*Player, error) {
	p := &Player{now: now, turn: make(chan struct{}, 1), shipped: shipped.All(casework.Vocabulary())}
	// The one that dossiers follow until another is adopted is offered first.
	slices.SortStableFunc(p.shipped, func(a, b protocol.Definition) int { return first(a) - first(b) })
	names, err := fs.Glob(stories.Files(), "*.story")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		s, err := shippedStory(name)
		if err != nil {
			return nil, err
		}
		p.tales = append(p.tales, rehearsal.Choice{Name: name, Title: rehearsal.Shown(s.Title())})
	}
	return p, nil
}

func first(d protocol.Definition) int {
	if d.Digest() == shipped.Receive(casework.Vocabulary()).Digest() {
		return 0
	}
	return 1
}

func shippedStory(name string) (*story.Story, error) {
	data, err := fs.ReadFile(stories.Files(), name)
	if err != nil {
		return nil, err
	}
	return story.Parse(name, data)
}

// Stories implements [rehearsal.Player].
func (p *Player) Stories() []rehearsal.Choice { return p.tales }

// ownProtocols names the protocols that the story itself names.
const ownProtocols = "own"

// Protocols implements [rehearsal.Player]. The first is that which holds if none is
// chosen.
func (p *Player) Protocols() []rehearsal.Choice {
	all := []rehearsal.Choice{
		{Name: ownProtocols, Title: gehoor.Text{NL: "De protocollen die het verhaal noemt", EN: "The protocols that the story names"}},
		{Name: rehearsal.Adopted, Title: gehoor.Text{NL: "De protocollen waarmee uw organisatie nu werkt", EN: "The protocols by which your organisation works now"}},
	}
	for _, d := range p.shipped {
		all = append(all, rehearsal.Choice{Name: d.Code, Title: d.Title})
	}
	return all
}

// Play implements [rehearsal.Player].
func (p *Player) Play(ctx context.Context, r rehearsal.Request) ([]rehearsal.Timeline, error) {
	s, err := p.story(r.Story)
	if err != nil {
		return nil, err
	}
	first, err := p.protocols(rehearsal.FieldProtocol, r.Protocol, r.Adopted)
	if err != nil {
		return nil, err
	}
	all := []Rehearsal{{Protocols: first, Setting: shipped.Veenhaven(), Now: p.now()}}
	if !r.Against.Empty() {
		other, err := p.protocols(rehearsal.FieldAgainst, r.Against, r.Adopted)
		if err != nil {
			return nil, err
		}
		all = append(all, Rehearsal{Protocols: other, Setting: all[0].Setting, Now: all[0].Now, Try: true})
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	default:
		return nil, rehearsal.ErrBusy
	}
	ctx, cancel := context.WithTimeout(ctx, playTime)
	defer cancel()
	timelines := make([]rehearsal.Timeline, len(all))
	for i, one := range all {
		if timelines[i], err = one.Play(ctx, s); err != nil {
			return nil, told(err)
		}
	}
	return timelines, nil
}

// told makes an error of playing one for whoever waits.
func told(err error) error {
	var wrong story.Problem
	switch {
	case errors.As(err, &wrong):
		return rehearsal.Faults{Field: rehearsal.FieldStory, Lines: []string{wrong.Error()}}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, story.ErrTooLong):
		return rehearsal.ErrTooLong
	}
	return err
}

func (p *Player) story(g rehearsal.Given) (*story.Story, error) {
	for _, c := range p.tales {
		if c.Name == g.Name {
			return shippedStory(g.Name)
		}
	}
	s, err := story.Parse("story", []byte(strings.ReplaceAll(g.Text, "\r\n", "\n")))
	var wrong story.Problems
	if errors.As(err, &wrong) {
		f := rehearsal.Faults{Field: rehearsal.FieldStory}
		for _, one := range wrong {
			f.Lines = append(f.Lines, one.Error())
		}
		return nil, f
	}
	return s, err
}

// protocols reads what was given; none if those that the story names are meant.
func (p *Player) protocols(field rehearsal.Field, g rehearsal.Given, adopted protocol.Set) (protocol.Set, error) {
	for _, d := range p.shipped {
		if d.Code == g.Name {
			return protocol.NewSet(d), nil
		}
	}
	switch {
	case g.Name == rehearsal.Adopted:
		return adopted, nil
	case g.Empty(), g.Name == ownProtocols:
		return nil, nil
	}
	d, err := language.Parse([]byte(g.Text), casework.Vocabulary(), shipped.Law())
	var wrong language.Faults
	if errors.As(err, &wrong) {
		f := rehearsal.Faults{Field: field}
		for _, one := range wrong {
			f.Lines = append(f.Lines, one.String())
		}
		return nil, f
	}
	if err != nil {
		return nil, err
	}
	return protocol.NewSet(d), nil
}
