package veenhaven

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols/stories"
)

// Stores are all contracts of the database that a demo is put into.
type Stores interface {
	ledger.Store
	view.Store
	account.Store
	notify.Store
	register.Store
}

// Stage is what a demo is made with.
type Stage struct {
	Stores  Stores
	Random  func([]byte)
	Secret  account.ServerSecret
	Setting protocol.Setting
	// Now is the moment up to which the stories play.
	Now time.Time
	// Stories are played instead of the demo's, under what came with the program alone:
	// a town for tests, which a new story of the demo does not change. nil is the demo.
	Stories fs.FS
}

// Demo is the municipality with its dossiers.
type Demo struct {
	*Town
	// Returning are the reporters of the stories with their codes, and others who have one.
	Returning []Returning
}

// Returning is a reporter who can come back, or a witness or person concerned with a code of
// their own.
type Returning struct {
	// Title is what the story is about, without "Demo: ", and who it is but for the reporter.
	Title    string
	Language gehoor.Language
	// Words are the code, in their language.
	Words []string
}

// foundedBefore is how long before now the municipality was founded: before the
// first demo story, which begins more than two years ago.
const foundedBefore = 900 * 24 * time.Hour

// demoProfile is what Veenhaven adopts: it has four caseworkers.
const demoProfile = "small"

// gates are what stands behind its protocols, decided before it began.
func gates(founded time.Time) adoption.Gates {
	day := protocol.DateOf(founded)
	return adoption.Gates{
		Body: "gemeenteraad, en het college voor wie hier werkt", On: day.AddDays(-14), WorksCouncilOn: day.AddDays(-35), OfficerOn: day.AddDays(-49),
		AssessedOn: day.AddDays(-56), Publication: fmt.Sprintf("Gemeenteblad %d, 0000 (bestaat niet)", day.AddDays(-10).Year),
	}
}

// Seed founds Veenhaven in an empty database, lets it adopt the protocols that are
// recommended for its size, and plays all demo stories in it, with people who seal
// truly. It takes some seconds.
func Seed(ctx context.Context, s Stage) (*Demo, error) {
	clock := &story.Clock{}
	clock.Set(s.Now.Add(-foundedBefore))
	town, err := Found(s.Random, s.Secret, clock.Now())
	if err != nil {
		return nil, err
	}
	watch := story.NewWatch(s.Stores)
	c := casework.New(casework.Deps{
		Events: watch, Lists: s.Stores, Accounts: s.Stores, Log: s.Stores,
		Source: ledger.Source{Now: clock.Now, Random: s.Random},
		Trial:  true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: s.Setting,
	})
	if err := town.Settle(ctx, c, s.Stores); err != nil {
		return nil, err
	}
	form, err := questionnaire.Newest("signal")
	if err != nil {
		return nil, err
	}
	demo, err := s.stories()
	if err != nil {
		return nil, err
	}
	if s.Stories == nil {
		if err := adopt(ctx, c, clock.Now()); err != nil {
			return nil, err
		}
	}
	browsers := town.Browsers(s.Random)
	err = story.Play(ctx, story.World{
		Org: Org, Casework: c, Lists: s.Stores, Log: s.Stores, Mailboxes: s.Stores, Outbox: s.Stores, Watch: watch, Clock: clock,
		Browsers: browsers, Cast: town.Cast, Roles: Roles(), Questionnaire: form,
	}, s.Now, demo...)
	if err != nil {
		return nil, err
	}
	return &Demo{Town: town, Returning: returning(demo, browsers)}, nil
}

// adopt lets dossiers that are opened from now on follow what is recommended.
func adopt(ctx context.Context, c *casework.Casework, now time.Time) error {
	p, err := c.Protocols(ctx, Org)
	if err != nil {
		return err
	}
	return c.AdoptProfile(ctx, Org, gehoor.System, demoProfile, gates(now), p.Set.Digest())
}

// stories are what is played: those whose name begins with "demo-".
func (s Stage) stories() ([]*story.Story, error) {
	files := s.Stories
	if files == nil {
		files = stories.Files()
	}
	names, err := fs.Glob(files, "demo-*.story")
	if err != nil {
		return nil, fmt.Errorf("veenhaven: find stories: %w", err)
	}
	var demo []*story.Story
	for _, name := range names {
		file, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("veenhaven: read a story: %w", err)
		}
		s, err := story.Parse(name, file)
		if err != nil {
			return nil, err
		}
		demo = append(demo, s)
	}
	return demo, nil
}

// roles are as what somebody with a code of their own takes part.
var roles = map[participant.As]string{participant.Witness: "a witness", participant.Concerned: "the person concerned"}

func returning(demo []*story.Story, browsers *person.Browsers) []Returning {
	var all []Returning
	for _, s := range demo {
		lang := gehoor.Dutch
		for _, line := range s.Lines {
			lang = gehoor.Language(cmp.Or(line.Value("language"), string(lang)))
		}
		title := strings.TrimPrefix(s.Title().EN, "Demo: ")
		if code, ok := browsers.Code(s.Name + " R1"); ok {
			all = append(all, Returning{Title: title, Language: lang, Words: code.Words(lang)})
		}
		for _, line := range s.Lines {
			role, named := roles[participant.As(line.Value("role"))]
			if code, ok := browsers.Code(s.Name + " " + line.Value("participant")); ok && named {
				all = append(all, Returning{Title: title + ", " + role, Language: lang, Words: code.Words(lang)})
			}
		}
	}
	slices.SortFunc(all, func(a, b Returning) int { return cmp.Compare(a.Title, b.Title) })
	return all
}
