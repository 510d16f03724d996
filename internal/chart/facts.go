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

// Edition is one making of the sealed names: what they are sealed to, and who can read
// them. The next one holds all that is still kept, so the one before is destroyed with it.
type Edition struct {
	// Edition names the stream that holds the names and keys; "" in a chart made before
	// there were such streams, whose names stay.
	Edition gehoor.EditionID `json:"edition,omitempty"`
	// Recipient is what the names are sealed to; each edition has its own.
	Recipient string             `json:"recipient"`
	Names     []gehoor.ContentID `json:"names"`
	Keys      []Key              `json:"keys"`
}

// Imported begins a new edition of the chart. The facts [Placed] and [Departed] of the
// same moment say what changed.
type Imported struct {
	Edition
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

// Merged says that two IDs are one person: Other is Kept from now on. Its sealed names
// have one of them.
type Merged struct {
	Edition
	Kept  gehoor.PersonID `json:"kept"`
	Other gehoor.PersonID `json:"other"`
	// Account is the one that stays theirs; "" if neither had one.
	Account gehoor.PersonID `json:"account,omitempty"`
	// Reason are the administrator's words, sealed as the names are.
	Reason gehoor.ContentID `json:"reason"`
}

// Split says that one ID stood for two people: Here, who stands where it stood, and Gone,
// who left. Nobody can say which of the two was meant by the ID.
type Split struct {
	Edition
	Person gehoor.PersonID `json:"person"`
	Here   gehoor.PersonID `json:"here"`
	Gone   gehoor.PersonID `json:"gone"`
	// Reason are the administrator's words, sealed as the names are.
	Reason gehoor.ContentID `json:"reason"`
}

// NamesDestroyed says that the names of an earlier edition are gone, in the transaction of
// this fact.
type NamesDestroyed struct {
	Edition gehoor.EditionID `json:"edition"`
	// Events is how many leaves its stream has in the log.
	Events gehoor.Seq `json:"events"`
}

// Kept says that sealed names or keys were put into an edition's own stream.
type Kept struct {
	Contents []gehoor.ContentID `json:"contents"`
}

// Kind names the fact.
func (Imported) Kind() gehoor.Kind { return "chart.imported" }

// Kind names the fact.
func (Placed) Kind() gehoor.Kind { return "chart.placed" }

// Kind names the fact.
func (Departed) Kind() gehoor.Kind { return "chart.departed" }

// Kind names the fact.
func (KeyGiven) Kind() gehoor.Kind { return "chart.key-given" }

// Kind names the fact.
func (Merged) Kind() gehoor.Kind { return "chart.merged" }

// Kind names the fact.
func (Split) Kind() gehoor.Kind { return "chart.split" }

// Kind names the fact.
func (NamesDestroyed) Kind() gehoor.Kind { return "chart.names-destroyed" }

// Kind names the fact.
func (Kept) Kind() gehoor.Kind { return "edition.kept" }
