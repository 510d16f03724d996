package plain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/part"
)

// What a reporter does in the mailbox besides answering: correcting and approving
// what somebody else wrote down, asking for a talk, taking another code.

// The names of what these forms have.
const (
	FieldCorrect     = "_correct"
	FieldApprove     = "_approve"
	FieldContents    = "_contents"
	FieldHow         = "_how"
	FieldReach       = "_reach"
	FieldWhen        = "_when"
	FieldLanguage    = "_language"
	FieldInterpreter = "_interpreter"
	FieldCareful     = "_careful"
	FieldReason      = "_reason"
	FieldStep        = "_step"
)

// FieldDemand is the name of the words that go with a button.
func FieldDemand(r signal.Reason) string { return "_" + string(r) }

// The paths of what they do, without the language.
const (
	PathReply      = PathBox + "/bericht"
	PathCorrect    = PathBox + "/verbetering"
	PathApprove    = PathBox + "/akkoord"
	PathTalk       = PathBox + "/gesprek"
	PathFormal     = PathBox + "/formeel"
	PathDemand     = PathBox + "/reactie"
	PathCheckIn    = PathBox + "/antwoord"
	PathNoCheckIn  = PathBox + "/niet-vragen"
	PathWithdraw   = PathBox + "/stoppen-met-meedoen"
	PathRejoin     = PathBox + "/weer-meedoen"
	PathReach      = PathBox + "/bereiken"
	PathConsent    = PathBox + "/toestemming"
	PathRenew      = PathBox + "/code"
	PathRenewWords = PathBox + "/code/controle"
	PathCopy       = PathBox + "/kopie"
)

// What a button says of another code, in FieldDo.
const (
	DoTake = "take"
	DoNot  = "not"
)

// What a button says of being asked how it goes, in FieldDo.
const (
	DoSkip   = "skip"
	DoNever  = "never"
	DoResume = "resume"
)

// DoReach is what the button says by which a reporter chooses when to be reached.
const DoReach = "reach"

// DoRejoin is what the button says by which a reporter takes part again.
const DoRejoin = "rejoin"

// What a button says of a consent, in FieldConsent.
const (
	DoAgree = "agree"
	DoUnsay = "unsay"
)

// Typed is a form with one field of words, as it was sent and could not be taken.
type Typed struct {
	Text string
	// Problem is what is wrong with it, "" if nothing is.
	Problem string
}

// open says whether the form is unfolded: somebody was at it.
func (t Typed) open() bool { return t != (Typed{}) }

// Talk is what is asked of who wants a talk.
type Talk struct {
	// How is "call", "meet" or "".
	How                            string
	Reach, When, Language, Careful Typed
	Interpreter                    bool
}

// fields are those with words, in the order of the page.
func (t Talk) fields() []namedField {
	return []namedField{{FieldReach, t.Reach}, {FieldWhen, t.When}, {FieldLanguage, t.Language}, {FieldCareful, t.Careful}}
}

// Problem says whether something is wrong.
func (t Talk) Problem() bool {
	for _, f := range t.fields() {
		if f.Problem != "" {
			return true
		}
	}
	return false
}

// open says whether the form is unfolded: somebody was at it.
func (t Talk) open() bool { return t != (Talk{}) }

// Words are what is sent: a message like any other, so that everybody who reads
// messages can read it. They are those of the other way
// (internal/web/browser/lib/boxacts.ts).
func (t Talk) Words(w *text.Words) string {
	said := []string{w.Say("box.talk-heading")}
	add := func(label text.Key, answer string) {
		if answer = strings.TrimSpace(answer); answer != "" {
			said = append(said, w.Say(label)+"\n"+answer)
		}
	}
	switch t.How {
	case "call":
		said = append(said, w.Say("box.talk-call"))
	case "meet":
		said = append(said, w.Say("box.talk-meet"))
	}
	add("box.talk-reach", t.Reach.Text)
	add("box.talk-when", t.When.Text)
	add("box.talk-language", t.Language.Text)
	if t.Interpreter {
		said = append(said, w.Say("box.talk-interpreter"))
	}
	add("box.talk-careful", t.Careful.Text)
	return strings.Join(said, "\n\n")
}

type namedField struct {
	name string
	Typed
}

// problems sums up what is wrong on the page.
func (d Box) problems() []part.Problem {
	fields := []namedField{
		{FieldApprove, Typed{Problem: d.ApproveProblem}}, {FieldCorrect, d.Correct}, {FieldReply, d.Reply},
	}
	for _, r := range signal.Reasons() {
		fields = append(fields, namedField{FieldDemand(r), d.Demand[r]})
	}
	fields = append(fields, d.Talk.fields()...)
	fields = append(fields,
		namedField{box.FieldGoing, Typed{Problem: d.CheckIn.GoingProblem}}, namedField{box.FieldAway, Typed{Problem: d.CheckIn.AwayProblem}},
		namedField{box.FieldWorse, Typed{Problem: d.CheckIn.WorseProblem}}, namedField{box.FieldWords, Typed{Problem: d.CheckIn.WordsProblem}},
		namedField{box.FieldTimes, Typed{Problem: d.Reached.Fault()}}, namedField{box.FieldPressure, Typed{Problem: d.Withdrawal.PressureProblem}}, namedField{box.FieldWithdrawWords, Typed{Problem: d.Withdrawal.WordsProblem}})
	fields = append(fields, namedField{FieldFile, Typed{Problem: d.FileProblem}}, namedField{FieldSure, Typed{Problem: formalProblem(d)}})
	var all []part.Problem
	for _, f := range fields {
		if f.Problem != "" {
			all = append(all, part.Problem{ID: "field-" + f.name, Text: f.Problem})
		}
	}
	return all
}

// field is one of words, as a page asks it.
func (d Box) field(name string, t Typed, label, hint text.Key) part.Field {
	return part.Field{Name: name, Label: d.Words.Say(label), Hint: d.Words.Say(hint), Value: t.Text, Error: t.Problem}
}

// after counts the reporter's own entries that the page shows, for a form.
func (d Box) after() string { return strconv.Itoa(d.After) }

// how asks whether to call or to meet.
func (d Box) how() part.Choice {
	return part.Choice{Name: FieldHow, Label: d.Words.Say("box.talk-how"), Options: []part.Option{
		{Value: "call", Label: d.Words.Say("box.talk-call"), Chosen: d.Talk.How == "call"},
		{Value: "meet", Label: d.Words.Say("box.talk-meet"), Chosen: d.Talk.How == "meet"},
	}}
}

// asItIs asks what to do with what files tell. It comes before the files, because a
// form is read as it comes.
func (d Box) asItIs() part.Choice {
	return part.Choice{Name: FieldAsItIs, Label: d.Words.Say("plain.file-how"), Options: []part.Option{
		{Value: "no", Label: d.Words.Say("plain.file-clean"), Hint: d.Words.Say("plain.file-clean-hint"), Chosen: !d.AsItIs},
		{Value: "yes", Label: d.Words.Say("plain.file-keep"), Hint: d.Words.Say("plain.file-keep-hint"), Chosen: d.AsItIs},
	}}
}

// cleaned says whether anything was looked at in the files that were sent.
func (d Box) cleaned() bool {
	return slices.ContainsFunc(d.FilesTold, func(t Told) bool { return !t.AsItIs })
}
