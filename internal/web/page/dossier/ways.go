package dossier

import (
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// What is there besides a reporter's own words on this site: an account that
// somebody else wrote, a wish to talk, another code, dossiers that belong with
// this one.

func (c Case) talkAsked() bool { return c.any(func(s signal.Signal) bool { return s.TalkAsked }) }

// written says who entered a signal and how they were told.
func (c Case) written(w *text.Words, s signal.Signal) string {
	by, _ := s.Entered.By.Person()
	who := text.With("name", desk.Upper(c.name(w, by)))
	said := w.Say("dossier.entered-in-person", who)
	switch s.Entered.Channel {
	case signal.ChannelPhone:
		said = w.Say("dossier.entered-phone", who)
	case signal.ChannelLetter:
		said = w.Say("dossier.entered-letter", who)
	}
	if s.Entered.Consent {
		said += " " + w.Say("dossier.entered-consent")
	}
	return said
}

// renewal says when a reporter got another code, and from whom.
func (c Case) renewal(w *text.Words, r dossier.Renewal) string {
	day := text.With("day", desk.Day(w, r.At))
	if by, staff := r.By.Person(); staff {
		return w.Say("dossier.renewed-by", day, text.With("name", c.name(w, by)))
	}
	return w.Say("dossier.renewed-own", day)
}

// knows says whether the visitor can open who the reporter of a signal is, and so
// give that reporter another code.
func (c Case) knows(s signal.Signal) bool { return s.Who != "" && c.holds(gehoor.Identity) }

// linkReason names why two dossiers belong together.
func linkReason(w *text.Words, r dossier.LinkReason) string {
	if r == dossier.LinkFollowUp {
		return w.Say("dossier.link-follow-up")
	}
	return w.Say("dossier.link-together")
}

// linked are the references of what is linked already, for the script.
func (c Case) linked() string {
	all := make([]string, len(c.Dossier.Links))
	for i, l := range c.Dossier.Links {
		all[i] = desk.Reference(l.Dossier)
	}
	return strings.Join(all, ",")
}

// link says of a dossier that belongs with this one why, who said so, and when.
func (c Case) link(w *text.Words, l dossier.Link) string {
	by, _ := l.By.Person()
	return w.Say("dossier.linked", text.With("reason", linkReason(w, l.Reason)), text.With("name", c.name(w, by)), text.With("day", desk.Day(w, l.At)))
}
