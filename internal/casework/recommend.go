package casework

import (
	"context"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/protocols"
)

// What we recommend to an organisation of some size: the protocols of a profile,
// adopted with one decision.

// Recommended is a profile, and what an organisation would still do for it.
type Recommended struct {
	protocol.Profile
	// Adopts are the protocols of it of which no edition is in force.
	Adopts []protocol.Definition
	// Lacks are the roles of which too few people work here now.
	Lacks []protocol.Lack
}

// Recommend says what a profile would change for an organisation; [gehoor.ErrNotFound]
// if none of that name is shipped. How many people have a role is no secret: it says
// nothing about dossiers.
func (c *Casework) Recommend(ctx context.Context, org gehoor.OrgID, profile string) (Recommended, error) {
	s, err := c.adopted.Load(ctx, org, gehoor.ProtocolStream)
	if err != nil {
		return Recommended{}, err
	}
	r, err := c.recommended(s.State, profile)
	if err != nil {
		return r, err
	}
	have := map[gehoor.Role]int{}
	for _, role := range gehoor.Roles() {
		people, err := c.deps.Lists.StaffWith(ctx, org, role)
		if err != nil {
			return r, err
		}
		have[role] = len(people)
	}
	r.Lacks = r.Profile.Lacks(have)
	return r, nil
}

// recommended is a profile with what a state lacks of its protocols.
func (c *Casework) recommended(s *adoption.State, profile string) (Recommended, error) {
	file, ok := protocols.Profile(profile)
	if !ok {
		return Recommended{}, gehoor.ErrNotFound
	}
	all := c.offered(nil)
	p, err := language.ParseProfile(file, all)
	if err != nil {
		return Recommended{}, fmt.Errorf("casework: profile %s: %w", profile, err)
	}
	r, now := Recommended{Profile: p}, s.InForce(c.deps.Protocols)
	for _, code := range p.Protocols {
		if _, in := now.Protocol(code); in {
			continue
		}
		for _, d := range all {
			if d.Code == code {
				r.Adopts = append(r.Adopts, d)
			}
		}
	}
	return r, nil
}

// AdoptProfile lets dossiers that are opened from now on follow the protocols of a
// profile beside what is in force: all that are lacking, or none. One decision stands
// behind them and behind the profile's numbers, so that each has the same gates. by and after are as with
// [Casework.AdoptProtocol].
func (c *Casework) AdoptProfile(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, profile string, gates adoption.Gates, after gehoor.Digest) error {
	return c.decideProtocols(ctx, org, by, func(s *adoption.State, in adoption.Place) ([]gehoor.Fact, error) {
		r, err := c.recommended(s, profile)
		if err != nil {
			return nil, err
		}
		var all []adoption.Proposal
		for _, d := range r.Adopts {
			file, err := c.ShippedProtocol(d.Code)
			if err != nil {
				return nil, err
			}
			all = append(all, adoption.Proposal{Definition: d, File: file, Gates: gates, After: after})
		}
		if len(all) == 0 {
			return nil, gehoor.Refuse(adoption.CodeInForce)
		}
		var numbers []adoption.Number
		for _, n := range r.Numbers {
			numbers = append(numbers, adoption.Number(n))
		}
		return s.AdoptWith(all, numbers, gates, in)
	})
}
