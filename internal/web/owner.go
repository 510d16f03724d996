package web

import (
	"context"
	"errors"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// said is what the organisation says of itself, as pages need it.
type said struct {
	owner    layout.Organisation
	security string
	domains  []string
}

// saidWithin bounds how long a page waits to hear whether the organisation says
// something else than before. A page that only tells is shown while storage is away.
const saidWithin = 2 * time.Second

// says is what the organisation says of itself now, on every node the same: it is in
// the organisation's stream. Until it was said there, and while storage cannot be
// reached before anything was read, it is what the configuration has.
func (s *Site) says(ctx context.Context) said {
	ctx, cancel := context.WithTimeout(ctx, saidWithin)
	defer cancel()
	o, err := s.cases.Organisation(ctx, s.cfg.Org)
	if err == nil {
		now := s.cfg.saying(o)
		s.last.Store(&now)
		return now
	}
	if !errors.Is(err, gehoor.ErrNotFound) && ctx.Err() == nil {
		s.cfg.Log.Warn("what the organisation says of itself is as it was", "error", err)
	}
	return s.said()
}

// said is what says answered last.
func (s *Site) said() said {
	if last := s.last.Load(); last != nil {
		return *last
	}
	return s.cfg.saying(&directory.Organisation{})
}

// saying is what an organisation says of itself on top of the configuration.
func (c Config) saying(o *directory.Organisation) said {
	now := said{owner: c.Owner, security: c.SecurityContact, domains: c.OwnDomains}
	own, d := o.PageTexts().Own(), o.Description()
	now.owner.Own = own
	if d.Seq == 0 {
		return now
	}
	now.owner = ownerOf(c.Owner, d.Described)
	now.owner.Own = own
	now.domains = d.OwnDomains()
	if d.Security != "" {
		now.security = d.Security
	}
	return now
}

// ownerOf is what pages say after a description. Whether it is a trial is no part of
// that: it is chosen where the program is started.
func ownerOf(before layout.Organisation, d directory.Described) layout.Organisation {
	o := layout.Organisation{
		ID: before.ID, Trial: before.Trial, Name: d.Name, Phone: d.Phone, Mail: d.Mail, Address: d.Address,
		Plain: layout.PlainOff, Desk: layout.Desk(d.Desk),
	}
	if d.Plain != "" {
		o.Plain = layout.Plain(d.Plain)
	}
	for _, one := range d.Hours {
		o.Hours = append(o.Hours, layout.Opening(one))
	}
	return o
}
