package protocol

import (
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
)

// Profile says how an organisation of some size works with the protocols: which it
// adopts, with which numbers, how many people it needs, and who may be what at the same
// time (protocols.md §0.11). It is advice to adopt by: nothing reads it while a dossier
// is handled. [Profile.Lacks] says what an organisation lacks for it.
type Profile struct {
	Code  string
	Title gehoor.Text
	// About says for whom it is.
	About gehoor.Text
	// Protocols are adopted, by their codes.
	Protocols []string
	// Numbers are parameters that are not as the protocol proposes.
	Numbers []Number
	People  []Staffing
	// Apart are roles that nobody has together.
	Apart []Apart
}

// Number is the value of a protocol's parameter.
type Number struct {
	Protocol, Parameter string
	Value               int
}

// Staffing is how many people of a role of the program there are at least.
type Staffing struct {
	Role  gehoor.Role
	Least int
	// Together are the roles of the protocols that one of them may have at once.
	Together []Who
	// Why there must be so many, or what this person does.
	Why gehoor.Text
}

// Apart is a role that nobody has together with any of some others, and why.
type Apart struct {
	Role Who
	From []Who
	Why  gehoor.Text
}

// Lack is a role of which there are too few people.
type Lack struct {
	Staffing
	Have int
	// Desk: until there are more, the external desk does it. Else nobody does.
	Desk bool
}

// Lacks says of which roles there are too few people, in the order of the profile. have
// is how many people work with each role now; what is not in it is nobody.
//
// Intake never stops for it: where one who handles is missing, the external desk acts.
// Nothing stands in for the external desk, nor for who keeps the shares of keys.
func (p Profile) Lacks(have map[gehoor.Role]int) []Lack {
	var all []Lack
	for _, s := range p.People {
		if n := have[s.Role]; n < s.Least {
			all = append(all, Lack{
				Staffing: s, Have: n,
				Desk: s.Role.Handles() && s.Role != lastResort && have[lastResort] > 0,
			})
		}
	}
	return all
}

// Gaps are what a set of protocols lacks for a profile, or the profile for the set.
type Gaps struct {
	// Protocols of the profile are not in the set.
	Protocols []string
	// Numbers of the profile are others in the organisation.
	Numbers []NumberGap
	// Alone are roles of the set for which the profile has nobody but the external desk.
	Alone []RoleGap
}

// NumberGap is a number that is not as a profile advises.
type NumberGap struct {
	Number
	Label gehoor.Text
	// Now is what it is.
	Now int
}

// RoleGap is a role of a protocol.
type RoleGap struct {
	Protocol string
	Role
}

// Gaps compares the profile with the protocols that an organisation follows or means
// to, with its numbers in s. It is advice, as the profile is.
func (p Profile) Gaps(set Set, s Setting) Gaps {
	var g Gaps
	for _, code := range p.Protocols {
		if _, ok := set.Protocol(code); !ok {
			g.Protocols = append(g.Protocols, code)
		}
	}
	for _, d := range set {
		for _, param := range d.Parameters {
			now := s.Number(d.Code, param)
			if want := p.number(d.Code, param); want != now {
				g.Numbers = append(g.Numbers, NumberGap{Number{d.Code, param.Name, want}, param.Label, now})
			}
		}
		for _, r := range d.Roles {
			if !slices.ContainsFunc(r.Chain, func(one gehoor.Role) bool { return one != lastResort && p.has(one) }) {
				g.Alone = append(g.Alone, RoleGap{d.Code, r})
			}
		}
	}
	return g
}

// IsZero says whether nothing is lacking.
func (g Gaps) IsZero() bool { return len(g.Protocols)+len(g.Numbers)+len(g.Alone) == 0 }

// number is what the profile advises, which is what the protocol proposes if it says
// nothing, or what does not fit.
func (p Profile) number(code string, param Parameter) int {
	for _, n := range p.Numbers {
		if n.Protocol == code && n.Parameter == param.Name && n.Value >= param.Least && n.Value <= param.Most {
			return n.Value
		}
	}
	return param.Default
}

func (p Profile) has(r gehoor.Role) bool {
	return slices.ContainsFunc(p.People, func(s Staffing) bool { return s.Role == r })
}

// Check says what is wrong with a profile for the protocols that there are.
func (p Profile) Check(known []Definition) Problems {
	c := &profileChecker{profile: p, known: known}
	c.protocols()
	c.people()
	c.apart()
	return c.problems
}

type profileChecker struct {
	checker
	profile Profile
	known   []Definition
}

func (c *profileChecker) protocol(code string) (Definition, bool) {
	i := slices.IndexFunc(c.known, func(d Definition) bool { return d.Code == code })
	if i < 0 {
		return Definition{}, false
	}
	return c.known[i], true
}

func (c *profileChecker) protocols() {
	for i, code := range c.profile.Protocols {
		if _, ok := c.protocol(code); !ok {
			c.fail(index("protocols", i), "there is no protocol "+quoted(code), "name one that is shipped")
		} else if slices.Contains(c.profile.Protocols[:i], code) {
			c.fail(index("protocols", i), quoted(code)+" stands here twice", "remove one")
		}
	}
	for i, n := range c.profile.Numbers {
		d, _ := c.protocol(n.Protocol)
		at := slices.IndexFunc(d.Parameters, func(p Parameter) bool { return p.Name == n.Parameter })
		switch {
		case !slices.Contains(c.profile.Protocols, n.Protocol) || at < 0:
			c.fail(index("numbers", i), quoted(n.Protocol)+" has no number "+quoted(n.Parameter), "name a parameter of a protocol of this profile")
		case n.Value < d.Parameters[at].Least || n.Value > d.Parameters[at].Most:
			c.fail(index("numbers", i)+".value", "the number lies outside its bounds", "stay within the least and the most of the parameter")
		}
	}
}

func (c *profileChecker) people() {
	for i, s := range c.profile.People {
		if !s.Role.Valid() {
			c.fail(index("people", i)+".role", "nobody has the role "+quoted(string(s.Role))+" in the program", "write "+programRoles())
		}
		if slices.ContainsFunc(c.profile.People[:i], func(o Staffing) bool { return o.Role == s.Role }) {
			c.fail(index("people", i)+".role", "the role "+quoted(string(s.Role))+" stands here twice", "count its people once")
		}
		if s.Least < 1 {
			c.fail(index("people", i)+".least", "nobody is needed", "write 1 or more, or leave the role out")
		}
		for j, w := range s.Together {
			if !slices.Contains(c.chain(w), s.Role) {
				c.fail(index(index("people", i)+".together", j), quoted(string(s.Role))+" never acts for "+quoted(string(w)), "name a role whose chain has it")
			}
		}
	}
	if !slices.ContainsFunc(c.profile.People, func(s Staffing) bool { return s.Role == lastResort }) {
		c.fail("people", "nobody receives when everybody else is away or has an interest", "have people of the external desk")
	}
}

// chain are all roles of the program that act for a role of the profile's protocols.
func (c *profileChecker) chain(w Who) []gehoor.Role {
	var all []gehoor.Role
	for _, code := range c.profile.Protocols {
		d, _ := c.protocol(code)
		all = append(all, d.Chain(w)...)
	}
	return all
}

func (c *profileChecker) apart() {
	for i, a := range c.profile.Apart {
		at := index("apart", i)
		if len(a.From) == 0 {
			c.fail(at+".from", "it is apart from nothing", "name one role or more")
		}
		c.isThere(at+".role", a.Role)
		for j, w := range a.From {
			c.isThere(index(at+".from", j), w)
			if slices.ContainsFunc(c.profile.People, func(s Staffing) bool {
				return slices.Contains(s.Together, a.Role) && slices.Contains(s.Together, w)
			}) {
				c.fail(index(at+".from", j), quoted(string(a.Role))+" and "+quoted(string(w))+" may be one person above, and are apart here", "decide which")
			}
		}
	}
}

func (c *profileChecker) isThere(at string, w Who) {
	if len(c.chain(w)) == 0 {
		c.fail(at, "there is no role "+quoted(string(w)), "name a role of the program, or of a protocol of this profile")
	}
}

func index(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
