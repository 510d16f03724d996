package directory

import "github.com/gehoor/gehoor"

// Person is the state of a person's stream.
type Person struct {
	ID        gehoor.PersonID
	Role      gehoor.Role
	Function  gehoor.Text
	Name      string
	Recipient string
	Note      string
	Gone      bool
}

// Active says whether the person works here and can be sealed to.
func (p *Person) Active() bool { return p.Role != "" && !p.Gone && p.Recipient != "" }

// Clone returns an independent copy.
func (p *Person) Clone() *Person {
	c := *p
	return &c
}

// Fold adds one event.
func (p *Person) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Joined:
		p.ID = gehoor.PersonID(e.Stream[len("person/"):])
		p.Role, p.Function, p.Name = f.Role, f.Function, f.Name
	case KeyPublished:
		p.Recipient, p.Note = f.Recipient, f.Note
	case Left:
		p.Gone = true
	default:
		return unknownOwn(e, "person")
	}
	return nil
}

// Codes of refusals about people.
const (
	// CodeJoined: the person is there already.
	CodeJoined gehoor.Code = "person.joined-before"
	// CodeRole: no such role.
	CodeRole gehoor.Code = "person.role"
	// CodeGone: the person does not work here (any more).
	CodeGone gehoor.Code = "person.gone"
)

// Join makes somebody a member of staff, with a key that the root has signed.
func (p *Person) Join(f Joined, key KeyPublished) ([]gehoor.Fact, error) {
	if p.Role != "" {
		return nil, gehoor.Refuse(CodeJoined)
	}
	if !f.Role.Valid() {
		return nil, gehoor.Refuse(CodeRole)
	}
	return []gehoor.Fact{f, key}, nil
}

// Leave ends somebody's work.
func (p *Person) Leave() ([]gehoor.Fact, error) {
	if !p.Active() {
		return nil, gehoor.Refuse(CodeGone)
	}
	return []gehoor.Fact{Left{}}, nil
}
