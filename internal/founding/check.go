package founding

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
)

// Limits of what is asked. Each is far above what an organisation needs and below
// what would make a page or a file unusable.
const (
	maxPeople   = 200
	maxClosings = 500
)

// Problem is something in a plan that cannot be used.
type Problem struct {
	// Field is where, as in a file: "people.2.role".
	Field string
	// Why says what is wrong and what would be right.
	Why string
}

func (p Problem) String() string { return p.Field + ": " + p.Why }

// Check lists everything that is wrong with the plan, in the order of its fields;
// none means that an organisation can begin with it.
func (p *Plan) Check() []Problem {
	var c checks
	c.field("organisation", checkOrganisation(p.Organisation))
	c.field("name", checkLine(p.Name))
	c.field("site", checkSite(p.Site))
	c.field("phone", checkPhone(p.Phone))
	c.field("mail", checkMail(p.Mail))
	c.field("address", checkAddress(p.Address))
	for _, d := range p.Hours.days() {
		c.field("hours."+strings.ToLower(d.on.String()), checkHours(*d.say))
	}
	c.field("security", checkSecurity(p.Security))
	if p.Desk != (Desk{}) {
		c.field("desk.name", checkLine(p.Desk.Name))
		c.field("desk.phone", checkPhone(p.Desk.Phone))
	}
	c.people(p)
	c.offices(p)
	c.field("threshold", checkThreshold(p.Threshold, len(p.with(gehoor.RoleCustodian))))
	c.closings(p)
	if p.Root != "" {
		c.field("root", checkRoot(gehoor.OrgID(p.Organisation), p.Root))
	}
	return c
}

// with lists the logins of people with a role, in their order.
func (p *Plan) with(role gehoor.Role) []string {
	var logins []string
	for _, one := range p.People {
		if one.Role == role {
			logins = append(logins, one.Login)
		}
	}
	return logins
}

// handlers are the logins of those who may receive signals about an office.
func (p *Plan) handlers() []string {
	return append(p.with(gehoor.RoleCaseworker), p.with(gehoor.RoleHead)...)
}

type checks []Problem

func (c *checks) field(name, why string) {
	if why != "" {
		*c = append(*c, Problem{name, why})
	}
}

func (c *checks) people(p *Plan) {
	if len(p.People) > maxPeople {
		c.field("people", fmt.Sprintf("more than %d; invite the others later", maxPeople))
	}
	for i, one := range p.People {
		at := fmt.Sprintf("people.%d.", i+1)
		c.field(at+"login", checkLogin(one.Login, p.People[:i]))
		c.person(at, one)
	}
}

// Check lists everything that is wrong with somebody who joins later.
func (p Person) Check() []Problem {
	var c checks
	c.field("login", checkLogin(p.Login, nil))
	c.person("", p)
	return c
}

func (c *checks) person(at string, p Person) {
	if p.Name != "" {
		c.field(at+"name", checkLine(p.Name))
	}
	c.field(at+"role", checkRole(string(p.Role)))
	c.field(at+"function.nl", checkLine(p.Function.NL))
	c.field(at+"function.en", checkLine(p.Function.EN))
	if p.Mail != "" {
		c.field(at+"mail", checkMail(p.Mail))
	}
	if p.Language != "" && !p.Language.Valid() {
		c.field(at+"language", "nl or en")
	}
}

func (c *checks) offices(p *Plan) {
	for o := range p.Offices {
		if !o.Choosable() {
			c.field("offices."+string(o), "there is no such office: "+list(gehoor.Offices()))
		}
	}
	for _, o := range gehoor.Offices() {
		c.field("offices."+string(o), checkHolders(p.Offices[o], p.handlers()))
	}
}

func (c *checks) closings(p *Plan) {
	if len(p.Closings) > maxClosings {
		c.field("closings", fmt.Sprintf("more than %d days", maxClosings))
	}
	for i, one := range p.Closings {
		at := fmt.Sprintf("closings.%d", i+1)
		c.field(at+".on", checkClosing(one.On, p.Closings[:i]))
		c.field(at+".why", checkLine(one.Why))
	}
}

func checkOrganisation(s string) string {
	if _, err := gehoor.ParseOrgID(s); err != nil {
		return `a short name, "veenhaven": lower-case letters, digits and hyphens, a letter first, at most 40`
	}
	return ""
}

// checkLine is for a line that people read.
func checkLine(s string) string {
	switch {
	case directory.LineFault(s) == "":
		return ""
	case strings.TrimSpace(s) == "":
		return "this is needed"
	case strings.TrimSpace(s) != s:
		return "there is a space before or after it"
	case len([]rune(s)) > directory.MaxLine:
		return fmt.Sprintf("at most %d characters", directory.MaxLine)
	}
	return "one line, without control characters"
}

func checkSite(s string) string {
	const want = `the address where people will find it, "https://meld.veenhaven.example", without a path`
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || s != strings.ToLower(s) {
		return want
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !local(u.Hostname())) {
		return want + "; http is for a trial on this machine alone"
	}
	if _, err := origin(s); err != nil {
		return want
	}
	return ""
}

func local(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

func checkPhone(s string) string {
	if directory.PhoneFault(s) != "" {
		return `a telephone number, "14 0000" or "+31 20 000 0000"`
	}
	return ""
}

func checkMail(s string) string {
	if directory.MailFault(s) != "" {
		return `a mail address, "gemeente@veenhaven.example"`
	}
	return ""
}

func checkAddress(lines []string) string {
	if len(lines) == 0 || len(lines) > directory.MaxAddress {
		return fmt.Sprintf("where the town hall is, in 1 to %d lines", directory.MaxAddress)
	}
	for _, l := range lines {
		if why := checkLine(l); why != "" {
			return why
		}
	}
	return ""
}

var hoursPattern = regexp.MustCompile(`^([01]?[0-9]|2[0-3])\.([0-5][0-9])-([01]?[0-9]|2[0-3])\.([0-5][0-9])$`)

// closed is what somebody says of a day without hours.
const closed = "closed"

func checkHours(s string) string {
	if s != closed && !hoursPattern.MatchString(s) {
		return `"9.00-17.00" or "closed"`
	}
	return ""
}

func checkSecurity(s string) string {
	if directory.SecurityFault(s) == "" {
		return ""
	}
	return `where weaknesses are reported, "mailto:security@veenhaven.example" or an https address`
}

func checkLogin(s string, before []Person) string {
	login, err := account.ParseLogin(s)
	switch {
	case err != nil:
		return fmt.Sprintf("letters, digits and . _ @ + -, at most %d", account.MaxLoginLength)
	case login != s:
		return "in small letters, without spaces"
	case slices.ContainsFunc(before, func(p Person) bool { return p.Login == s }):
		return "somebody else has this login"
	}
	return ""
}

func checkRole(s string) string {
	if !gehoor.Role(s).Valid() {
		return "one of " + list(gehoor.Roles())
	}
	return ""
}

// checkHolders is for the logins of who receives signals about an office.
func checkHolders(logins, handlers []string) string {
	for i, l := range logins {
		if !slices.Contains(handlers, l) {
			return fmt.Sprintf("%q is nobody who handles signals here; those are %s", l, list(handlers))
		}
		if slices.Contains(logins[:i], l) {
			return fmt.Sprintf("%q is there twice", l)
		}
	}
	return ""
}

// minCustodians is two: one alone would open everything.
const minCustodians = 2

func checkThreshold(n, custodians int) string {
	switch {
	case custodians < minCustodians:
		return "at least two people must have the role custodian: one alone would open everything"
	case n < minCustodians || n > custodians:
		return fmt.Sprintf("how many custodians together recover a dossier: %d to %d", minCustodians, custodians)
	}
	return ""
}

func checkClosing(s string, before []Closing) string {
	if _, err := protocol.ParseDate(s); err != nil {
		return `a day, "2027-05-07"`
	}
	if slices.ContainsFunc(before, func(c Closing) bool { return c.On == s }) {
		return "this day is there already"
	}
	return ""
}

func checkRoot(org gehoor.OrgID, s string) string {
	if _, err := seal.ParseRoot(org, s); err != nil {
		return fmt.Sprintf("the public key that gehoor root make --org %s printed, %s+…", org, seal.RootName(org))
	}
	return ""
}

// list spells names with commas.
func list[T ~string](names []T) string {
	if len(names) == 0 {
		return "nobody yet"
	}
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	return strings.Join(all, ", ")
}
