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
	file, ok := protocols.Profile(c.Name)
	if !ok {
		return fmt.Errorf("no profile %q is shipped: name one of %s", c.Name, strings.Join(protocols.Profiles(), ", "))
	}
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
