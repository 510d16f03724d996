package dossier

import (
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Who the reporter is, where a court or the law requires that somebody knows.
const (
	ProposeNaming Act = "naming-propose"
	TellNaming    Act = "naming-tell"
	AskNaming     Act = "naming-ask"
	EndNaming     Act = "naming-end"
)

// NobodyOutside is chosen where the name is for the work on the dossier alone.
const NobodyOutside = "nobody"

// namingForm makes the form that proposes it.
func namingForm(w *text.Words, s signal.Signal) compose {
	return compose{
		act: ProposeNaming, signal: s.ID, box: gehoor.Conversation, kind: sealed.Message,
		title: w.Say("naming.propose"), label: w.Say("naming.words"),
		hint: w.Say("naming.words-hint", text.With("language", desk.Language(w, s.Language))), button: w.Say("naming.send"),
	}
}

// nameable are those for whom it can be.
func (c Case) nameable(w *text.Words) []said {
	all := make([]said, len(c.Dossier.Nameable))
	for i, p := range c.Dossier.Nameable {
		all[i] = said{string(p.ID), desk.Upper(desk.Person(w, p))}
	}
	return all
}

func namingGrounds(w *text.Words) []said {
	var all []said
	for _, g := range dossier.NamingGrounds() {
		all = append(all, said{string(g), desk.NamingGround(w, g)})
	}
	return all
}

func outsiders(w *text.Words) []said {
	all := []said{{NobodyOutside, desk.NamingFor(w, "")}}
	for _, o := range dossier.Outsiders() {
		all = append(all, said{string(o), desk.NamingFor(w, o)})
	}
	return all
}

// openNaming is the one that is under way for a signal, and whether there is one; busy says
// whether one is under way for any.
func (c Case) openNaming(s signal.Signal) (n casework.Naming, ok, busy bool) {
	for _, one := range c.Dossier.Namings {
		if !one.Over() {
			return one, one.Signal == s.ID, true
		}
	}
	return n, false, false
}

// namingsBefore says what became of those that are over.
func (c Case) namingsBefore(w *text.Words, s signal.Signal) []string {
	var all []string
	for _, n := range c.Dossier.Namings {
		if n.Signal != s.ID || !n.Over() {
			continue
		}
		key, day := text.Key("naming.was-over"), n.At
		if n.Standing == dossier.NamingGiven {
			key, day = "naming.was-given", n.GivenAt
		}
		all = append(all, w.Say(key, text.With("day", desk.Day(w, day)), text.With("name", c.name(w, n.Recipient)), text.With("ground", desk.NamingGround(w, n.Ground))))
	}
	return all
}

// namingHeading says how far it is.
func namingHeading(w *text.Words, n casework.Naming) string {
	switch n.Standing {
	case dossier.NamingTerm:
		return w.Say("naming.term")
	case dossier.NamingReady:
		return w.Say("naming.ready")
	case dossier.NamingAsked:
		return w.Say("naming.asked")
	}
	return w.Say("naming.waits")
}

// namingUntil is what the last day is called on which the reporter can answer.
func namingUntil(w *text.Words, n casework.Naming) string {
	if n.Standing == dossier.NamingTerm {
		return w.Say("naming.until")
	}
	return w.Say("naming.until-was")
}

// mayTell says whether the visitor can be the second person, and mayAsk whether they can ask
// the custodians.
func (c Case) mayTell(n casework.Naming) bool {
	return n.Standing == dossier.NamingWaits && !slices.Contains([]gehoor.PersonID{n.By, n.Recipient}, c.Me.ID)
}

func (c Case) mayAsk(n casework.Naming) bool {
	return n.Standing == dossier.NamingReady && c.Me.ID != n.Recipient
}

func namingID(n casework.Naming) string { return strconv.FormatInt(int64(n.Seq), 10) }
