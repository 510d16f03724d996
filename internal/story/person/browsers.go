package person

import (
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/story"
)

// Browsers gives everybody in a story a browser that seals truly. It implements
// [story.Browsers], and is not for concurrent use.
type Browsers struct {
	Org    gehoor.OrgID
	Root   note.Verifier
	Random func([]byte)
	// People are those who can sign in.
	People map[gehoor.PersonID]Staff

	codes map[string]endpoint.Code
}

var _ story.Browsers = (*Browsers)(nil)

// Reporter implements [story.Browsers]; it draws a new code.
func (b *Browsers) Reporter(name string) (story.Reporter, error) {
	if b.codes == nil {
		b.codes = map[string]endpoint.Code{}
	}
	if _, ok := b.codes[name]; !ok {
		b.codes[name] = endpoint.NewCode(b.Random)
	}
	return NewReporterBrowser(b.Org, b.Root, b.codes[name])
}

// Participant implements [story.Browsers]; it draws a new code.
func (b *Browsers) Participant(name string) (story.Participant, error) {
	if _, err := b.Reporter(name); err != nil { // a code is a code
		return nil, err
	}
	return NewParticipantBrowser(b.Org, b.codes[name])
}

// Staff implements [story.Browsers].
func (b *Browsers) Staff(who gehoor.PersonID) (story.Staff, error) {
	s, ok := b.People[who]
	if !ok {
		return nil, fmt.Errorf("person: nobody has this login")
	}
	return s.Browser(b.Root), nil
}

// Code is the code of a reporter or a participant by the name that the story gave them, the
// story's file and the reporter: "demo-late.story R1".
func (b *Browsers) Code(name string) (endpoint.Code, bool) {
	c, ok := b.codes[name]
	return c, ok
}
