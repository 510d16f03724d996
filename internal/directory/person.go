package directory

import (
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// Person is the state of a person's stream.
type Person struct {
	ID        gehoor.PersonID
	Role      gehoor.Role
	Function  gehoor.Text
	Name      string
	Recipient string
	Note      string
	// KeyAt is when the present key was published; zero before the first.
	KeyAt time.Time
	// Offered is a key that waits for the root's signature; "" if none does.
	Offered string
	// Signer is the key with which the person signs, and OfferedSigner that which waits with
	// Offered; "" if there is none.
	Signer, OfferedSigner string
	// Notes are all notes of the root about the person's keys, oldest first: what they signed
	// stays theirs after a new key.
	Notes []string
	// Lapsed is a key that counted until the root that signed it was replaced; "" for
	// everybody else. It still opens what was sealed to it.
	Lapsed string
	// Absence is the last time that they were away, which may be now.
	Absence Absence
	// Help is the last time that they asked to be called, which may last.
	Help Help
	// Cards are the step cards that they read, by digest.
	Cards map[string]Read
	Gone  bool
}

// Active says whether the person works here and can be sealed to.
func (p *Person) Active() bool { return p.Here() && p.Recipient != "" }

// AtDesk says whether the person works here and may have anything to do with a
// dossier. Somebody who may not is told that there is none.
func (p *Person) AtDesk() bool {
	return p.Active() && (p.Role.Handles() || p.Role == gehoor.RoleCustodian)
}

// OnlyEnters says whether the person works here and has to do with signals in one
// way: they enter what was told to them, and see nothing of it afterwards.
func (p *Person) OnlyEnters() bool { return p.Active() && p.Role.Enters() && !p.Role.Handles() }

// Advises says whether the person works here as a confidential adviser, who has notes of
// their own.
func (p *Person) Advises() bool { return p.Active() && p.Role == gehoor.RoleAdviser }

// Heads says whether the person works here and leads the bureau.
func (p *Person) Heads() bool { return p.Active() && p.Role == gehoor.RoleHead }

// IsTold says whether the person works here at the top, and is told of signals.
func (p *Person) IsTold() bool { return p.Active() && p.Role.IsTold() }

// Administers says whether the person works here as an administrator.
func (p *Person) Administers() bool { return p.Active() && p.Role == gehoor.RoleAdministrator }

// ReadsChart says whether the person reads the names of the organisation chart: whoever
// handles, because they say who is concerned, and administrators, who bring them.
func (p *Person) ReadsChart() bool {
	return p.Active() && (p.Role.Handles() || p.Role == gehoor.RoleAdministrator)
}

// MayHold says whether the person may receive signals about an office: people of the
// external desk at that desk, people of the bureau everywhere else.
func (p *Person) MayHold(o gehoor.Office) bool {
	outside := p.Role == gehoor.RoleExternal
	return p.Here() && p.Role.Handles() && outside == (o == gehoor.OfficeExternalDesk)
}

// Here says whether the person belongs to the organisation, with a key or not yet.
func (p *Person) Here() bool { return p.Role != "" && !p.Gone }

// Clone returns an independent copy.
func (p *Person) Clone() *Person {
	c := *p
	c.Cards = maps.Clone(p.Cards)
	return &c
}

// Fold adds one event.
func (p *Person) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Joined:
		p.ID = gehoor.PersonID(e.Stream[len("person/"):])
		p.Role, p.Function, p.Name = f.Role, f.Function, f.Name
	case MailChanged, MailDropped:
		// Where somebody gets mail, and what waits there, are rows of notify.
	case Invited:
		// Who may use it is a row of account.
	case KeyOffered:
		p.Offered, p.OfferedSigner = f.Recipient, f.Signer
	case KeyPublished:
		p.publish(f, e.At)
	case KeyLapsed:
		p.Offered, p.OfferedSigner, p.Lapsed = p.Recipient, p.Signer, p.Recipient
		p.Recipient, p.Signer, p.Note = "", "", ""
	case Absent:
		p.declared(e, f)
	case Returned:
		p.Absence.EndedAt, p.Absence.EndedBy = e.At, e.Actor
	case HelpAsked, HelpLate, HelpGiven, HelpDropped:
		p.helped(e, f)
	case CardRead:
		p.learned(f, e.At)
	case Left:
		p.Gone = true
	default:
		return unknownOwn(e, "person")
	}
	return nil
}

// publish takes over a key. One that is only signed anew is no new key: what was sealed
// to it before still opens, and another one that waits goes on waiting.
func (p *Person) publish(f KeyPublished, at time.Time) {
	if f.Recipient == p.Offered {
		p.Offered, p.OfferedSigner = "", ""
	}
	p.Notes = append(slices.Clip(p.Notes), f.Note)
	if f.Recipient != p.Recipient && f.Recipient != p.Lapsed {
		p.KeyAt = at
	}
	p.Recipient, p.Signer, p.Note, p.Lapsed = f.Recipient, f.Signer, f.Note, ""
}

// Codes of refusals about people.
const (
	// CodeJoined: the person is there already.
	CodeJoined gehoor.Code = "person.joined-before"
	// CodeRole: no such role.
	CodeRole gehoor.Code = "person.role"
	// CodeGone: the person does not work here (any more).
	CodeGone gehoor.Code = "person.gone"
	// CodeOtherKey: the key that was signed is not the one that the person made.
	CodeOtherKey gehoor.Code = "person.other-key"
)

// Join makes somebody a member of staff. key is one that the root has signed, or
// empty for somebody who is still to make one.
func (p *Person) Join(f Joined, key KeyPublished) ([]gehoor.Fact, error) {
	if p.Role != "" {
		return nil, gehoor.Refuse(CodeJoined)
	}
	if !f.Role.Valid() {
		return nil, gehoor.Refuse(CodeRole)
	}
	if key == (KeyPublished{}) {
		return []gehoor.Fact{f}, nil
	}
	return []gehoor.Fact{f, key}, nil
}

// Invite lets the person make a key, the first or a new one.
func (p *Person) Invite(endsAt time.Time) ([]gehoor.Fact, error) {
	if !p.Here() {
		return nil, gehoor.Refuse(CodeGone)
	}
	return []gehoor.Fact{Invited{EndsAt: endsAt}}, nil
}

// Offer brings a key that the person made. Somebody who had one, and lost it,
// brings a new one; until it is signed others seal to the old one.
func (p *Person) Offer(key KeyOffered) ([]gehoor.Fact, error) {
	if !p.Here() {
		return nil, gehoor.Refuse(CodeGone)
	}
	return []gehoor.Fact{key}, nil
}

// Publish gives the person the key that was offered, now that the root has signed
// it. Whether the note is good was looked at before.
func (p *Person) Publish(key KeyPublished) ([]gehoor.Fact, error) {
	switch {
	case !p.Here():
		return nil, gehoor.Refuse(CodeGone)
	case key == KeyPublished{Recipient: p.Recipient, Signer: p.Signer, Note: p.Note}:
		return nil, nil // published before
	case p.Recipient != "" && key.Recipient == p.Recipient && key.Signer == p.Signer:
		return []gehoor.Fact{key}, nil // signed by the next root too
	case p.Offered == "" || key.Recipient != p.Offered || key.Signer != p.OfferedSigner:
		return nil, gehoor.Refuse(CodeOtherKey)
	}
	return []gehoor.Fact{key}, nil
}

// Lapse ends that a key counts, because only a root signed it that is not trusted any
// more. The key waits for the root's signature, as a new one does; what it opens it
// still opens.
func (p *Person) Lapse() []gehoor.Fact {
	if p.Recipient == "" {
		return nil
	}
	return []gehoor.Fact{KeyLapsed{}}
}

// ChangeMail states that the person gets mail elsewhere from now on, or none. Who left
// can only get none.
func (p *Person) ChangeMail(mails bool) ([]gehoor.Fact, error) {
	if !p.Here() && (mails || p.Role == "") {
		return nil, gehoor.Refuse(CodeGone)
	}
	return []gehoor.Fact{MailChanged{Mails: mails}}, nil
}

// DropMail states that what could not be delivered to the person was given up. Somebody
// who left may have such mail too.
func (p *Person) DropMail() ([]gehoor.Fact, error) {
	if p.Role == "" {
		return nil, gehoor.ErrNotFound
	}
	return []gehoor.Fact{MailDropped{}}, nil
}

// Leave ends somebody's work, whether they had a key or not yet.
func (p *Person) Leave() ([]gehoor.Fact, error) {
	if !p.Here() {
		return nil, gehoor.Refuse(CodeGone)
	}
	return []gehoor.Fact{Left{}}, nil
}
