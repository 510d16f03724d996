package language

import (
	"cmp"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// The keys of a profile's groups.
var (
	profileShape  = keys("profile title about protocols people", "numbers apart")
	numberShape   = keys("protocol id value", "")
	staffingShape = keys("role least why", "together")
	apartShape    = keys("role from why", "")
)

// maxPeople bounds the lists of a profile: there are fewer roles than that.
const maxPeople = 50

// ParseProfile reads a profile and checks it with the protocols that there are. Every
// error is a [Faults].
func ParseProfile(data []byte, known []protocol.Definition) (protocol.Profile, error) {
	root, faults := parseTree(data)
	if len(faults) > 0 {
		return protocol.Profile{}, faults
	}
	r := &definitionReader{}
	p := r.profile(root)
	if len(r.faults) == 0 {
		r.meant(root, p.Check(known))
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
		return protocol.Profile{}, r.faults
	}
	return p, nil
}

func (r *definitionReader) profile(n *node) protocol.Profile {
	var p protocol.Profile
	if !r.object(n, "the profile", profileShape) {
		return p
	}
	p.Code = r.code(n.fields["profile"], "the profile's name")
	p.Title = r.both(n.fields["title"], "the title", maxLabel)
	p.About = r.both(n.fields["about"], "what it is about", maxTold)
	p.Protocols = each(&r.reader, n.fields["protocols"], "protocols", maxPeople, func(n *node) string { return r.code(n, "a protocol") })
	p.Numbers = each(&r.reader, n.fields["numbers"], "numbers", maxPeople, r.parameterValue)
	p.People = each(&r.reader, n.fields["people"], "people", maxPeople, r.staffing)
	p.Apart = each(&r.reader, n.fields["apart"], "roles apart", maxPeople, r.apart)
	return p
}

func (r *definitionReader) parameterValue(n *node) protocol.Number {
	var one protocol.Number
	if r.object(n, "a number", numberShape) {
		one.Protocol = r.code(n.fields["protocol"], "the protocol of a number")
		one.Parameter = r.code(n.fields["id"], "a parameter")
		one.Value = r.number(n.fields["value"], "the value of "+quote(one.Parameter))
	}
	return one
}

func (r *definitionReader) staffing(n *node) protocol.Staffing {
	var one protocol.Staffing
	if r.object(n, "somebody", staffingShape) {
		one.Role = gehoor.Role(r.code(n.fields["role"], "a role"))
		where := "role " + quote(string(one.Role))
		one.Least = r.number(n.fields["least"], "the least of "+where)
		one.Together = r.whos(n.fields["together"], "roles together of "+where)
		one.Why = r.both(n.fields["why"], "why of "+where, maxTold)
	}
	return one
}

func (r *definitionReader) apart(n *node) protocol.Apart {
	var one protocol.Apart
	if r.object(n, "roles apart", apartShape) {
		one.Role = protocol.Who(r.code(n.fields["role"], "a role that is apart"))
		one.From = r.whos(n.fields["from"], "roles from which one is apart")
		one.Why = r.both(n.fields["why"], "why roles are apart", maxTold)
	}
	return one
}

func (r *definitionReader) whos(n *node, what string) []protocol.Who {
	return each(&r.reader, n, what, maxPeople, func(n *node) protocol.Who { return protocol.Who(r.code(n, "one of the "+what)) })
}
