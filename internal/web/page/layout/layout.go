// Package layout is the frame of every page: the head with its styles and
// scripts, the header with the organisation and the languages, the quick exit,
// the offer to talk to somebody, and the footer.
//
// Rules that the frame keeps for all pages:
//
//   - One h1, given by the page; the language of the page is named; a link skips
//     to the content.
//   - The title is neutral: it says the organisation and a word that could be of
//     any site, never what the page is about. The same holds for the path.
//   - Nothing is inline and nothing comes from another address; every style and
//     script is named with its integrity.
//   - On a reporter's page stand the quick exit, a telephone number and the link
//     to talk to somebody.
package layout

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/wording"
)

// Organisation is what pages say of whose site it is.
type Organisation struct {
	// ID is its name in streams, which scripts need to seal; web.New sets it.
	ID gehoor.OrgID
	// Name is what people call it, "Gemeente Veenhaven".
	Name string
	// Phone is the number as it is shown; the digits are what is dialled.
	Phone string
	// Mail is a general address for questions about the site; never for signals.
	Mail string
	// Address is the town hall's, line by line.
	Address []string
	// Hours are when the town hall is open and the telephone answered, a line a
	// day.
	Hours []Opening
	// Plain says whether there is a way for browsers without scripts.
	Plain Plain
	// Desk is the external desk, for who would rather not turn to the organisation.
	Desk Desk
	// Own is what pages say in the organisation's own words.
	Own wording.Own
	// Trial marks an installation that must not take real signals: every page
	// says so.
	Trial bool
}

// Plain is the organisation's choice about the way without scripts, which is
// weaker than the other (doc/decisions/0016).
type Plain string

// The choices.
const (
	// PlainOff: there is none.
	PlainOff Plain = "off"
	// PlainOn: whoever likes can begin so.
	PlainOn Plain = "on"
	// PlainClosing: nobody begins any more; who has a code can still come back.
	PlainClosing Plain = "closing"
)

// ParsePlain reads the choice in a setting; "" is off.
func ParsePlain(s string) (Plain, error) {
	switch p := Plain(s); p {
	case "", PlainOff:
		return PlainOff, nil
	case PlainOn, PlainClosing:
		return p, nil
	}
	return "", errors.New(`plain is "on", "off" or "closing"`)
}

// There says whether the way has pages at all.
func (p Plain) There() bool { return p == PlainOn || p == PlainClosing }

// Desk is a desk outside the organisation, and how to reach it. Either may be
// empty.
type Desk struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

// Opening is one day of the week; two empty times are a day on which it is
// closed.
type Opening struct {
	Day         time.Weekday
	From, Until string // "9.00"
}

// Dial is the telephone number as a link has it: digits, and a plus in front if
// there is one.
func (o Organisation) Dial() string { return dial(o.Phone) }

// Dial is the desk's number as a link has it.
func (d Desk) Dial() string { return dial(d.Phone) }

func dial(phone string) string {
	plus := ""
	if strings.HasPrefix(strings.TrimSpace(phone), "+") {
		plus = "+"
	}
	return plus + strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}

// For says whom a page is for; it decides what stands around the content.
type For int

const (
	// ForReporter pages have the quick exit and the offer to talk.
	ForReporter For = iota
	// ForStaff pages have neither.
	ForStaff
	// ForAnyone is the neutral page to which the quick exit leads: it shows
	// nothing of what this site is.
	ForAnyone
)

// The paths of pages that others link to, without the language in front. They
// are neutral words, the same in both languages.
const (
	PathHome   = "/"
	PathBegin  = "/begin"
	PathResume = "/verder"
	PathDiary  = "/opschrijven"
	PathTalk   = "/praten"
	PathHours  = "/openingstijden"
	PathViewer = "/bekijken"
	PathHow    = "/werkwijze"
	// PathCards is where everybody reads what to do.
	PathCards   = "/kaarten"
	PathPrivacy = "/privacy"
	PathAccess  = "/toegankelijkheid"
	PathExplain = "/uitleg"
	PathBox     = "/vervolg"
	// PathKey says to everybody which root key the organisation has.
	PathKey     = "/sleutel"
	PathBoxMail = PathBox + "/post"
	// PathShared is where a witness or the person concerned reads and writes.
	PathShared = "/aan-u"
	// PathAsked is where questions are answered that a handler sent; their number
	// follows.
	PathAsked   = PathBox + "/vragen/"
	PathNoMail  = "/geen-post"
	PathPlain   = "/formulier"
	PathStaff   = "/medewerker"
	PathSignIn  = PathStaff + "/aanmelden"
	PathDossier = PathStaff + "/dossier/"
	PathInvite  = PathStaff + "/uitnodiging"
	PathPhrase  = PathStaff + "/wachtzin"
	// PathNotices is where people at the top read of which signals they were told.
	PathNotices = PathStaff + "/op-de-hoogte"
	// PathFigures is where whoever leads the bureau, and people at the top, read figures of
	// the whole organisation.
	PathFigures = PathStaff + "/cijfers"
	// PathCounsel is where a confidential adviser writes an advice to the top, who read it
	// there; whoever leads the bureau reads that there was one.
	PathCounsel = PathStaff + "/adviezen"
	// PathAdvice is where a confidential adviser notes conversations.
	PathAdvice = PathStaff + "/gesprekken"
	// PathHelp is where somebody who does not know what to do asks to be called.
	PathHelp = PathStaff + "/hulp"
	// PathPractice is where somebody who works here practises the step cards; the digest
	// of one follows. PathLearned is where an administrator sees how many did.
	PathPractice = PathStaff + "/kaarten"
	PathLearned  = PathAdmin + "/kaarten"
	// PathWatch is where a caseworker compares a file of the personnel system with the names
	// of reporters who agreed.
	PathWatch = PathStaff + "/vergelijken"
	// PathPasskeys is where people see the passkeys that let them in.
	PathPasskeys = PathStaff + "/passkeys"
	// PathSessions is where people see where they are signed in.
	PathSessions = PathStaff + "/aangemeld"
	// PathProvider is where people link their account of the organisation. From
	// PathProviderIn and PathProviderLink a browser goes to the organisation's provider,
	// and to PathProviderBack it comes back.
	PathProvider     = PathStaff + "/account"
	PathProviderLink = PathProvider + "/koppelen"
	PathProviderIn   = PathSignIn + "/account"
	PathProviderBack = PathSignIn + "/terug"
	// PathRoot is where people see to the root key.
	PathRoot = PathStaff + "/hoofdsleutel"
	// PathAdmin is where an administrator's pages begin.
	PathAdmin        = "/beheer"
	PathIntake       = PathAdmin + "/inname"
	PathOrganisation = PathAdmin + "/organisatie"
	PathWatchAgreed  = PathOrganisation + "/vergelijken"
	PathPeople       = PathAdmin + "/mensen"
	PathNewPerson    = PathPeople + "/nieuw"
	PathHolders      = PathAdmin + "/ontvangers"
	PathChart        = PathAdmin + "/organigram"
	PathMatrix       = PathHolders + "/overzicht"
	PathMails        = PathAdmin + "/post"
	PathTexts        = PathAdmin + "/teksten"
	PathKeys         = PathAdmin + "/sleutels"
	PathKeysFile     = PathKeys + "/wachtend"
	// PathForms is where an administrator writes the questions.
	PathForms = PathAdmin + "/vragen"
	// PathKeeping is how long what is kept, PathKeepingFile the rules as a file.
	PathKeeping     = PathAdmin + "/bewaren"
	PathKeepingFile = PathKeeping + "/bestand"
	// PathProtocols is by which protocols an organisation works; the digest of one
	// follows PathProtocolFile. PathNumbers are the numbers that protocols leave to it,
	// PathClosings is when its office is closed.
	PathProtocols    = PathAdmin + "/protocollen"
	PathProtocolFile = PathProtocols + "/bestand/"
	PathNumbers      = PathProtocols + "/getallen"
	PathClosings     = PathAdmin + "/sluitingsdagen"
	// PathRehearse is where a protocol is rehearsed.
	PathRehearse = PathAdmin + "/oefenen"
	// PathRecovery is where people see to it that nobody is stuck.
	PathRecovery = PathStaff + "/herstel"
	// PathAway is where somebody says of themselves that they are away.
	PathAway = PathStaff + "/afwezig"
	// PathDestroyed says what was destroyed; its address does not.
	PathDestroyed = PathStaff + "/overzicht"
)

// Page is everything that the frame needs to know. Site.Page of package web
// makes it.
type Page struct {
	Words *text.Words
	Org   Organisation
	For   For
	// Title is the neutral word before the organisation's name.
	Title text.Key
	// Path is the page's address without the language, "/praten": the language
	// switch leads to the same one. "" leads to the beginning.
	Path string

	// RootNext: another root key is announced, and every page of staff says so.
	RootNext bool

	// Manifest is the address that says how the page is put among the programs of a
	// device; "" if it cannot be.
	Manifest string

	Icon     asset.Link
	Styles   []asset.Link
	Scripts  []asset.Link
	Preloads []asset.Link
	// Unscripted pages are for browsers without scripts: they do not speak of what
	// only a script does.
	Unscripted bool
	// Example pages stand inside a page of an administrator: what is a page's heading
	// elsewhere only looks like one.
	Example bool
	// Texts are the sentences for the scripts, made by text.Words.Subset.
	Texts json.RawMessage
	// Workers are the addresses of the scripts' workers by their logical names.
	Workers map[string]string
}

// To is the address of a page in the page's own language.
func (p Page) To(path string) string { return In(p.Words.Language(), path) }

// Other is the other language, and the address of this page in it.
func (p Page) Other() (gehoor.Language, string) {
	other := gehoor.English
	if p.Words.Language() == gehoor.English {
		other = gehoor.Dutch
	}
	return other, In(other, p.Path)
}

// PathPlainDoor is where somebody comes back with a code of that way.
const PathPlainDoor = PathPlain + "/verder"

// PathPlainDiary is where somebody begins without scripts who has not decided yet.
const PathPlainDiary = PathPlain + "/opschrijven/begin"

// PathPlainFiles is where files are sent by that way, in one form.
const PathPlainFiles = PathPlain + "/vervolg/bestand"

// In is the address of a path in a language; "" is the beginning.
func In(lang gehoor.Language, path string) string {
	if path == "" {
		path = PathHome
	}
	return "/" + string(lang) + path
}

// What stands after a dossier's address for the pages about it, and in which the letter
// stands that a record is about.
const (
	SubStand    = "/stand"
	SubKnown    = "/wie-wist-wat"
	SubTogether = "/samen"
	SubPeople   = "/mensen"
	SubRecord   = "/vastleggen/"
	NameLetter  = "brief"
)
