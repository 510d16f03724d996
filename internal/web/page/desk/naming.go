package desk

import (
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
)

// NamingGround is what obliges to it, in words.
func NamingGround(w *text.Words, g dossier.NamingGround) string {
	switch g {
	case dossier.NamingCourt:
		return w.Say("naming.ground-court-order")
	case dossier.NamingCriminal:
		return w.Say("naming.ground-criminal-proceedings")
	}
	return w.Say("naming.ground-statute")
}

// NamingFor is for whom it is, in words.
func NamingFor(w *text.Words, o dossier.Outsider) string {
	switch o {
	case dossier.OutsiderCourt:
		return w.Say("naming.outside-court")
	case dossier.OutsiderProsecutor:
		return w.Say("naming.outside-prosecutor")
	case dossier.OutsiderAuthority:
		return w.Say("naming.outside-authority")
	}
	return w.Say("naming.outside-nobody")
}
