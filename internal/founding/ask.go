package founding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
)

// Terminal is where a person is asked. Line and Secret return an error when there
// is nobody any more; then nothing was made.
type Terminal interface {
	// Say prints a text.
	Say(text string)
	// Line asks for a line and returns it without spaces around it.
	Line(question string) (string, error)
	// Secret asks for a line that is not shown.
	Secret(question string) (string, error)
}

// Ask asks everything that a plan needs. A wrong answer is told why and asked
// again. What an error ends has made nothing.
func Ask(t Terminal) (Plan, error) {
	d := &dialogue{Terminal: t}
	d.Say(opening)
	d.about()
	d.hours()
	d.people()
	d.offices()
	d.recovery()
	d.closings()
	return d.plan, d.err
}

const opening = `You begin an organisation. Everything is asked first and shown to you; nothing is
made before you say yes. Ctrl-C ends it at any time and leaves nothing.
`

// dialogue asks until an error, after which every question is passed over.
type dialogue struct {
	Terminal
	plan Plan
	err  error
}

// Say prints a text while there is somebody who reads it.
func (d *dialogue) Say(text string) {
	if d.err == nil {
		d.Terminal.Say(text)
	}
}

// ask asks until check finds nothing wrong.
func (d *dialogue) ask(question string, check func(string) string) string {
	for d.err == nil {
		answer, err := d.Line(question)
		if err != nil {
			d.err = err
			return ""
		}
		why := check(answer)
		if why == "" {
			return answer
		}
		d.Say("  ✗ " + why + "\n")
	}
	return ""
}

// offer asks with an answer that counts when nothing is typed.
func (d *dialogue) offer(question, usual string, check func(string) string) string {
	answer := d.ask(fmt.Sprintf("%s [%s]", question, usual), func(s string) string {
		if s == "" {
			return ""
		}
		return check(s)
	})
	if answer == "" {
		return usual
	}
	return answer
}

// maybe asks what may be left empty.
func (d *dialogue) maybe(question string, check func(string) string) string {
	return d.ask(question, func(s string) string {
		if s == "" {
			return ""
		}
		return check(s)
	})
}

// yes asks a question that has two answers.
func (d *dialogue) yes(question string) bool {
	return d.ask(question+" (yes or no)", func(s string) string {
		if s != "yes" && s != "no" {
			return `type "yes" or "no"`
		}
		return ""
	}) == "yes"
}

func (d *dialogue) about() {
	p := &d.plan
	p.Organisation = d.ask("Short name, which can never change", checkOrganisation)
	p.Name = d.ask("Name, as people call it", checkLine)
	p.Site = d.ask("Address of the site", checkSite)
	p.Phone = d.ask("Telephone number for who would rather talk", checkPhone)
	p.Mail = d.ask("Mail address for questions about the site", checkMail)
	p.Address = d.lines("Address of the town hall", "Next line, or nothing when it is complete")
	p.Security = d.ask("Where weaknesses of the site are reported", checkSecurity)
	if p.Desk.Name = d.maybe("Name of the external desk, if reporters may turn to it by themselves", checkLine); p.Desk.Name != "" {
		p.Desk.Phone = d.ask("Its telephone number", checkPhone)
	}
	p.Trial = d.yes("Is this a trial, in which nothing real is told?")
}

// lines asks for one or more lines.
func (d *dialogue) lines(first, next string) []string {
	all := []string{d.ask(first, checkLine)}
	for d.err == nil && len(all) < directory.MaxAddress {
		line := d.maybe(next, checkLine)
		if line == "" {
			break
		}
		all = append(all, line)
	}
	return all
}

func (d *dialogue) hours() {
	d.Say("\nWhen is the telephone answered?\n")
	usual := "9.00-17.00"
	for _, day := range d.plan.Hours.days() {
		if day.on == 6 || day.on == 0 {
			usual = closed
		}
		*day.say = d.offer(day.on.String(), usual, checkHours)
		usual = *day.say
	}
}

func (d *dialogue) people() {
	d.Say(`
Who will work with it? You need at least two custodians, and two people outside
the organisation for the external desk. Each gets an invitation.
`)
	for d.err == nil {
		before := d.plan.People
		d.Say(fmt.Sprintf("\nPerson %d. %s\n", len(before)+1, d.plan.still()))
		login := d.ask("Login, or nothing when everybody is there", func(s string) string {
			if s == "" {
				return d.plan.still()
			}
			return checkLogin(s, before)
		})
		if login == "" {
			return
		}
		d.plan.People = append(before, d.person(login))
	}
}

// still says who is needed yet, "" if nobody is.
func (p *Plan) still() string {
	custodians, handlers, desk := len(p.with(gehoor.RoleCustodian)), len(p.handlers()), len(p.with(gehoor.RoleExternal))
	switch {
	case handlers+desk < minCustodians:
		return "Fewer than two people can read signals yet."
	case custodians < minCustodians:
		return fmt.Sprintf("%d more custodians are needed.", minCustodians-custodians)
	}
	return ""
}

func (d *dialogue) person(login string) Person {
	p := Person{Login: login}
	p.Role = gehoor.Role(d.ask("Role: "+list(gehoor.Roles()), checkRole))
	p.Function.NL = d.ask("Function in Dutch, as reporters read it", checkLine)
	p.Function.EN = d.ask("Function in English", checkLine)
	p.Name = d.maybe("Name, if reporters may read it", checkLine)
	p.Mail = d.maybe("Mail address for \"there is something\", if any", checkMail)
	return p
}

func (d *dialogue) offices() {
	handlers := d.plan.handlers()
	d.Say(fmt.Sprintf(`
Who receives signals about whom? Type logins with spaces between them, or nothing
to let the external desk receive. Nobody should receive what is about somebody
above or beside them. Those who handle signals are %s.
`, list(handlers)))
	d.plan.Offices = map[gehoor.Office][]string{}
	for _, o := range gehoor.Offices() {
		answer := d.ask("About: "+string(o), func(s string) string { return checkHolders(strings.Fields(s), handlers) })
		d.plan.Offices[o] = strings.Fields(answer)
	}
	if thin := d.plan.Thin(); d.err == nil && len(thin) > 0 {
		d.Say("  ! Fewer than two people could read a signal about: " + list(thin) +
			".\n    Nobody can give one until that changes: invite people for the external desk.\n")
	}
}

func (d *dialogue) recovery() {
	n := len(d.plan.with(gehoor.RoleCustodian))
	answer := d.ask(fmt.Sprintf("\nHow many of the %d custodians together recover a dossier?", n), func(s string) string {
		return checkThreshold(number(s), n)
	})
	d.plan.Threshold = number(answer)
}

// number reads a small number; anything else is 0.
func number(s string) int {
	if len(s) != 1 && len(s) != 2 || strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0
	}
	n := 0
	for _, digit := range s {
		n = 10*n + int(digit-'0')
	}
	return n
}

func (d *dialogue) closings() {
	d.Say("\nOn which days is the office closed, beside weekends and holidays?\n")
	for d.err == nil && len(d.plan.Closings) < maxClosings {
		on := d.maybe("Day, or nothing when there are no more", func(s string) string { return checkClosing(s, d.plan.Closings) })
		if on == "" {
			return
		}
		d.plan.Closings = append(d.plan.Closings, Closing{On: on, Why: d.ask("Why", checkLine)})
	}
}

// AskRoot asks for the public half of a root that was made elsewhere, or for a
// place and a passphrase to make one here. place says what is wrong with a place.
// A passphrase that is left empty is drawn with random and shown once.
func AskRoot(t Terminal, org gehoor.OrgID, random func([]byte), place func(string) string) (verifier, path, passphrase string, err error) {
	d := &dialogue{Terminal: t}
	d.Say(`
The root vouches for everybody's key. We advise to make it on a machine that is no
server, with gehoor root make, and to give its public half here.
`)
	verifier = d.maybe("Public half of the root, or nothing to make it here", func(s string) string { return checkRoot(org, s) })
	if verifier != "" || d.err != nil {
		return verifier, "", "", d.err
	}
	path = d.ask("File for its secret half, outside the data folder: on a stick that leaves this machine", place)
	passphrase, err = d.newPassphrase(random)
	return "", path, passphrase, err
}

// AskPassphrase asks for a new passphrase for a root, twice.
func AskPassphrase(t Terminal, random func([]byte)) (string, error) {
	return (&dialogue{Terminal: t}).newPassphrase(random)
}

func (d *dialogue) newPassphrase(random func([]byte)) (string, error) {
	for d.err == nil {
		first := d.secret("Passphrase for the root, or nothing to have one made")
		if first == "" && d.err == nil {
			made := NewPassphrase(random)
			d.Say("  The passphrase, shown this once: " + made + "\n")
			return made, nil
		}
		if why := CheckPassphrase(first); d.err == nil && why != "" {
			d.Say("  ✗ " + why + "\n")
			continue
		}
		if d.secret("The same passphrase again") == first && d.err == nil {
			return first, nil
		}
		if d.err == nil {
			d.Say("  ✗ these two are not the same\n")
		}
	}
	return "", d.err
}

func (d *dialogue) secret(question string) string {
	if d.err != nil {
		return ""
	}
	var s string
	s, d.err = d.Secret(question)
	return s
}

// Compare asks whether somebody reads out the number of their key. Only "yes"
// means that it is theirs.
func Compare(t Terminal, w Waiting) (bool, error) {
	t.Say(fmt.Sprintf("\n%s, %s\n  %s\n", w.Login, w.Function, w.CheckNumber()))
	d := &dialogue{Terminal: t}
	same := d.yes("Call them on a number that you know. Do they read out this number?")
	return same, d.err
}

// Confirm shows the plan and asks whether to make it.
func Confirm(t Terminal, p Plan) (bool, error) {
	t.Say(p.Summary())
	d := &dialogue{Terminal: t}
	return d.yes("Make it?"), d.err
}

// Summary is the plan in lines that a person reads before saying yes.
func (p *Plan) Summary() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("\n%s (%s), %s", p.Name, p.Organisation, p.Site)
	line("  %s · %s · %s", p.Phone, p.Mail, strings.Join(p.Address, ", "))
	if p.Trial {
		line("  for trial: every page says so")
	}
	line("People")
	for _, one := range p.People {
		line("  %-12s %-15s %s", one.Login, one.Role, one.Function.EN)
	}
	line("Signals go to")
	for _, o := range gehoor.Offices() {
		to := slices.Clone(p.Offices[o])
		if len(to) < minCustodians {
			to = append(to, p.with(gehoor.RoleExternal)...)
		}
		line("  %-16s %s", o, list(to))
	}
	line("Recovery: any %d of %s", p.Threshold, list(p.with(gehoor.RoleCustodian)))
	line("Closed on %d days of its own", len(p.Closings))
	return b.String()
}
