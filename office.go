package gehoor

import (
	"slices"
	"strings"
)

// Office is the position of the person whom a signal is about. It decides who
// receives the signal; the reporter chooses it, and it is all that the server
// learns about the person concerned before triage.
type Office string

// The offices that a reporter can choose, in the order in which they are shown.
const (
	OfficeEmployee        Office = "employee"
	OfficeManager         Office = "manager"
	OfficeAlderman        Office = "alderman"
	OfficeCouncilMember   Office = "council-member"
	OfficeCommitteeMember Office = "committee-member"
	OfficeFactionStaff    Office = "faction-staff"
	OfficeMayor           Office = "mayor"
	OfficeSecretary       Office = "secretary"
	OfficeCouncilClerk    Office = "council-clerk"
	OfficeContractor      Office = "contractor"
	OfficeBureau          Office = "bureau"
	OfficeAdviser         Office = "adviser"
	OfficeUnknown         Office = "unknown"
)

// OfficeExternalDesk is no choice of a reporter: its holders are added wherever
// an office has fewer than two independent ones (architecture §6).
const OfficeExternalDesk Office = "external-desk"

// Offices lists what a reporter can choose, in the order of the questionnaire.
func Offices() []Office {
	return []Office{
		OfficeEmployee, OfficeManager, OfficeAlderman, OfficeCouncilMember,
		OfficeCommitteeMember, OfficeFactionStaff, OfficeMayor, OfficeSecretary,
		OfficeCouncilClerk, OfficeContractor, OfficeBureau, OfficeAdviser, OfficeUnknown,
	}
}

// Choosable says whether a reporter can choose the office.
func (o Office) Choosable() bool { return slices.Contains(Offices(), o) }

// Valid says whether the office exists at all.
func (o Office) Valid() bool { return o == OfficeExternalDesk || o.Choosable() }

// OfHolder says whether the office is that of somebody who governs, or stands beside who
// does: those at the top are told that such an office is concerned.
func (o Office) OfHolder() bool {
	switch o {
	case OfficeAlderman, OfficeCouncilMember, OfficeCommitteeMember, OfficeFactionStaff,
		OfficeMayor, OfficeSecretary, OfficeCouncilClerk:
		return true
	}
	return false
}

// OneSeat says whether one person at a time holds the office of a holder; of every other
// there are several at a time.
func (o Office) OneSeat() bool {
	return o == OfficeMayor || o == OfficeSecretary || o == OfficeCouncilClerk
}

// Role is what somebody does in Gehoor, whatever their position.
type Role string

// The roles in which people work; protocols.md §1.4 has the whole list.
const (
	// RoleCaseworker receives and handles signals.
	RoleCaseworker Role = "caseworker"
	// RoleHead leads the bureau: lateness is escalated to this person.
	RoleHead Role = "head-of-bureau"
	// RoleExternal receives at a desk outside the organisation.
	RoleExternal Role = "external-desk"
	// RoleCustodian keeps a share of every compartment's key, and opens nothing.
	RoleCustodian Role = "custodian"
	// RoleAdministrator says who works here, and what pages and mails say. To this
	// role there are no dossiers: none to open, to hold or to count.
	RoleAdministrator Role = "administrator"
	// RoleManager is told things by people at work, and enters them. A manager holds
	// nothing and sees no list: after handing over, the bureau has taken over.
	RoleManager Role = "manager"
	// RoleAdviser is a confidential adviser, who supports a reporter and never
	// handles. An adviser hands over only what the reporter agreed to
	// (protocols.md §0.5), and sees nothing of it afterwards.
	RoleAdviser Role = "adviser"
)

// The roles at the top: who has one is told of every signal of which they may know, and
// confirms that (protocols.md §1.8, G-TOP). They hold nothing, and read no words of it.
const (
	RoleMayor           Role = "mayor"
	RoleDeputyMayor     Role = "deputy-mayor"
	RoleSecretary       Role = "secretary"
	RoleDeputySecretary Role = "deputy-secretary"
	RoleCouncilClerk    Role = "council-clerk"
)

// Roles lists the roles in the order in which they are shown.
func Roles() []Role {
	return []Role{
		RoleCaseworker, RoleHead, RoleExternal, RoleCustodian, RoleManager, RoleAdviser,
		RoleMayor, RoleDeputyMayor, RoleSecretary, RoleDeputySecretary, RoleCouncilClerk, RoleAdministrator,
	}
}

// IsTold says whether the role is told of signals and confirms it.
func (r Role) IsTold() bool {
	switch r {
	case RoleMayor, RoleDeputyMayor, RoleSecretary, RoleDeputySecretary, RoleCouncilClerk:
		return true
	}
	return false
}

// Concerned says whether whoever has the role holds the position that a signal is about,
// or answers for it to those who do: then they are told nothing of it. A deputy mayor is
// an alderman. college is a signal about all of the mayor and aldermen.
func (r Role) Concerned(o Office, college bool) bool {
	switch r {
	case RoleMayor:
		return college || o == OfficeMayor
	case RoleDeputyMayor:
		return college || o == OfficeMayor || o == OfficeAlderman
	case RoleSecretary:
		return o == OfficeSecretary
	case RoleCouncilClerk:
		return o == OfficeCouncilClerk
	}
	return false
}

// Valid says whether the role exists.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Handles says whether the role may hold a dossier's compartments.
func (r Role) Handles() bool {
	return r == RoleCaseworker || r == RoleHead || r == RoleExternal
}

// Enters says whether the role may write down what somebody told them: whoever
// handles, those at the top, and those to whom people go first. A custodian never does, because who
// enters a signal sees its code.
func (r Role) Enters() bool {
	return r.Handles() || r.IsTold() || r == RoleManager || r == RoleAdviser
}

// NeedsConsent says whether the role enters only what the reporter agreed to: a
// confidential adviser hands over nothing else (protocols.md §0.5).
func (r Role) NeedsConsent() bool { return r == RoleAdviser }

// Language is what the reporter reads and writes Gehoor's own words in.
type Language string

// The two languages of the catalogue.
const (
	Dutch   Language = "nl"
	English Language = "en"
)

// Valid says whether the catalogue has the language.
func (l Language) Valid() bool { return l == Dutch || l == English }

// Text is something said in both languages, Dutch at level B1.
type Text struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

// In returns the text in a language; Dutch for one that there is not.
func (t Text) In(l Language) string {
	if l == English {
		return t.EN
	}
	return t.NL
}

// Compartment is one kind of content in a dossier, with a key of its own.
type Compartment string

const (
	// Conversation holds what the reporter and the handlers say to each other.
	Conversation Compartment = "conversation"
	// Identity holds who the reporter is; only those whom the reporter chose
	// have the key.
	Identity Compartment = "identity"
	// Case holds internal words that the reporter never sees.
	Case Compartment = "case"
	// Care holds what is written about care: plans, and what came of contacts. Where there
	// are care coordinators they alone of those who handle have the key.
	Care Compartment = "care"
)

// withParticipant begins the names of the compartments of participants.
const withParticipant = "participant/"

// WithParticipant holds what a participant and the handlers say to each other. Each participant has one.
func WithParticipant(id ParticipantID) Compartment { return Compartment(withParticipant + string(id)) }

// Participant returns whose compartment it is, and whether it is that of a participant.
func (c Compartment) Participant() (ParticipantID, bool) {
	id, ok := strings.CutPrefix(string(c), withParticipant)
	return ParticipantID(id), ok && isHex(id, randomDigits)
}

// Valid says whether there can be such a compartment.
func (c Compartment) Valid() bool {
	_, own := c.Participant()
	return own || slices.Contains(Compartments(), c)
}

// Compartments lists those that a dossier has at most one of.
func Compartments() []Compartment { return []Compartment{Conversation, Identity, Case, Care} }
