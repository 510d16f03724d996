package chart

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Place is where one person stands in the organisation.
type Place struct {
	Person gehoor.PersonID `json:"person"`
	// Line is whom the person works under; "" at the head of a line, and for
	// office-holders.
	Line gehoor.PersonID `json:"line,omitempty"`
	// StandIn is who acts for the person; "" if nobody does.
	StandIn gehoor.PersonID `json:"stand_in,omitempty"`
	// Account is the person's account in Gehoor; "" if they have none.
	Account gehoor.PersonID `json:"account,omitempty"`
	// Posts are the offices that the person holds, held or will hold.
	Posts []Post `json:"posts,omitempty"`
}

// Post is an office that somebody holds for a time.
type Post struct {
	Office gehoor.Office `json:"office"`
	// Party is that of an office-holder; "" without one.
	Party string `json:"party,omitempty"`
	// From and Until are the first and the last day; zero if that is not known.
	From  protocol.Date `json:"from,omitzero"`
	Until protocol.Date `json:"until,omitzero"`
}

// Key is the key of the names, sealed to one reader.
type Key struct {
	Person  gehoor.PersonID  `json:"person"`
	Content gehoor.ContentID `json:"content"`
}

// Imported begins a new edition of the chart: its names, and who can read them. The
// facts [Placed] and [Departed] of the same moment say what changed.
type Imported struct {
	// Recipient is what the names are sealed to; each edition has its own.
	Recipient string             `json:"recipient"`
	Names     []gehoor.ContentID `json:"names"`
	Keys      []Key              `json:"keys"`
}

// Placed says where people stand from now on. Who is not in it stands where they stood.
type Placed struct {
	Places []Place `json:"places"`
}

// Departed says who is not in the file any more.
type Departed struct {
	People []gehoor.PersonID `json:"people"`
}

// KeyGiven gives the key of the names to further readers.
type KeyGiven struct {
	Keys []Key `json:"keys"`
}

// Kind names the fact.
func (Imported) Kind() gehoor.Kind { return "chart.imported" }

// Kind names the fact.
func (Placed) Kind() gehoor.Kind { return "chart.placed" }

// Kind names the fact.
func (Departed) Kind() gehoor.Kind { return "chart.departed" }

// Kind names the fact.
func (KeyGiven) Kind() gehoor.Kind { return "chart.key-given" }
