package box

import (
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
)

// exit is how it ended, in words for the reporter.
func (d Data) exit() string {
	switch d.Mailbox.Exit {
	case dossier.ExitFollowedUp:
		return d.Words.Say("close.box-exit-followed-up")
	case dossier.ExitSupport:
		return d.Words.Say("close.box-exit-support")
	case dossier.ExitInformal:
		return d.Words.Say("close.box-exit-informal")
	case dossier.ExitPassedOn:
		return d.Words.Say("close.box-exit-passed-on")
	case dossier.ExitNone:
		return d.Words.Say("close.box-exit-none")
	}
	return string(d.Mailbox.Exit)
}

// closedText says when it was closed and how it ended.
func (d Data) closedText() string {
	return d.Words.Say("close.box-when", text.With("day", d.Words.Date(d.Mailbox.Closed)), text.With("exit", d.exit()))
}
