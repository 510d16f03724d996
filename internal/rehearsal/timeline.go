package rehearsal

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Format names the JSON of a [Timeline].
const Format = "gehoor rehearsal 1"

// Timeline is what happened when a story was played, in the order of its moments.
type Timeline struct {
	Format string `json:"format"`
	// Story is the file's name, Title what it is about, TitleNL the same in Dutch.
	Story   string `json:"story"`
	Title   string `json:"title"`
	TitleNL string `json:"title_nl,omitempty"`
	// Protocols are those that new dossiers followed.
	Protocols []Protocol `json:"protocols"`
	// Steps are those of the protocols, with the names that people read.
	Steps []Step `json:"steps"`
	// People are everybody who works in the organisation.
	People []Person `json:"people"`
	// Functions are those of which a line says that they were told, outside the program.
	Functions []Function `json:"functions,omitempty"`
	// From is the story's first moment, Until its last.
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
	// Entries are what happened, the earliest first.
	Entries []Entry `json:"entries"`
	// Clocks are all that ran, as they stood at the end, in the order in which they
	// began.
	Clocks []Clock `json:"clocks"`
	Counts Counts  `json:"counts"`
	// Unmet are the lines that did not come out as they say, in their order.
	Unmet []Unmet `json:"unmet"`
}

// Titled is what the story is about, in a language.
func (t Timeline) Titled(l gehoor.Language) string { return titled(t.Title, t.TitleNL, l) }

func titled(title, dutch string, l gehoor.Language) string {
	return Shown(gehoor.Text{NL: cmp.Or(dutch, title), EN: title}).In(l)
}

// source is where a title says from which lines of the protocols a story comes: for whoever
// reads the files, with codes that no screen has (protocols.md §0.18).
var source = regexp.MustCompile(` \(protocols [^()]*\)$`)

// Shown is the title of a story as people read it.
func Shown(title gehoor.Text) gehoor.Text {
	return gehoor.Text{NL: source.ReplaceAllString(title.NL, ""), EN: source.ReplaceAllString(title.EN, "")}
}

// Holds says whether everything that the story expects is so.
func (t Timeline) Holds() bool { return len(t.Unmet) == 0 }

// Protocol names a protocol that was followed.
type Protocol struct {
	Code    string        `json:"code"`
	Version string        `json:"version"`
	Digest  gehoor.Digest `json:"digest"`
	Title   gehoor.Text   `json:"title"`
}

// Step is a step of a protocol.
type Step struct {
	Code  string      `json:"code"`
	Actor string      `json:"actor"`
	Label gehoor.Text `json:"label"`
}

// Person is somebody who works in the organisation. Login is how the story names
// them.
type Person struct {
	Login    string      `json:"login"`
	Name     string      `json:"name"`
	Role     gehoor.Role `json:"role"`
	Function gehoor.Text `json:"function"`
}

// Function is one that somebody may have without working with the program.
type Function struct {
	Code  string      `json:"code"`
	Label gehoor.Text `json:"label"`
}

// Counts say how much a story does and asks.
type Counts struct {
	// Acts are the lines in which somebody does something.
	Acts int `json:"acts"`
	// Stated are the facts that are stated instead of done, because nobody can do
	// them in the program yet.
	Stated int `json:"stated"`
	// Outside are what people do outside the program.
	Outside int `json:"outside"`
	// Expectations are the lines that say what must be true, Held those that were.
	Expectations int `json:"expectations"`
	Held         int `json:"held"`
}

// Plus adds the counts of two stories.
func (c Counts) Plus(d Counts) Counts {
	return Counts{c.Acts + d.Acts, c.Stated + d.Stated, c.Outside + d.Outside, c.Expectations + d.Expectations, c.Held + d.Held}
}

// Unmet is a line that did not come out as it says.
type Unmet struct {
	Line int `json:"line"`
	// Text is the line, Found what was found instead, in the words of stories.
	Text  string `json:"text"`
	Found string `json:"found"`
	// Stopped: it was an act, so that nothing after it was played.
	Stopped bool `json:"stopped,omitempty"`
}

// EntryKind says what an [Entry] is.
type EntryKind string

// The kinds of entry. Which fields each has is said at [Entry].
const (
	EntryAct       EntryKind = "act"       // somebody did something
	EntryRefused   EntryKind = "refused"   // an act was refused, as the story says
	EntrySkipped   EntryKind = "skipped"   // an act was refused, and the story goes on
	EntryStated    EntryKind = "stated"    // a fact that is stated instead of done
	EntryOutside   EntryKind = "outside"   // somebody did something outside the program
	EntryAsleep    EntryKind = "asleep"    // the server was off until now
	EntryTold      EntryKind = "told"      // somebody was told something, without content
	EntryEscalated EntryKind = "escalated" // the lateness of a step went to people
	EntryBegan     EntryKind = "began"     // a clock began
	EntryMoved     EntryKind = "moved"     // a clock's term became another one
	EntryMet       EntryKind = "met"       // a step was done
	EntryLate      EntryKind = "late"      // a clock's target passed
	EntryEnded     EntryKind = "ended"     // a step need not be done any more
	EntryUnmet     EntryKind = "unmet"     // a line did not come out as it says
)

// Entry is one thing that happened. Line, Who, Text and Parts are those of an act, a
// stated fact and what happened outside; Code and Args say why one was refused.
// Notice and To are those of a telling; Dossier, Signal and Step say what an entry is
// about, with Level and To for an escalation and Clock for what befell a clock.
type Entry struct {
	At   time.Time `json:"at"`
	Kind EntryKind `json:"kind"`
	Line int       `json:"line,omitempty"`
	// Who is a login, or a reporter as R1.
	Who   string   `json:"who,omitempty"`
	Text  string   `json:"text,omitempty"`
	Parts []string `json:"parts,omitempty"`

	Code gehoor.Code       `json:"code,omitempty"`
	Args map[string]string `json:"args,omitempty"`

	// Dossier and Signal are named by their reporter, as R1; Signal is "" for what is
	// about the whole dossier.
	Dossier string   `json:"dossier,omitempty"`
	Signal  string   `json:"signal,omitempty"`
	Step    string   `json:"step,omitempty"`
	Level   int      `json:"level,omitempty"`
	To      []string `json:"to,omitempty"`
	// Functions are those who were told, where an act or a stated fact says so.
	Functions []string `json:"functions,omitempty"`
	// Notice is what a message without content says there is.
	Notice string `json:"notice,omitempty"`
	Clock  *Clock `json:"clock,omitempty"`
}

// ClockState is how a clock stands.
type ClockState string

// The states of a clock.
const (
	ClockRunning ClockState = "running"
	ClockLate    ClockState = "late"  // running, and after its target
	ClockMet     ClockState = "met"   // done; Late says whether in time
	ClockEnded   ClockState = "ended" // need not be done any more
)

// Clock is a term that ran.
type Clock struct {
	Dossier string `json:"dossier"`
	Signal  string `json:"signal,omitempty"`
	Step    string `json:"step"`
	Actor   string `json:"actor"`
	// Basis is S for a term of the law (Article says which), G or D for another.
	Basis   string    `json:"basis"`
	Article string    `json:"article,omitempty"`
	Started time.Time `json:"started"`
	// Due is the last second in time, Latest the same with what the Algemene
	// termijnenwet adds.
	Due    time.Time  `json:"due"`
	Latest time.Time  `json:"latest"`
	State  ClockState `json:"state"`
	// Ended is when it was done, or need not be done any more; zero while it runs.
	Ended time.Time `json:"ended,omitzero"`
	// Late: its target was missed.
	Late bool `json:"late,omitempty"`
	// Guard is what forced the step, "" if it began by itself.
	Guard string `json:"guard,omitempty"`
}

// Known is when somebody was first told anything at all about a dossier; zero for
// who never was. who is a login, a role or a function.
func (t Timeline) Known(dossier, who string) time.Time {
	for _, e := range t.Entries {
		if e.Dossier != dossier {
			continue
		}
		if (e.Kind == EntryAct || e.Kind == EntryStated) && slices.Contains(e.Functions, who) {
			return e.At
		}
		if e.Kind != EntryTold {
			continue
		}
		for _, to := range e.To {
			if to == who || string(t.role(to)) == who {
				return e.At
			}
		}
	}
	return time.Time{}
}

func (t Timeline) role(login string) gehoor.Role {
	p, _ := t.person(login)
	return p.Role
}

func (t Timeline) person(login string) (Person, bool) {
	for _, p := range t.People {
		if p.Login == login {
			return p, true
		}
	}
	return Person{}, false
}
