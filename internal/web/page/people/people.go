// Package people has an administrator's pages about who works here: everybody and
// how far their key is, somebody alone, somebody new, the slip with an invitation,
// keys that wait for the root's signature, and who receives signals about whom.
//
// What a dossier would tell is not here: who is removed may have held some, and how
// many is nobody's business on these pages.
package people

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/organisation"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// Files are the logical names of what the pages load besides those of the frame.
func Files() []string { return []string{"worklist/worklist.css"} }

// The names in the forms.
const (
	FieldAct    = "act"
	FieldSure   = "sure"
	FieldPerson = "person"
	FieldFile   = "file"
	ActAdd      = "add"
	ActRemove   = "remove"
)

// Path is the page of somebody, and what can be done there.
func Path(id gehoor.PersonID) string       { return layout.PathPeople + "/" + string(id) }
func invitePath(id gehoor.PersonID) string { return Path(id) + "/uitnodiging" }
func mailPath(id gehoor.PersonID) string   { return Path(id) + "/post" }
func leavePath(id gehoor.PersonID) string  { return Path(id) + "/weg" }
func officePath(o gehoor.Office) string    { return layout.PathHolders + "/" + string(o) }

// standing says how far somebody's key is, in a tone that is said in words too.
func standing(w *text.Words, m casework.Member, org gehoor.OrgID, now time.Time) (part.Tone, string) {
	switch {
	case m.Gone:
		return part.Info, w.Say("people.gone")
	case m.Offered != "":
		return part.Warning, w.Say("people.waits", text.With("number", number(m, org)))
	case m.InvitedUntil.After(now):
		return part.Info, w.Say("people.invited", text.With("moment", w.Moment(m.InvitedUntil)))
	case m.Active():
		return part.OK, w.Say("people.signed")
	}
	return part.Warning, w.Say("people.keyless")
}

func number(m casework.Member, org gehoor.OrgID) string {
	return seal.CheckNumber(org, m.ID, seal.Recipient(m.Offered), seal.Signer(m.OfferedSigner))
}

// sorted puts people in the order of roles, and of functions within one.
func sorted(all []casework.Member) []casework.Member {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b casework.Member) int {
		return cmp.Or(cmp.Compare(slices.Index(gehoor.Roles(), a.Role), slices.Index(gehoor.Roles(), b.Role)), cmp.Compare(a.Function.NL, b.Function.NL), cmp.Compare(a.Login, b.Login))
	})
	return all
}

// List is everybody.
type List struct {
	Me  string
	Org gehoor.OrgID
	All []casework.Member
	Now time.Time
}

// here are those who work here, left are those who did.
func (l List) here() (here, left []casework.Member) {
	for _, m := range sorted(l.All) {
		if m.Gone {
			left = append(left, m)
		} else {
			here = append(here, m)
		}
	}
	return here, left
}

// waiting counts the keys that wait for the root's signature.
func (l List) waiting() int {
	n := 0
	for _, m := range l.All {
		if m.Here() && m.Offered != "" {
			n++
		}
	}
	return n
}

// Somebody is one person.
type Somebody struct {
	Me string
	casework.Member
	Org gehoor.OrgID
	Now time.Time
	// Own: it is the administrator who looks.
	Own bool
	// Offices are those about which the person receives signals; Thin are those that
	// would have too few without.
	Offices, Thin []gehoor.Office
	// Custodians: fewer of them than must work together would be left.
	Custodians bool
	Trouble    string
	// Mail is where they get mail; MailFault says what is wrong with what was typed, and
	// MailKept that it was kept.
	Mail      notify.Address
	MailFault string
	MailKept  bool
}

// The names in the form of where somebody gets mail, and what says that it was kept.
const (
	FieldMail     = "mail"
	FieldLanguage = "language"
	FieldOffices  = "offices"
	QueryMail     = "post"
)

// New is the form for somebody new.
type New struct {
	Me     string
	ID     gehoor.PersonID
	Values url.Values
	Faults map[string]string
}

// Read reads the form.
func Read(form url.Values) New {
	return New{ID: gehoor.PersonID(form.Get("id")), Values: form}
}

func (n New) value(name string) string { return strings.TrimSpace(n.Values.Get(name)) }

// Welcome is what the form says. What is wrong is in Faults then.
func (n *New) Welcome(w *text.Words, endsAt time.Time) casework.Welcome {
	n.Faults = map[string]string{}
	fault := func(field string, f directory.Fault) {
		if f != "" {
			n.Faults[field] = organisation.Say(w, f)
		}
	}
	login, err := account.ParseLogin(n.value("login"))
	if err != nil {
		n.Faults["login"] = w.Say("people.fault-login")
	}
	out := casework.Welcome{
		ID: n.ID, Login: login, Mail: n.value("mail"), Language: gehoor.Language(n.value("language")), EndsAt: endsAt,
		Joined: directory.Joined{Role: gehoor.Role(n.value("role")), Name: n.value("name"), Function: gehoor.Text{NL: n.value("function.nl"), EN: n.value("function.en")}},
	}
	if !out.Joined.Role.Valid() {
		n.Faults["role"] = w.Say("people.fault-role")
	}
	fault("function.nl", directory.LineFault(out.Joined.Function.NL))
	fault("function.en", directory.LineFault(out.Joined.Function.EN))
	if out.Joined.Name != "" {
		fault("name", directory.LineFault(out.Joined.Name))
	}
	if out.Mail != "" {
		fault("mail", directory.MailFault(out.Mail))
	}
	if !out.Language.Valid() {
		out.Language = gehoor.Dutch
	}
	out.Offices = n.receives()
	switch {
	case out.Joined.Role == gehoor.RoleExternal:
		out.Offices = []gehoor.Office{gehoor.OfficeExternalDesk}
	case len(out.Offices) > 0 && out.Joined.Role.Valid() && !out.Joined.Role.Handles():
		n.Faults[FieldOffices] = w.Say("people.fault-offices")
	}
	return out
}

// receives are the offices that were ticked.
func (n New) receives() []gehoor.Office {
	var all []gehoor.Office
	for _, o := range gehoor.Offices() {
		if slices.Contains(n.Values[FieldOffices], string(o)) {
			all = append(all, o)
		}
	}
	return all
}

// offices asks about whom somebody new receives signals.
func (n New) offices(w *text.Words) part.Choice {
	c := part.Choice{
		Name: FieldOffices, Label: w.Say("people.receives"), Hint: w.Say("people.receives-hint"), Error: n.Faults[FieldOffices], Optional: true, Several: true,
	}
	for _, o := range gehoor.Offices() {
		c.Options = append(c.Options, part.Option{Value: string(o), Label: desk.Office(w, o), Chosen: slices.Contains(n.receives(), o)})
	}
	return c
}

func (n New) field(name, label, hint string, optional bool) part.Field {
	return part.Field{Name: name, Label: label, Hint: hint, Error: n.Faults[name], Value: n.Values.Get(name), Optional: optional}
}

// fields are those of the form in their order, for the summary.
var fields = []string{"role", FieldOffices, "function.nl", "function.en", "name", "login", "mail"}

func (n New) problems() []part.Problem {
	var all []part.Problem
	for _, name := range fields {
		if why := n.Faults[name]; why != "" {
			all = append(all, part.Problem{ID: part.Field{Name: name}.ID(), Text: why})
		}
	}
	return all
}

func (n New) roles(w *text.Words) part.Choice {
	c := part.Choice{Name: "role", Label: w.Say("people.role"), Error: n.Faults["role"]}
	for _, r := range gehoor.Roles() {
		c.Options = append(c.Options, part.Option{Value: string(r), Label: w.Say(text.RoleKey(r)), Hint: roleHint(w, r), Chosen: n.Values.Get("role") == string(r)})
	}
	return c
}

func roleHint(w *text.Words, r gehoor.Role) string {
	switch r {
	case gehoor.RoleCaseworker:
		return w.Say("people.role-caseworker")
	case gehoor.RoleHead:
		return w.Say("people.role-head")
	case gehoor.RoleExternal:
		return w.Say("people.role-external")
	case gehoor.RoleCustodian:
		return w.Say("people.role-custodian")
	case gehoor.RoleManager:
		return w.Say("people.role-manager")
	case gehoor.RoleAdviser:
		return w.Say("people.role-adviser")
	}
	if r.IsTold() {
		return w.Say("people.role-told")
	}
	return w.Say("people.role-administrator")
}

func (n New) languages(w *text.Words) part.Choice {
	return mailLanguages(w, gehoor.Language(n.Values.Get(FieldLanguage)))
}

func mailLanguages(w *text.Words, now gehoor.Language) part.Choice {
	english := now == gehoor.English
	return part.Choice{Name: FieldLanguage, Label: w.Say("people.language"), Options: []part.Option{
		{Value: string(gehoor.Dutch), Label: w.Say("desk.dutch"), Chosen: !english},
		{Value: string(gehoor.English), Label: w.Say("desk.english"), Chosen: english},
	}}
}

// Slip is an invitation, shown this once.
type Slip struct {
	Me, Who, Login, Code, Link string
	Until                      time.Time
}

// Keys is the page of keys that wait.
type Keys struct {
	Me      string
	Org     gehoor.OrgID
	Waiting []casework.Member
	// Results are what became of each key of a file; Trouble says why none was read.
	Results []Result
	Trouble string
}

// Result is what became of a key.
type Result struct {
	Who string
	// Why is "" if others seal to it now.
	Why string
}

// Holders is the page of who receives signals about whom.
type Holders struct {
	Me       string
	Holdings []casework.Holding
	// People are those who could be added.
	People []casework.Member
	// Kept says that something was changed, Trouble what could not be.
	Kept    bool
	Trouble string
}

// addable are those who may be added to an office and are not there.
func (h Holders) addable(w *text.Words, o casework.Holding) []part.Option {
	var all []part.Option
	for _, m := range sorted(h.People) {
		there := slices.ContainsFunc(o.Holders, func(p *directory.Person) bool { return p.ID == m.ID })
		if m.MayHold(o.Office) && !there {
			all = append(all, part.Option{Value: string(m.ID), Label: desk.Upper(desk.Person(w, m.Person)) + " – " + m.Login})
		}
	}
	return all
}

// Confirm asks whether somebody is to be taken off an office that then has too few.
type Confirm struct {
	Me     string
	Office gehoor.Office
	Who    *directory.Person
	// Left is how many with a key would be left.
	Left int
}
