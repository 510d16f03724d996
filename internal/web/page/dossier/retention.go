package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// The acts about the end of a dossier.
const (
	Hold    Act = "hold"
	Release Act = "release"
	Propose Act = "propose"
	Destroy Act = "destroy"
	Drop    Act = "drop"
)

// kept says how long the dossier stays.
func (c Case) kept(w *text.Words) []string {
	r := c.Dossier.Retention
	if !r.Ruled {
		return []string{w.Say("retention.none")}
	}
	ground, day := text.With("ground", r.Rule.Ground.In(w.Language())), text.With("day", desk.Day(w, r.DueOn))
	said := []string{w.Say("retention.open", ground)}
	if r.PerExit && r.DueOn.IsZero() {
		return []string{w.Say("retention.open-exit")}
	}
	switch {
	case r.Due:
		said = []string{w.Say("retention.due", ground, day)}
	case !r.DueOn.IsZero():
		said = []string{w.Say("retention.until", ground, day)}
	}
	said = append(said, w.Say("retention.category", text.With("category", r.Rule.Category)))
	if r.Due && r.Rule.Action == retention.Transfer {
		said = append(said, w.Say("retention.transfer"))
	}
	return said
}

// holds are those that last, or those that ended.
func (c Case) legalHolds(active bool) []dossier.Hold {
	var some []dossier.Hold
	for _, h := range c.Dossier.Retention.Holds {
		if h.Active() == active {
			some = append(some, h)
		}
	}
	return some
}

// holdName is why a dossier must stay.
func holdName(w *text.Words, g dossier.HoldGround) string {
	switch g {
	case dossier.HoldCourt:
		return w.Say("retention.hold-court")
	case dossier.HoldRequest:
		return w.Say("retention.hold-woo")
	case dossier.HoldWeighing:
		return w.Say("retention.hold-weighing")
	case dossier.HoldArchives:
		return w.Say("retention.hold-archives")
	}
	return string(g)
}

// hold says why and since when a dossier must stay, or had to.
func (c Case) hold(w *text.Words, h dossier.Hold) string {
	ground := text.With("ground", holdName(w, h.Ground))
	if !h.Active() {
		return w.Say("retention.hold-ended", ground, text.With("begin", desk.Day(w, h.At)), text.With("end", desk.Day(w, h.ReleasedAt)))
	}
	by, _ := h.By.Person()
	return w.Say("retention.hold-since", ground, text.With("name", c.name(w, by)), text.With("moment", w.Moment(h.At)))
}

// mine says whether the visitor made the proposal that waits.
func (c Case) mine() bool { return c.Dossier.Retention.Proposal.By == c.Me.ID }

// proposed says who proposed that the dossier is destroyed, and when.
func (c Case) proposed(w *text.Words) string {
	p := c.Dossier.Retention.Proposal
	if c.mine() {
		return w.Say("retention.proposed-you", text.With("moment", w.Moment(p.At)))
	}
	return w.Say("retention.proposed-by", text.With("name", desk.Upper(c.name(w, p.By))), text.With("moment", w.Moment(p.At)))
}

// canPropose says whether the visitor can propose that the dossier is destroyed.
func (c Case) canPropose() bool {
	r := c.Dossier.Retention
	return r.Due && !r.Proposed && len(c.legalHolds(true)) == 0 && c.holds(gehoor.Case)
}

func reasonForm(act Act, of gehoor.ContentID, title, label, hint, button string) compose {
	return compose{act: act, of: string(of), box: gehoor.Case, kind: sealed.Note, title: title, label: label, hint: hint, button: button}
}

func holdForm(w *text.Words) compose {
	return reasonForm(Hold, "", w.Say("retention.hold"), w.Say("retention.hold-reasons"), w.Say("retention.hold-hint"), w.Say("retention.hold-send"))
}

func releaseForm(w *text.Words, h dossier.Hold) compose {
	return reasonForm(Release, h.Content, w.Say("retention.release"), w.Say("retention.hold-reasons"), w.Say("retention.release-hint"), w.Say("retention.release-send"))
}

func proposeForm(w *text.Words) compose {
	return reasonForm(Propose, "", w.Say("retention.propose"), w.Say("retention.propose-reasons"), w.Say("retention.propose-hint"), w.Say("retention.propose-send"))
}
