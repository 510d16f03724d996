package directory

import (
	"net/mail"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/gehoor/gehoor"
)

// Described is all that pages say of the organisation itself, from now on. It is
// stated whole, so that the last one is enough to show a page.
type Described struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
	// Mail is for questions about the site, never for signals.
	Mail string `json:"mail,omitempty"`
	// Address is where the town hall is, line by line.
	Address []string `json:"address,omitempty"`
	// Hours are when the telephone is answered, a line a day.
	Hours []Opening `json:"hours,omitempty"`
	// Security is where weaknesses are reported, a mailto: or https: address.
	Security string `json:"security,omitempty"`
	// Domains are those of the organisation's own mail, beside that of Mail.
	Domains []string `json:"domains,omitempty"`
	// Plain is the choice about the way without scripts.
	Plain Plain `json:"plain,omitempty"`
	// Desk is outside the organisation; reporters may turn to it by themselves.
	Desk Desk `json:"desk"`
}

// Opening is one day of the week; two empty times are a day on which it is closed.
type Opening struct {
	// Day counts from Sunday, which is 0.
	Day   time.Weekday `json:"day"`
	From  string       `json:"from,omitempty"` // "9.00"
	Until string       `json:"until,omitempty"`
}

// Desk is a desk outside the organisation. Either may be empty.
type Desk struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Plain is the organisation's choice about the way without scripts, which is weaker
// than the other (doc/decisions/0016). "" is off.
type Plain string

// The choices.
const (
	PlainOff Plain = "off"
	// PlainOn: whoever likes can begin so.
	PlainOn Plain = "on"
	// PlainClosing: nobody begins any more; who has a code can still come back.
	PlainClosing Plain = "closing"
)

// Kind names the fact.
func (Described) Kind() gehoor.Kind { return "organisation.described" }

// Codes of refusals about what the organisation says of itself.
const (
	// CodeDescription: something in it cannot be shown; [Described.Faults] says what.
	CodeDescription gehoor.Code = "organisation.description"
	// CodeChanged: somebody else changed it in between.
	CodeChanged gehoor.Code = "organisation.changed"
)

// Description is what the organisation said of itself at one moment.
type Description struct {
	// Seq is its event in the organisation's stream; 0 is what founding said.
	Seq gehoor.Seq
	At  time.Time
	By  gehoor.Actor
	Described
}

// maxDescriptions is how many former ones a state remembers. All of them stay in the
// stream; these can be taken back with a click.
const maxDescriptions = 20

// Description is what the organisation says of itself now. Before it said anything,
// that is what it was founded with.
func (o *Organisation) Description() Description {
	if n := len(o.Descriptions); n > 0 {
		return o.Descriptions[n-1]
	}
	return Description{Described: Described{Name: o.Founded.Name, Phone: o.Founded.Phone}}
}

// Describe changes what the organisation says of itself. after is the Seq of the
// description that was changed: somebody else may have changed it since.
func (o *Organisation) Describe(after gehoor.Seq, d Described) ([]gehoor.Fact, error) {
	now := o.Description()
	switch {
	case !o.Exists():
		return nil, gehoor.ErrNotFound
	case reflect.DeepEqual(now.Described, d):
		return nil, nil // said before
	case now.Seq != after:
		return nil, gehoor.Refuse(CodeChanged)
	case len(d.Faults()) > 0:
		return nil, gehoor.Refuse(CodeDescription)
	}
	return []gehoor.Fact{d}, nil
}

// Import takes over what an older installation kept in a file, as it is; nothing if
// the organisation has described itself.
func (o *Organisation) Import(d Described) []gehoor.Fact {
	if !o.Exists() || len(o.Descriptions) > 0 {
		return nil
	}
	return []gehoor.Fact{d}
}

func (o *Organisation) described(e gehoor.Event, d Described) {
	o.Descriptions = append(o.Descriptions, Description{Seq: e.Seq, At: e.At, By: e.Actor, Described: d})
	if n := len(o.Descriptions) - maxDescriptions; n > 0 {
		o.Descriptions = slices.Clone(o.Descriptions[n:])
	}
}

// OwnDomains are all domains of the organisation's own mail.
func (d Described) OwnDomains() []string {
	if _, domain, ok := strings.Cut(d.Mail, "@"); ok {
		return append([]string{domain}, d.Domains...)
	}
	return d.Domains
}

// Fault is what is wrong with a field.
type Fault string

// The faults.
const (
	FaultMissing Fault = "missing"
	FaultLine    Fault = "line" // longer than MaxLine, spaces around it, or no line of text
	FaultPhone   Fault = "phone"
	FaultMail    Fault = "mail"
	FaultLines   Fault = "lines" // more than MaxAddress
	FaultHours   Fault = "hours"
	FaultAddress Fault = "address" // no https: and no mailto:
	FaultDomain  Fault = "domain"
	FaultChoice  Fault = "choice"
)

// FieldFault is a field with something wrong. Field is the name in JSON; of a day's
// hours "hours.1", of the desk "desk.name" and "desk.phone".
type FieldFault struct {
	Field string
	Fault Fault
}

// Limits of what is said. Each is far above what an organisation needs and below
// what would make a page unusable.
const (
	MaxLine    = 100 // characters
	MaxAddress = 6   // lines
	maxDomains = 20
)

// Faults lists what is wrong, in the order of the fields.
func (d Described) Faults() []FieldFault {
	var all []FieldFault
	add := func(field string, fault Fault) {
		if fault != "" {
			all = append(all, FieldFault{field, fault})
		}
	}
	add("name", LineFault(d.Name))
	add("phone", PhoneFault(d.Phone))
	add("mail", MailFault(d.Mail))
	add("address", addressFault(d.Address))
	for _, o := range d.Hours {
		add("hours."+string(rune('0'+o.Day)), o.fault())
	}
	add("security", SecurityFault(d.Security))
	add("domains", domainsFault(d.Domains))
	if d.Plain != "" && d.Plain != PlainOff && d.Plain != PlainOn && d.Plain != PlainClosing {
		add("plain", FaultChoice)
	}
	if d.Desk != (Desk{}) {
		add("desk.name", LineFault(d.Desk.Name))
		add("desk.phone", PhoneFault(d.Desk.Phone))
	}
	return all
}

// LineFault is for a line that people read.
func LineFault(s string) Fault {
	control := func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }
	switch {
	case strings.TrimSpace(s) == "":
		return FaultMissing
	case strings.TrimSpace(s) != s, len([]rune(s)) > MaxLine, strings.ContainsFunc(s, control):
		return FaultLine
	}
	return ""
}

var phonePattern = regexp.MustCompile(`^\+?[0-9][0-9 ()-]{2,29}$`)

// PhoneFault is for a telephone number.
func PhoneFault(s string) Fault {
	if !phonePattern.MatchString(s) {
		return FaultPhone
	}
	return ""
}

// MailFault is for a mail address alone, without a name.
func MailFault(s string) Fault {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" || len(s) > MaxLine {
		return FaultMail
	}
	return ""
}

// SecurityFault is for an address where weaknesses are reported.
func SecurityFault(s string) Fault {
	u, err := url.Parse(s)
	switch {
	case err != nil:
	case u.Scheme == "https" && u.Host != "":
		return ""
	case u.Scheme == "mailto" && MailFault(u.Opaque) == "":
		return ""
	}
	return FaultAddress
}

func addressFault(lines []string) Fault {
	switch {
	case len(lines) == 0:
		return FaultMissing
	case len(lines) > MaxAddress:
		return FaultLines
	}
	for _, l := range lines {
		if f := LineFault(l); f != "" {
			return f
		}
	}
	return ""
}

var timePattern = regexp.MustCompile(`^([01]?[0-9]|2[0-3])\.[0-5][0-9]$`)

func (o Opening) fault() Fault {
	closed := o.From == "" && o.Until == ""
	if o.Day < time.Sunday || o.Day > time.Saturday || !closed && (!timePattern.MatchString(o.From) || !timePattern.MatchString(o.Until)) {
		return FaultHours
	}
	return ""
}

var domainPattern = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$`)

func domainsFault(domains []string) Fault {
	if len(domains) > maxDomains {
		return FaultLines
	}
	for _, d := range domains {
		if !domainPattern.MatchString(d) || len(d) > MaxLine {
			return FaultDomain
		}
	}
	return ""
}
