// Package recovery is the page on which people see to it that nobody is stuck:
// custodians give their shares, a recipient joins them, and whoever sees to
// dossiers without holders asks for it, or tries it.
//
// Nothing here says what a dossier is about or whom: a recovery has a number of
// its own, so that people can compare it by telephone. Shares are opened and
// sealed in the browser (browser/lib/ceremony.ts).
package recovery

import (
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Title is the page's neutral title.
const Title text.Key = "recovery.title"

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "recovery/recovery.css", "recovery/recovery.js") }

// actPath is what stands before a dossier and an act.
const actPath = "/api/desk/recovery/"

// Data is the page's.
type Data struct {
	Org gehoor.OrgID
	// Root is the verifier key of the organisation's root, against which each key
	// is checked before anything is sealed to it.
	Root string
	Me   *directory.Person
	Care casework.Care
	Now  time.Time
}

// nothing says whether there is nothing to do and nothing to see to.
func (d Data) nothing() bool {
	return len(d.Care.Ceremonies) == 0 && len(d.Care.Short) == 0
}

// naming says whether all there is to do here is about who a reporter is, so that nothing
// is recovered.
func (d Data) naming() bool {
	return len(d.Care.Ceremonies) > 0 && len(d.Care.Short) == 0 && !slices.ContainsFunc(d.Care.Ceremonies, func(c casework.Ceremony) bool { return !named(c) })
}

// number is a recovery's short name, which people compare by telephone.
func number(id gehoor.RecoveryID) string {
	const digits = 8
	s := strings.ToUpper(string(id[:digits]))
	return s[:4] + "\u00a0" + s[4:]
}

// why is that of a ceremony: what a naming is required by is said too.
func why(w *text.Words, c casework.Ceremony) string {
	if named(c) {
		return w.Say("naming.ceremony-why", text.With("ground", desk.NamingGround(w, c.Naming.Ground)))
	}
	return reason(w, c.Reason)
}

// named says whether it is asked who a reporter is.
func named(c casework.Ceremony) bool { return c.Reason == dossier.RecoveryNaming }

// reason is why a recovery is asked for.
func reason(w *text.Words, r dossier.RecoveryReason) string {
	switch r {
	case dossier.RecoveryGone:
		return w.Say("recovery.reason-gone")
	case dossier.RecoveryAbsent:
		return w.Say("recovery.reason-absent")
	case dossier.RecoveryLost:
		return w.Say("recovery.reason-lost")
	}
	return w.Say("recovery.reason-drill")
}

// reasons are those that can be so.
func reasons(s casework.Short) []dossier.RecoveryReason {
	return slices.DeleteFunc(dossier.RecoveryReasons(), func(r dossier.RecoveryReason) bool {
		return r == dossier.RecoveryGone && len(s.Holders)+len(s.Absent) > 0
	})
}

// heading says what a recovery asks of the visitor.
func heading(w *text.Words, c casework.Ceremony) string {
	switch c.Part {
	case casework.PartCustodian:
		if named(c) {
			return w.Say("naming.custodian")
		}
		return w.Say("recovery.custodian")
	case casework.PartRecipient:
		if named(c) {
			return w.Say("naming.recipient")
		}
		return w.Say("recovery.recipient")
	}
	if named(c) {
		return w.Say("naming.asker")
	}
	return w.Say("recovery.asker")
}

// progress says how many shares are there.
func progress(w *text.Words, c casework.Ceremony) string {
	return w.Say("recovery.progress", text.Count("have", c.Have()), text.Count("need", c.Need))
}

// enough says whether the recipient's browser can join.
func enough(c casework.Ceremony) bool { return c.Have() >= c.Need }

// giver says what became of a custodian's share.
func giver(w *text.Words, g casework.Giver) string {
	who := text.With("name", desk.Upper(desk.Person(w, g.Person)))
	switch {
	case g.Refused:
		return w.Say("recovery.giver-refused", who)
	case g.Gave:
		return w.Say("recovery.giver-gave", who)
	}
	return w.Say("recovery.giver-waits", who)
}

// holders says who is left.
func holders(w *text.Words, s casework.Short) string {
	switch {
	case len(s.Holders) == 0 && len(s.Absent) > 0:
		return w.Say("recovery.short-absent", text.Count("n", len(s.Absent)))
	case len(s.Holders) == 0:
		return w.Say("recovery.short-nobody")
	}
	return w.Say("recovery.short-one", text.With("name", desk.Person(w, s.Holders[0])))
}

// tested says when a drill last succeeded.
func (d Data) tested(w *text.Words) string {
	if d.Care.TestedAt.IsZero() {
		return w.Say("recovery.never-tested")
	}
	return w.Say("recovery.tested", text.With("day", desk.Day(w, d.Care.TestedAt)), text.Count("n", d.Care.Tested.Custodians))
}

// island is what the page's script reads; browser/lib/recoverypage.ts has the
// same shape.
type island struct {
	Org        gehoor.OrgID    `json:"org"`
	Root       string          `json:"root"`
	Me         gehoor.PersonID `json:"me"`
	Act        string          `json:"act"`
	Ceremonies []ceremony      `json:"ceremonies"`
	Custodians []key           `json:"custodians"`
	Threshold  int             `json:"threshold"`
}

type key struct {
	Person gehoor.PersonID `json:"person"`
	Note   string          `json:"note"`
}

type ceremony struct {
	Dossier   gehoor.DossierID  `json:"dossier"`
	Recovery  gehoor.RecoveryID `json:"recovery"`
	Part      casework.Part     `json:"part"`
	Recipient key               `json:"recipient"`
	Boxes     []box             `json:"boxes"`
	// Text is what a drill gives back; "" for a true recovery.
	Text gehoor.ContentID `json:"text"`
	// Named: it is asked who a reporter is.
	Named bool `json:"named"`
}

type box struct {
	Name      gehoor.Compartment `json:"name"`
	Epoch     int                `json:"epoch"`
	Recipient string             `json:"recipient"`
	Threshold int                `json:"threshold"`
	Mine      gehoor.ContentID   `json:"mine"`
	Given     []given            `json:"given"`
}

type given struct {
	Custodian gehoor.PersonID  `json:"custodian"`
	Content   gehoor.ContentID `json:"content"`
}

func newIsland(d Data) island {
	i := island{
		Org: d.Org, Root: d.Root, Me: d.Me.ID, Act: actPath, Threshold: d.Care.Threshold,
		Ceremonies: []ceremony{}, Custodians: []key{},
	}
	for _, p := range d.Care.Custodians {
		i.Custodians = append(i.Custodians, key{p.ID, p.Note})
	}
	for _, c := range d.Care.Ceremonies {
		one := ceremony{
			Dossier: c.Dossier, Recovery: c.Recovery, Part: c.Part, Text: c.Text, Named: named(c),
			Recipient: key{c.Recipient.ID, c.Recipient.Note}, Boxes: []box{},
		}
		for _, b := range c.Boxes {
			own := box{Name: b.Name, Epoch: b.Epoch, Recipient: b.Recipient, Threshold: b.Threshold, Mine: b.Mine, Given: []given{}}
			for _, g := range b.Given {
				own.Given = append(own.Given, given{g.Custodian, g.Content})
			}
			one.Boxes = append(one.Boxes, own)
		}
		i.Ceremonies = append(i.Ceremonies, one)
	}
	return i
}
