package register

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// MaxWitnesses is how many witnesses a policy may name, and how many groups: as
// many as C2SP tlog-policy advises ("Implementation limits").
const MaxWitnesses = 32

// MaxPolicyBytes bounds a policy: its lines, with room for comments.
const MaxPolicyBytes = 64 << 10

// Policy says which witnesses are asked, and when their cosignatures are enough
// (C2SP tlog-policy). The zero Policy has no witnesses and asks for none.
type Policy struct {
	witnesses []PolicyWitness
	quorum    *group
}

// PolicyWitness is a witness of a policy.
type PolicyWitness struct {
	// Name is what the policy calls it; it has no meaning elsewhere.
	Name string
	Key  *Witness
	// URL is the submission prefix of C2SP tlog-witness, without a slash at its
	// end; empty if the policy gives none.
	URL string
}

// group is met when at least k of its members are. A witness is a group without
// members.
type group struct {
	witness *Witness // of a single one
	k       int
	members []*group
}

// ParsePolicy reads a policy file. Its log lines are checked and left out: which
// log it is about is known here from elsewhere. The error says what is wrong in
// which line, and repeats no more than its number.
func ParsePolicy(data []byte) (*Policy, error) {
	if len(data) > MaxPolicyBytes {
		return nil, fmt.Errorf("register: policy: %w: longer than %d bytes", ErrMalformed, MaxPolicyBytes)
	}
	p := policyParser{names: map[string]*group{"none": {}}, used: map[string]bool{}, keys: map[string]bool{}}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("register: policy: line %d: %w: %w", n, ErrMalformed, err)
		}
	}
	if p.policy.quorum == nil {
		return nil, fmt.Errorf("register: policy: %w: it has no quorum line", ErrMalformed)
	}
	return &p.policy, nil
}

// AtLeast is the policy that k of these witnesses must have cosigned. Each is
// counted once, and k is from 0 to their number.
func AtLeast(k int, witnesses ...*Witness) (*Policy, error) {
	all := &group{k: k}
	p := &Policy{quorum: all}
	keys := make(map[string]bool)
	for _, w := range witnesses {
		if keys[string(w.key)] {
			return nil, fmt.Errorf("register: policy: %w: the key of %s is there twice", ErrMalformed, w.name)
		}
		keys[string(w.key)] = true
		p.witnesses = append(p.witnesses, PolicyWitness{Name: w.name, Key: w})
		all.members = append(all.members, &group{witness: w})
	}
	if k < 0 || k > len(witnesses) || len(witnesses) > MaxWitnesses {
		return nil, fmt.Errorf("register: policy: %w: %d of %d witnesses", ErrMalformed, k, len(witnesses))
	}
	return p, nil
}

// policyParser is a policy that is being read.
type policyParser struct {
	policy Policy
	groups int
	names  map[string]*group
	used   map[string]bool // names that are a member already
	keys   map[string]bool // public keys of witnesses and logs
}

func (p *policyParser) line(line string) error {
	text, ended := strings.CutSuffix(line, "\n")
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return errPolicy("a control character")
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' })
	if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
		return nil
	}
	if !ended {
		return errPolicy("its end is missing")
	}
	switch kind, rest := fields[0], fields[1:]; {
	case kind == "log" && (len(rest) == 1 || len(rest) == 2):
		return p.log(rest)
	case kind == "witness" && (len(rest) == 2 || len(rest) == 3):
		return p.witness(rest)
	case kind == "group" && len(rest) >= 3:
		return p.group(rest)
	case kind == "quorum" && len(rest) == 1:
		return p.quorum(rest[0])
	}
	return errPolicy("no line of a policy")
}

// errPolicy is what is wrong with a line.
type errPolicy string

func (e errPolicy) Error() string { return string(e) }

func (p *policyParser) log(rest []string) error {
	if _, err := ParseVerifier(rest[0]); err != nil {
		return errPolicy("the log's key cannot be read")
	}
	_, b64, _ := strings.Cut(rest[0], "+")
	_, b64, _ = strings.Cut(b64, "+")
	if p.keys["log "+b64] {
		return errPolicy("this log is there already")
	}
	p.keys["log "+b64] = true
	return nil
}

func (p *policyParser) witness(rest []string) error {
	key, err := ParseWitness(rest[1])
	if err != nil {
		return errPolicy("the witness's key cannot be read: it is name+hash+base64, of type cosignature/v1")
	}
	w := PolicyWitness{Name: rest[0], Key: key}
	if len(rest) == 3 {
		if w.URL, err = parsePrefix(rest[2]); err != nil {
			return err
		}
	}
	switch {
	case p.names[w.Name] != nil:
		return errPolicy("this name is there already")
	case p.keys[string(key.key)]:
		return errPolicy("this witness is there already")
	case len(p.policy.witnesses) == MaxWitnesses:
		return errPolicy("too many witnesses")
	}
	p.keys[string(key.key)] = true
	p.names[w.Name] = &group{witness: key}
	p.policy.witnesses = append(p.policy.witnesses, w)
	return nil
}

// parsePrefix reads the address of a witness, before /add-checkpoint.
func parsePrefix(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", errPolicy("the address is no http or https address")
	}
	return strings.TrimRight(s, "/"), nil
}

func (p *policyParser) group(rest []string) error {
	name, members := rest[0], rest[2:]
	if p.names[name] != nil {
		return errPolicy("this name is there already")
	}
	if p.groups++; p.groups > MaxWitnesses {
		return errPolicy("too many groups")
	}
	g := &group{}
	for _, m := range members {
		one := p.names[m]
		if one == nil || m == "none" {
			return errPolicy("a member that no line before names")
		}
		if p.used[m] {
			return errPolicy("a member that is in a group already")
		}
		p.used[m] = true
		g.members = append(g.members, one)
	}
	switch rest[1] {
	case "all":
		g.k = len(members)
	case "any":
		g.k = 1
	default:
		k, err := strconv.Atoi(rest[1])
		if err != nil || k < 1 || k > len(members) || strconv.Itoa(k) != rest[1] {
			return errPolicy("the number is not from 1 to the number of members")
		}
		g.k = k
	}
	p.names[name] = g
	return nil
}

func (p *policyParser) quorum(name string) error {
	switch {
	case p.policy.quorum != nil:
		return errPolicy("a second quorum")
	case p.names[name] == nil:
		return errPolicy("a quorum that no line before names")
	}
	p.policy.quorum = p.names[name]
	return nil
}

// Witnesses are all witnesses of the policy, in its order.
func (p *Policy) Witnesses() []PolicyWitness {
	if p == nil {
		return nil
	}
	return slices.Clone(p.witnesses)
}

// Keys are the keys of all witnesses, in the policy's order.
func (p *Policy) Keys() []*Witness {
	var keys []*Witness
	for _, w := range p.Witnesses() {
		keys = append(keys, w.Key)
	}
	return keys
}

// Enough says whether these cosignatures are.
func (p *Policy) Enough(have []Cosignature) bool {
	return p == nil || p.quorum.met(have)
}

// Least is the smallest number of cosignatures that can be enough.
func (p *Policy) Least() int {
	if p == nil {
		return 0
	}
	return p.quorum.least()
}

func (g *group) met(have []Cosignature) bool {
	if g == nil {
		return true
	}
	if g.witness != nil {
		return slices.ContainsFunc(have, func(c Cosignature) bool { return c.Witness.public == g.witness.public })
	}
	met := 0
	for _, m := range g.members {
		if m.met(have) {
			met++
		}
	}
	return met >= g.k
}

func (g *group) least() int {
	if g == nil {
		return 0
	}
	if g.witness != nil {
		return 1
	}
	counts := make([]int, len(g.members))
	for i, m := range g.members {
		counts[i] = m.least()
	}
	slices.Sort(counts)
	sum := 0
	for _, n := range counts[:g.k] {
		sum += n
	}
	return sum
}
