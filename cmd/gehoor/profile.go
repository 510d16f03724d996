package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/protocols"
)

// protocolProfile is gehoor protocol profile: how many people an organisation needs.
type protocolProfile struct {
	Name string              `arg:"" help:"Which profile: small or large."`
	Have map[gehoor.Role]int `placeholder:"ROLE=NUMBER" help:"How many people work with each role now. Then what is lacking is told: --have caseworker=2 --have external-desk=1."`
}

// Run prints the file, byte for byte, or a line for each role of which there are too
// few people. Lacking something is no failure: it is what was asked.
func (c *protocolProfile) Run(out io.Writer) error {
	if err := isProfile(c.Name); err != nil {
		return err
	}
	file, _ := protocols.Profile(c.Name)
	if len(c.Have) == 0 {
		_, err := out.Write(file)
		return err
	}
	for role, n := range c.Have {
		if !role.Valid() || n < 0 {
			return fmt.Errorf("--have %s=%d: write a role, and how many people there are", role, n)
		}
	}
	_, err := io.WriteString(out, lacking(shipped.Profile(c.Name, casework.Vocabulary()), c.Have))
	return err
}

// lacking says what there is too little of.
func lacking(p protocol.Profile, have map[gehoor.Role]int) string {
	lacks := p.Lacks(have)
	if len(lacks) == 0 {
		return "nothing is lacking for the profile " + p.Code + "\n"
	}
	var b strings.Builder
	for _, l := range lacks {
		fmt.Fprintf(&b, "%s: %d of %d. %s", l.Role, l.Have, l.Least, l.Why.EN)
		switch {
		case l.Desk:
			b.WriteString(" Until then the external desk does it.")
		case l.Role == gehoor.RoleExternal:
			b.WriteString(" Without it you cannot begin.")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// isProfile refuses a name of which no profile is shipped.
func isProfile(name string) error {
	if _, ok := protocols.Profile(name); !ok {
		return fmt.Errorf("no profile %q is shipped: name one of %s", name, strings.Join(protocols.Profiles(), ", "))
	}
	return nil
}

// gaps says what protocols lack for a profile, a line for each thing.
func gaps(p protocol.Profile, g protocol.Gaps) string {
	if g.IsZero() {
		return "these protocols have all that the profile " + p.Code + " names\n"
	}
	var b strings.Builder
	for _, code := range g.Protocols {
		fmt.Fprintf(&b, "profile %s has %s too, which is not among these: gehoor protocol export %s\n", p.Code, code, code)
	}
	for _, n := range g.Numbers {
		fmt.Fprintf(&b, "profile %s has %d for %s of %s (%s), and the protocol proposes %d: set it once it is adopted\n", p.Code, n.Value, n.Parameter, n.Protocol, n.Label.EN, n.Now)
	}
	for _, r := range g.Alone {
		fmt.Fprintf(&b, "profile %s has nobody for %s of %s (%s) but the external desk\n", p.Code, r.Code, r.Protocol, r.Label.EN)
	}
	return b.String()
}
