package dossier

import "github.com/gehoor/gehoor"

// Opened is the first fact of a dossier.
type Opened struct {
	// Protocols name the definitions that the dossier follows, until it ends; none
	// are those that came with the program before an organisation adopted any.
	Protocols []gehoor.Digest `json:"protocols,omitempty"`
	// Setting is the fact of the stream of protocols by which its terms run, and by
	// which guards hold in it at once; 0 if none said so.
	Setting gehoor.Seq `json:"setting,omitempty"`
	// Numbers is the fact of the stream of protocols that set the numbers with which it
	// was opened, and which it keeps; 0 if none did.
	Numbers gehoor.Seq `json:"numbers,omitempty"`
}

// SettingChanged: from here on the dossier's terms run, and guards hold in it at once,
// as a later fact of the stream of protocols says.
type SettingChanged struct {
	Setting gehoor.Seq `json:"setting"`
}

// Grant is a compartment's key, sealed to one holder: a person of staff, the reporter of
// a signal, or a participant. Exactly one of the three is set.
type Grant struct {
	Person      gehoor.PersonID      `json:"person,omitempty"`
	Signal      gehoor.SignalID      `json:"signal,omitempty"`
	Participant gehoor.ParticipantID `json:"participant,omitempty"`
	Content     gehoor.ContentID     `json:"content"`
	// Vouched is set of the grant of whoever has a code.
	Vouched
}

// Coded is whose code a grant is sealed to; zero of a person of staff.
func (g Grant) Coded() Coded { return Coded{Signal: g.Signal, Participant: g.Participant} }

// Coded is who has a code: the reporter of a signal, or a participant. One is set at most.
type Coded struct {
	Signal      gehoor.SignalID
	Participant gehoor.ParticipantID
}

// Vouched is where to seal to whoever has a code later on: what the code gives, and a tag that
// only somebody with the compartment's key can make (doc/formats.md §2). Both are "" in
// what older browsers made; then nothing can be sealed to them anew.
type Vouched struct {
	Recipient string `json:"recipient,omitempty"`
	Tag       string `json:"tag,omitempty"`
}

// Share is one custodian's share of a compartment's key.
type Share struct {
	Custodian gehoor.PersonID  `json:"custodian"`
	Content   gehoor.ContentID `json:"content"`
}

// CompartmentMade creates a compartment with its first holders.
type CompartmentMade struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Recipient   string             `json:"recipient"`
	Grants      []Grant            `json:"grants"`
	Shares      []Share            `json:"shares"`
	Threshold   int                `json:"threshold"`
	// Tag is set of the compartment for internal words: only somebody with the conversation's
	// key can have made it (doc/formats.md §2).
	Tag string `json:"tag,omitempty"`
}

// Granted hands a compartment's key to one more person.
type Granted struct {
	Compartment gehoor.Compartment `json:"compartment"`
	Epoch       int                `json:"epoch"`
	Person      gehoor.PersonID    `json:"person"`
	Content     gehoor.ContentID   `json:"content"`
}

// Withdrawal is why somebody no longer holds a dossier.
type Withdrawal string

const (
	// WithdrawalLeft: the person does not work here any more.
	WithdrawalLeft Withdrawal = "left"
	// WithdrawalHandedOver: the person gave the dossier into other hands.
	WithdrawalHandedOver Withdrawal = "handed-over"
	// WithdrawalLost: the person's own key is another now, and opens nothing that
	// was sealed to the one before.
	WithdrawalLost Withdrawal = "key-lost"
	// WithdrawalConflict: the person has an interest, and is excluded too.
	WithdrawalConflict Withdrawal = "conflict"
)

// Withdrawals lists them.
func Withdrawals() []Withdrawal {
	return []Withdrawal{WithdrawalLeft, WithdrawalHandedOver, WithdrawalLost, WithdrawalConflict}
}

// Withdrawn ends somebody's holding of every compartment. By itself it is no exclusion:
// what was read stays read, and the keys may be granted to them again.
type Withdrawn struct {
	Person gehoor.PersonID `json:"person"`
	Reason Withdrawal      `json:"reason"`
}

// ShortHanded: fewer people hold the dossier than must, and somebody was told.
type ShortHanded struct {
	// Holders is how many are left.
	Holders int `json:"holders"`
	// To are those who were told; nobody if nobody may know.
	To []gehoor.PersonID `json:"to"`
}

// Reason is why somebody is excluded.
type Reason string

const (
	// ReasonReporter: the reporter said "not to this person".
	ReasonReporter Reason = "reporter"
	// ReasonConflict: the person has an interest, as they or somebody else declared, or as
	// two decided.
	ReasonConflict Reason = "conflict"
	// ReasonConcerned: the dossier is about the person.
	ReasonConcerned Reason = "person-concerned"
	// ReasonLine: the person is in the line of somebody whom it is about.
	ReasonLine Reason = "line"
	// ReasonTeam: the person leads or works in a team that a signal is about, or is in its
	// line.
	ReasonTeam Reason = "team"
	// ReasonOffice: the person holds or held an office that a signal is about, or is in the
	// line of who does.
	ReasonOffice Reason = "office"
	// ReasonSuspended: an interest was declared, and two have still to decide about it.
	ReasonSuspended Reason = "suspended"
	// ReasonParty: the person is of the party of somebody whom it is about, by the chart,
	// and two have still to decide about it.
	ReasonParty Reason = "party"
)

// Reasons lists them.
func Reasons() []Reason {
	return []Reason{ReasonReporter, ReasonConflict, ReasonConcerned, ReasonLine, ReasonTeam, ReasonOffice, ReasonSuspended, ReasonParty}
}

// byChart says whether the organisation chart is why: then it can end.
func (r Reason) byChart() bool {
	return r == ReasonConcerned || r == ReasonLine || r == ReasonTeam || r == ReasonOffice || r == ReasonParty
}

// Excluded ends all that a person has or could have of the dossier.
type Excluded struct {
	Person gehoor.PersonID `json:"person"`
	Reason Reason          `json:"reason"`
}

// NoteWritten is an internal note.
type NoteWritten struct {
	Content gehoor.ContentID `json:"content"`
}

// FileAdded is an internal file. Content says what it is and how its parts belong
// together.
type FileAdded struct {
	Content gehoor.ContentID `json:"content"`
	Parts   []gehoor.Part    `json:"parts"`
}

// Escalated: a term came near or passed, and somebody further was told.
type Escalated struct {
	Signal gehoor.SignalID `json:"signal"`
	Step   string          `json:"step"`
	Level  int             `json:"level"`
	// Began is the fact that began this turn, of a step that is repeated, or the
	// request that is late.
	Began gehoor.Seq `json:"began,omitempty"`
	// To are those who were told; nobody if everybody was excluded.
	To []gehoor.PersonID `json:"to"`
}

// MadeAvailable is a fact of the opened stream: ciphertext that the person can
// open left the server. It says nothing about reading.
type MadeAvailable struct {
	Person  gehoor.PersonID  `json:"person"`
	Content gehoor.ContentID `json:"content"`
}

// FileMadeAvailable is a fact of the opened stream: the first part of a file left
// the server for a person who can open it. Content is that of the fact that added
// the file; that it was made available says only that the file's name was.
type FileMadeAvailable struct {
	Person  gehoor.PersonID  `json:"person"`
	Content gehoor.ContentID `json:"content"`
}

// Kind names the fact.
func (Opened) Kind() gehoor.Kind { return "dossier.opened" }

// Kind names the fact.
func (SettingChanged) Kind() gehoor.Kind { return "dossier.setting-changed" }

// Kind names the fact.
func (CompartmentMade) Kind() gehoor.Kind { return "dossier.compartment-made" }

// Kind names the fact.
func (Granted) Kind() gehoor.Kind { return "dossier.granted" }

// Kind names the fact.
func (Withdrawn) Kind() gehoor.Kind { return "dossier.withdrawn" }

// Kind names the fact.
func (ShortHanded) Kind() gehoor.Kind { return "dossier.short-handed" }

// Kind names the fact.
func (Excluded) Kind() gehoor.Kind { return "dossier.excluded" }

// Kind names the fact.
func (NoteWritten) Kind() gehoor.Kind { return "dossier.note-written" }

// Kind names the fact.
func (FileAdded) Kind() gehoor.Kind { return "dossier.file-added" }

// Kind names the fact.
func (Escalated) Kind() gehoor.Kind { return "dossier.escalated" }

// Kind names the fact.
func (MadeAvailable) Kind() gehoor.Kind { return "opened.made-available" }

// Kind names the fact.
func (FileMadeAvailable) Kind() gehoor.Kind { return "opened.file-made-available" }
