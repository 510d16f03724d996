package story

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
)

// run is one story that is being played.
type run struct {
	*player
	story  *Story
	scenes []scene

	// staff acts if it is set, else the reporter.
	staff gehoor.PersonID
	who   string
	// about is the reporter whose signal is in hand, or inDrill.
	about     string
	drill     gehoor.DossierID
	reporters map[string]*reporter
	// participants are those with a code of their own.
	participants map[string]*guest
	// names are the dossiers of the story, by the reporter who began each.
	names []named
	// began is the moment of the first scene.
	began time.Time
	// said is what was sealed, to compare with what is opened.
	said map[gehoor.ContentID]string
}

// reporter is somebody who sent a signal in this story.
// browser is nil of whom an adviser passed something on: they have no code.
type reporter struct {
	browser Reporter
	box     account.Mailbox
}

// named is a dossier with what the story calls it.
type named struct {
	dossier gehoor.DossierID
	name    string
}

func newRun(p *player, s *Story, scenes []scene) *run {
	r := &run{player: p, story: s, scenes: scenes, reporters: map[string]*reporter{}, participants: map[string]*guest{}, said: map[gehoor.ContentID]string{}}
	if len(scenes) > 0 {
		r.began = scenes[0].at
	}
	return r
}

// scene plays the next scene: time passes, and then its lines happen at once.
func (r *run) scene(ctx context.Context) error {
	s := r.scenes[0]
	r.scenes = r.scenes[1:]
	if s.asleep {
		r.Clock.Set(s.at)
		r.up = s.at
		r.wakes()
		if err := r.tick(ctx); err != nil {
			return err
		}
	} else if err := r.pass(ctx, s.at); err != nil {
		return fmt.Errorf("%s:%d: %w", r.story.Name, s.line, err)
	}
	if err := r.lookAtAll(ctx); err != nil {
		return err
	}
	for i, line := range s.lines {
		if line.Part || line.Form == formRefused {
			continue // played with the act above
		}
		if err := r.line(ctx, line, s.lines[i+1:]); err != nil {
			return err
		}
	}
	return nil
}

// line plays a line; following are those after it in the scene.
func (r *run) line(ctx context.Context, s Statement, following []Statement) error {
	if do, ok := acts[s.Form]; ok {
		settled, err := r.do(ctx, do, s, partsOf(following))
		if settled {
			return err
		}
		return r.settle(s, refusal(following), err)
	}
	expect, ok := expectations[s.Form]
	if !ok || r.tries() {
		return nil
	}
	found, err := expect(r, ctx, s)
	if err != nil {
		found = err.Error()
	}
	if found != "" {
		r.missed(r.failure(s, "found "+found, err))
	} else {
		r.held()
	}
	return nil
}

func (r *run) failure(s Statement, found string, err error) *Failure {
	return &Failure{Name: r.story.Name, Line: s.Line, Text: s.String(), Found: found, Err: err}
}

// refused is what a story says of an act that does not happen: the code, or the guard
// that refuses it. The zero value is an act that happens.
type refused struct {
	code  gehoor.Code
	guard string
}

func (w refused) String() string { return string(w.code) + w.guard }

// meets says whether an act was refused as the story says.
func (w refused) meets(err error) bool {
	var r *gehoor.Refusal
	switch {
	case w.guard != "":
		return errors.As(err, &r) && r.Code == protocol.CodeGuard && r.Args["guard"] == w.guard
	case errors.As(err, &r):
		return r.Code == w.code
	}
	return errors.Is(err, gehoor.ErrNotFound) && w.code == codeNotFound
}

// settle compares what became of an act with what the story says.
func (r *run) settle(s Statement, want refused, err error) error {
	if want == (refused{}) {
		if err != nil {
			return r.failure(s, err.Error(), err)
		}
		return nil
	}
	switch {
	case err == nil:
		return r.failure(s, "it was done, and not refused with "+want.String(), nil)
	case want.meets(err):
		r.held()
		return nil
	}
	return r.failure(s, err.Error()+", and not "+want.String(), err)
}

// codeNotFound is how a story writes that somebody gets the answer of a dossier
// that is not there.
const codeNotFound gehoor.Code = "dossier.not-found"

// refusal is how the act above is refused, if it is.
func refusal(following []Statement) refused {
	for _, s := range following {
		switch {
		case s.Form == formRefused:
			return refused{code: gehoor.Code(s.Values[0])}
		case s.Form == formRefusedBy:
			return refused{guard: s.Values[0]}
		case !s.Part && s.Form != formEmpty && s.Form != formRemark:
			return refused{}
		}
	}
	return refused{}
}

// partsOf are the indented lines that follow.
func partsOf(following []Statement) []Statement {
	var parts []Statement
	for _, s := range following {
		switch {
		case s.Part:
			parts = append(parts, s)
		case s.Form != formEmpty && s.Form != formRemark:
			return parts
		}
	}
	return parts
}

// person is who is meant by a login.
func (r *run) person(login string) (gehoor.PersonID, error) {
	id, ok := r.Cast[login]
	if !ok {
		return "", fmt.Errorf("nobody here has the login %s", quote(login))
	}
	return id, nil
}

func (r *run) persons(logins []string) ([]gehoor.PersonID, error) {
	var all []gehoor.PersonID
	for _, l := range logins {
		id, err := r.person(l)
		if err != nil {
			return nil, err
		}
		all = append(all, id)
	}
	return all, nil
}

// login is the other way round; an ID that nobody here has is shown as it is.
func (r *run) login(id gehoor.PersonID) string {
	for login, one := range r.Cast {
		if one == id {
			return login
		}
	}
	return string(id)
}

// errNothingYet: somebody acts on a signal that nobody sent, or that was refused.
var errNothingYet = errors.New("there is no signal yet")

// mailbox is the signal in hand.
func (r *run) mailbox() (account.Mailbox, error) {
	if r.about == inDrill {
		return account.Mailbox{Org: r.Org, Dossier: r.drill}, nil
	}
	one, ok := r.reporters[r.about]
	if !ok {
		return account.Mailbox{}, errNothingYet
	}
	return one.box, nil
}

// dossier is the dossier in hand, as somebody of staff who may see it sees it.
func (r *run) dossier(ctx context.Context) (casework.Dossier, gehoor.PersonID, error) {
	box, err := r.mailbox()
	if err != nil {
		return casework.Dossier{}, "", err
	}
	for _, who := range r.Cast {
		d, err := r.Casework.Dossier(ctx, r.Org, who, box.Dossier)
		if err == nil {
			return d, who, nil
		}
		if !errors.Is(err, gehoor.ErrNotFound) {
			return d, who, err
		}
	}
	return casework.Dossier{}, "", errors.New("nobody can see the dossier")
}
