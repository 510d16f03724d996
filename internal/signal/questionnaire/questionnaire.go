package questionnaire

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Questionnaire is one version of one list of questions. Nobody changes it:
// those that are shipped are shared by the whole program.
type Questionnaire struct {
	ID      ID
	Version int
	// Purpose is never "": a file that says nothing is an intake.
	Purpose Purpose
	// Languages are those in which every text is there.
	Languages []gehoor.Language
	Title     Texts
	Steps     []Step

	source string
	digest gehoor.Digest
}

// Purpose is when a questionnaire is asked.
type Purpose string

// The purposes.
const (
	// Intake: by whoever begins to tell. There is one at a time.
	Intake Purpose = "intake"
	// FollowUp: when a handler sends it to somebody who has told. An organisation has
	// as many as it likes, each with versions of its own.
	FollowUp Purpose = "follow-up"
)

// Valid says whether the purpose exists.
func (p Purpose) Valid() bool { return p == Intake || p == FollowUp }

// ID names a questionnaire, a step or a question: a lower-case letter, then
// letters, digits and hyphens, at most 40 characters.
type ID string

// OptionID names one of the answers that can be chosen; same form as [ID].
type OptionID string

// The answers of a yes-no-unknown question, and of a consent (which has only
// [Yes]: without a tick there is no answer).
const (
	Yes     OptionID = "yes"
	No      OptionID = "no"
	Unknown OptionID = "unknown"
)

// Texts is one text in every language of the questionnaire.
type Texts map[gehoor.Language]string

// In returns the text in a language, "" if there is none.
func (t Texts) In(lang gehoor.Language) string { return t[lang] }

// Step is what is asked on one page.
type Step struct {
	ID    ID
	Title Texts
	// Lead is what is said before the questions; nil when nothing is.
	Lead      Texts
	Questions []Question
}

// Question is one thing that is asked.
type Question struct {
	ID    ID
	Kind  Kind
	Label Texts
	// Help is nil when the label says enough.
	Help Texts
	// Required: without an answer the signal cannot be sent. Almost nothing is.
	Required bool
	// Leaves says whether a copy of the answer leaves the browser unsealed.
	Leaves Leaves
	// Compartment is where the answer is sealed.
	Compartment gehoor.Compartment
	// When is nil for a question that is always asked.
	When *Condition
	// Limit bounds a text; nil for the other kinds.
	Limit *Limit
	// Options are the answers that can be chosen, for the kinds that have them.
	Options []Option
	// Files bounds how many files answer it; nil for the other kinds.
	Files *Files
	// Contacts are lines that help at once, shown beside the question.
	Contacts []Contact
	// Group holds the questions of a repeating group; nil for the other kinds.
	Group *Group
}

// Kind is how a question is answered.
type Kind string

// The kinds, and the form of an answer in JSON.
const (
	// KindText: one line; a string.
	KindText Kind = "text"
	// KindLongText: as many lines as needed; a string.
	KindLongText Kind = "long-text"
	// KindSingle: one of the options; its id.
	KindSingle Kind = "single"
	// KindMultiple: any of the options; a list of ids.
	KindMultiple Kind = "multiple"
	// KindDate: a day; "2006-01-02".
	KindDate Kind = "date"
	// KindPeriod: from one day to another, either of which may be open; an interval
	// of ISO 8601-2 such as "2006-01-02/2006-01-31", with ".." for an open end.
	KindPeriod Kind = "period"
	// KindYesNoUnknown: "yes", "no" and, where it is offered, "unknown".
	KindYesNoUnknown Kind = "yes-no-unknown"
	// KindConsent: a tick; "yes" or no answer.
	KindConsent Kind = "consent"
	// KindAttachment: files that are sent after the signal; a list of their names.
	KindAttachment Kind = "attachment"
	// KindVoice: what somebody says aloud, recorded in the browser and sent as a file
	// after the signal; a list of the files' names.
	KindVoice Kind = "voice"
	// KindGroup: the same few questions as often as needed; a list of objects.
	KindGroup Kind = "group"
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{
		KindText, KindLongText, KindSingle, KindMultiple,
		KindDate, KindPeriod, KindYesNoUnknown, KindConsent,
		KindAttachment, KindVoice, KindGroup,
	}
}

// Valid says whether the kind exists.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Typed says whether the answer is something that somebody types.
func (k Kind) Typed() bool { return k == KindText || k == KindLongText }

// Chosen says whether the answer is taken from the question's options.
func (k Kind) Chosen() bool {
	return k == KindSingle || k == KindMultiple || k == KindYesNoUnknown
}

// Filed says whether the answer names files, which follow the signal: they are
// large, and a signal waits for none of them.
func (k Kind) Filed() bool { return k == KindAttachment || k == KindVoice }

// Leaves says what of an answer leaves the browser.
type Leaves string

const (
	// LeavesSealed: nothing but sealed content.
	LeavesSealed Leaves = "sealed"
	// LeavesServer: a copy that the server can read, beside the sealed one.
	LeavesServer Leaves = "server"
)

// Valid says whether the value exists.
func (l Leaves) Valid() bool { return l == LeavesSealed || l == LeavesServer }

// The only questions whose answer may leave unsealed (architecture §6). The
// language of the page leaves too; it is no question.
const (
	// OfficeQuestion: a required single choice of exactly gehoor.Offices().
	OfficeQuestion ID = "office"
	// NotSafeQuestion: a consent; ticked, the server learns that somebody is
	// not safe, and can let people look sooner.
	NotSafeQuestion ID = "not-safe"
	// TalkQuestion: a consent; ticked, the server learns that somebody wants to
	// talk, so that a list says so until somebody answers.
	TalkQuestion ID = "talk-asked"
)

// The only questions of the identity compartment: its content says who somebody
// is and how to reach them, and nothing else.
const (
	NameQuestion    ID = "name"
	ContactQuestion ID = "contact"
)

// Condition is true when the answer to an earlier question is, or has among
// it, one of the options in Equals.
type Condition struct {
	Question ID
	Equals   []OptionID
}

// Limit bounds a text.
type Limit struct {
	// Characters are UTF-16 code units, because that is how browsers count.
	Characters int
	// Why is for whoever wants to change it, in English.
	Why string
}

// Files bounds how many files may be added to an answer.
type Files struct {
	Most int
	// Why is for whoever wants to change it, in English.
	Why string
}

// Option is one of the answers that can be chosen.
type Option struct {
	ID    OptionID
	Label Texts
	// Help is nil when the label says enough.
	Help Texts
}

// Contact is somewhere to get help at once, by telephone.
type Contact struct {
	Label Texts
	// Phone is as people write it: digits, spaces and hyphens.
	Phone string
}

// Group is what a repeating group asks each time. Its questions are texts and
// dates without conditions; their ids are unique within the group.
type Group struct {
	// Most is how often it may be filled in, Why for whoever wants to change it.
	Most int
	Why  string
	// Item names one of them, Add and Remove are on the buttons.
	Item, Add, Remove Texts
	Questions         []Question
}

// Digest pins the file, byte for byte.
func (q *Questionnaire) Digest() gehoor.Digest { return q.digest }

// JSON is the file itself, for the browser.
func (q *Questionnaire) JSON() []byte { return []byte(q.source) }

// Question returns a question by its id, and whether it is there. Those inside
// a group are found through their group.
func (q *Questionnaire) Question(id ID) (Question, bool) {
	for _, s := range q.Steps {
		for _, one := range s.Questions {
			if one.ID == id {
				return one, true
			}
		}
	}
	return Question{}, false
}

// Option returns one of the question's options by its id, and whether it is
// there.
func (q Question) Option(id OptionID) (Option, bool) {
	for _, o := range q.Options {
		if o.ID == id {
			return o, true
		}
	}
	return Option{}, false
}
