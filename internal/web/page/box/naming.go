package box

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// namingText says how it stands with what a court or the law requires: that somebody knows
// who the reporter is.
func (d Data) namingText(n casework.NamedTo) []string {
	w := d.Words
	name := text.With("name", d.name(n.Recipient))
	until := text.With("day", w.Date(n.Until.At(12, 0, 0)))
	if n.Standing == dossier.NamingIsOver {
		return []string{w.Say("naming.yours-over", name)}
	}
	var said []string
	switch n.Standing {
	case dossier.NamingGiven:
		said = append(said, w.Say("naming.yours-given", name, text.With("day", w.Date(n.GivenAt))))
	case dossier.NamingAsked:
		said = append(said, w.Say("naming.yours-asked", name))
	case dossier.NamingReady:
		said = append(said, w.Say("naming.yours-ready", name, until))
	default:
		said = append(said, w.Say("naming.yours-term", name, until))
	}
	if n.Outside != "" {
		said = append(said, w.Say("naming.yours-for", text.With("outside", desk.NamingFor(w, n.Outside))))
	}
	said = append(said, w.Say("naming.yours-ground", text.With("ground", desk.NamingGround(w, n.Ground))))
	if n.Standing != dossier.NamingGiven {
		said = append(said, w.Say("naming.yours-ways"))
	}
	return said
}

// namingHead is how a naming is headed: what can still be answered stands out.
func (d Data) namingHead(n casework.NamedTo) (part.Tone, string) {
	if n.Over() {
		return part.Info, d.Words.Say("naming.yours-was")
	}
	return part.Warning, d.Words.Say("naming.yours-heading")
}

// required is when somebody got to know who the reporter is because the law required it,
// in words; "" if they know it otherwise.
func (d Data) required(p gehoor.PersonID) string {
	k := d.Mailbox.Knowing
	if k.Required == nil || !k.Required(p) {
		return ""
	}
	for _, n := range d.Mailbox.Namings {
		if n.Recipient.ID == p && n.Standing == dossier.NamingGiven {
			return d.Words.Say("naming.yours-why", text.With("date", d.Words.Date(n.GivenAt)))
		}
	}
	return ""
}

// canTakeBack says whether there is something of a person to take back: what the law
// required is not, a consent beside it is.
func (d Data) canTakeBack(p gehoor.PersonID) bool {
	return d.required(p) == "" || len(d.agreed(p)) > 0
}
