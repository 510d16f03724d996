package story

import (
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/view"
)

// Clock is the moment in a story. Casework is given [Clock.Now] as its time.
// The zero Clock stands at the beginning of the calendar.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is the moment in the story.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set puts the clock at a moment; founding happens then.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = gehoor.Moment(at)
}

// World is where stories play: an organisation that was founded, over stores of
// its own.
type World struct {
	Org      gehoor.OrgID
	Casework *casework.Casework
	Lists    view.Store
	// Log is what the events leave behind, also those of what was destroyed.
	Log register.Store
	// Mailboxes finds what a code opens.
	Mailboxes account.Store
	Outbox    notify.Store
	// Watch is what Casework was given as its events. It is always there.
	Watch *Watch
	// Clock is the one that Casework was given.
	Clock    *Clock
	Browsers Browsers
	// Cast is who is meant by a login.
	Cast map[string]gehoor.PersonID
	// Roles are those of the cast, by login.
	Roles map[string]gehoor.Role
	// Questionnaire is the form that reporters fill in.
	Questionnaire *questionnaire.Questionnaire
}

// local writes a moment as stories do.
func local(t time.Time) string {
	return t.In(protocol.Amsterdam()).Format("2006-01-02 15:04:05")
}
