package founding

import (
	"net/url"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/register"
)

// Made is a plan turned into what is written down.
type Made struct {
	Org      gehoor.OrgID
	Founding casework.Founding
	// IDs says who is meant by a login, Codes with which code they are invited.
	IDs   map[string]gehoor.PersonID
	Codes map[string]string
	// Addresses are where people get mail.
	Addresses []notify.Address
	Closings  protocol.Closings
}

// Make draws an ID and an invitation for everybody. The plan was checked, and has
// its root; log is the public half of the log's key, endsAt when the invitations
// end.
func (p *Plan) Make(log string, endsAt time.Time, random func([]byte)) Made {
	m := Made{Org: gehoor.OrgID(p.Organisation), IDs: map[string]gehoor.PersonID{}, Codes: map[string]string{}}
	m.Founding.Founded = directory.Founded{Name: p.Name, Root: p.Root, Log: log, Threshold: p.Threshold, Phone: p.Phone}
	for _, one := range p.People {
		n, address, code := one.Newcomer(m.Org, endsAt, random)
		m.IDs[one.Login], m.Codes[one.Login] = n.ID, code
		m.Founding.People = append(m.Founding.People, n)
		if address.Mail != "" {
			m.Addresses = append(m.Addresses, address)
		}
	}
	m.Founding.Custodians = m.ids(p.with(gehoor.RoleCustodian))
	m.Founding.Holders = map[gehoor.Office][]gehoor.PersonID{gehoor.OfficeExternalDesk: m.ids(p.with(gehoor.RoleExternal))}
	for o, logins := range p.Offices {
		m.Founding.Holders[o] = m.ids(logins)
	}
	m.Closings.Org = m.Org
	for _, c := range p.Closings {
		on, _ := protocol.ParseDate(c.On) // it was checked
		m.Closings.Days = append(m.Closings.Days, protocol.Closing{On: on, Why: c.Why})
	}
	return m
}

// Newcomer draws an ID and an invitation for somebody who was checked. The address
// is empty if they want no mail.
func (p Person) Newcomer(org gehoor.OrgID, endsAt time.Time, random func([]byte)) (casework.Newcomer, notify.Address, string) {
	var b [16]byte
	random(b[:])
	id := gehoor.NewID[gehoor.PersonID](b)
	i := account.Invitation{Org: org, Person: id, Name: p.Login, EndsAt: gehoor.Moment(endsAt)}
	code, secret := account.NewInvitation(random)
	i.Secret = secret
	joined := directory.Joined{Role: p.Role, Function: p.Function, Name: p.Name}
	return casework.Newcomer{ID: id, Joined: joined, Invitation: &i},
		notify.Address{Org: org, Person: id, Mail: p.Mail, Lang: orDutch(p.Language)}, code
}

func (m Made) ids(logins []string) []gehoor.PersonID {
	var all []gehoor.PersonID
	for _, l := range logins {
		all = append(all, m.IDs[l])
	}
	return all
}

func orDutch(l gehoor.Language) gehoor.Language {
	if l == "" {
		return gehoor.Dutch
	}
	return l
}

// Origin names the organisation's log: the address at which it is served. The plan
// was checked.
func (p *Plan) Origin() register.Origin {
	o, _ := origin(p.Site)
	return o
}

// origin is a site's host and port and the path of its log.
func origin(site string) (register.Origin, error) {
	u, err := url.Parse(site)
	if err != nil {
		return "", err
	}
	return register.ParseOrigin(strings.ToLower(u.Host) + "/log")
}

// Thin lists the offices about which fewer than two people could read a signal,
// also with the external desk, when everybody has a key.
func (p *Plan) Thin() []gehoor.Office {
	var thin []gehoor.Office
	desk := len(p.with(gehoor.RoleExternal))
	for _, o := range gehoor.Offices() {
		if n := len(p.Offices[o]); n < directory.MinHolders && n+desk < directory.MinHolders {
			thin = append(thin, o)
		}
	}
	return thin
}
