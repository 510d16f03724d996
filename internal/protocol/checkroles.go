package protocol

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
)

// Limits of what stands beside the steps.
const (
	maxRoles      = 40
	maxParameters = 40
	maxCards      = 40
	maxLines      = 20
)

// lastResort is the role that no chain does without: an organisation that has nobody
// else has an external desk, or takes no signals.
const lastResort = gehoor.RoleExternal

func (c *checker) roles() {
	if len(c.def.Roles) > maxRoles {
		c.fail("roles", fmt.Sprintf("there are %d roles", len(c.def.Roles)), fmt.Sprintf("have at most %d", maxRoles))
	}
	for i, r := range c.def.Roles {
		at := fmt.Sprintf("roles[%d]", i)
		same := func(o Role) bool { return o.Code == r.Code }
		// Who acts for somebody at the top is for the protocol to say.
		if role, ours := r.Code.Role(); ours && !role.IsTold() || r.Code == OtherHolder || r.Code == ActingHolder || !codePattern.MatchString(string(r.Code)) || slices.ContainsFunc(c.def.Roles[:i], same) {
			c.fail(at+".id", fmt.Sprintf("%q cannot name a role of this protocol", r.Code), "take another name: "+codeMend)
		}
		if !complete(r.Label) {
			c.fail(at+".label", "the role has no label", "write it in Dutch and English")
		}
		for j, acts := range r.Chain {
			if !acts.Valid() {
				c.fail(fmt.Sprintf("%s.chain[%d]", at, j), fmt.Sprintf("nobody has the role %q in the program", acts), "write "+programRoles())
			}
		}
		if !slices.Contains(r.Chain, lastResort) {
			c.fail(at+".chain", "the chain can run empty", "let it end with "+string(lastResort))
		}
	}
}

func (c *checker) isRole(w Who) bool {
	_, ours := w.Role()
	_, own := c.def.Role(w)
	return ours || own
}

func programRoles() string {
	var names []string
	for _, r := range gehoor.Roles() {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// knownRoles are the roles that the definition can name.
func (c *checker) knownRoles() string {
	names := []string{programRoles()}
	for _, r := range c.def.Roles {
		names = append(names, string(r.Code))
	}
	return strings.Join(names, ", ")
}

func (c *checker) parameters() {
	if len(c.def.Parameters) > maxParameters {
		c.fail("parameters", fmt.Sprintf("there are %d parameters", len(c.def.Parameters)), fmt.Sprintf("have at most %d", maxParameters))
	}
	for i, p := range c.def.Parameters {
		at := fmt.Sprintf("parameters[%d]", i)
		if !codePattern.MatchString(p.Name) || slices.ContainsFunc(c.def.Parameters[:i], func(o Parameter) bool { return o.Name == p.Name }) {
			c.fail(at+".id", fmt.Sprintf("%q cannot name a parameter", p.Name), "take another name: "+codeMend)
		}
		if !complete(p.Label) {
			c.fail(at+".label", "the parameter has no label", "write it in Dutch and English")
		}
		if p.Least > p.Default || p.Default > p.Most {
			c.fail(at+".default", fmt.Sprintf("%d does not lie between %d and %d", p.Default, p.Least, p.Most), "let the default lie between least and most")
		}
	}
}

func (c *checker) cards() {
	if len(c.def.Cards) > maxCards {
		c.fail("cards", fmt.Sprintf("there are %d cards", len(c.def.Cards)), fmt.Sprintf("have at most %d", maxCards))
	}
	for i, card := range c.def.Cards {
		at := fmt.Sprintf("cards[%d]", i)
		if !codePattern.MatchString(card.Code) || slices.ContainsFunc(c.def.Cards[:i], func(o Card) bool { return o.Code == card.Code }) {
			c.fail(at+".id", fmt.Sprintf("%q cannot name a card", card.Code), "take another name: "+codeMend)
		}
		if !complete(card.Title) {
			c.fail(at+".title", "the card has no title", "write it in Dutch and English")
		}
		if n := len(card.Do); n == 0 || n > maxLines || len(card.Dont) > maxLines {
			c.fail(at+".do", fmt.Sprintf("the card has %d lines", n), fmt.Sprintf("write 1 to %d", maxLines))
		}
		for _, line := range slices.Concat(card.Do, card.Dont) {
			if !complete(line) {
				c.fail(at, "a line of the card is missing in one language", "write it in Dutch and English")
				break
			}
		}
	}
}
