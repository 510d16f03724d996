package desk

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
)

// What a server and a browser say to each other about the chart (internal/web/chart.go has
// the same shapes).

const (
	pathImport = "/api/desk/chart/import"
	pathNames  = "/api/desk/chart"
)

type placeWire struct {
	Person  gehoor.PersonID `json:"person"`
	Line    gehoor.PersonID `json:"line,omitempty"`
	StandIn gehoor.PersonID `json:"standIn,omitempty"`
	Account gehoor.PersonID `json:"account,omitempty"`
	Posts   []postWire      `json:"posts,omitempty"`
}

type postWire struct {
	Office gehoor.Office `json:"office"`
	Party  string        `json:"party,omitempty"`
	From   protocol.Date `json:"from,omitzero"`
	Until  protocol.Date `json:"until,omitzero"`
}

func (p placeWire) place() chart.Place {
	one := chart.Place{Person: p.Person, Line: p.Line, StandIn: p.StandIn, Account: p.Account}
	for _, post := range p.Posts {
		one.Posts = append(one.Posts, chart.Post(post))
	}
	return one
}

func placeOf(p chart.Place) placeWire {
	one := placeWire{Person: p.Person, Line: p.Line, StandIn: p.StandIn, Account: p.Account}
	for _, post := range p.Posts {
		one.Posts = append(one.Posts, postWire(post))
	}
	return one
}

// Reader is somebody to whom the key of the names goes, with the root's word for their key.
type Reader struct {
	ID        gehoor.PersonID `json:"id"`
	Name      string          `json:"name"`
	Recipient string          `json:"recipient"`
	Note      string          `json:"note"`
}

// chartWire is the chart as an administrator gets it: places without names.
type chartWire struct {
	After    gehoor.Seq          `json:"after"`
	Root     string              `json:"root"`
	Places   []placeWire         `json:"places"`
	Accounts []personnel.Account `json:"accounts"`
	Readers  []Reader            `json:"readers"`
}

// namesWire is the chart as a reader gets it.
type namesWire struct {
	After     gehoor.Seq        `json:"after"`
	Recipient string            `json:"recipient"`
	Key       []byte            `json:"key"`
	Names     [][]byte          `json:"names"`
	Left      []gehoor.PersonID `json:"left"`
	Forget    []gehoor.PersonID `json:"forget"`
}

// importWire is what an import sends.
type importWire struct {
	After     gehoor.Seq        `json:"after"`
	Recipient string            `json:"recipient"`
	Keys      []sealingWire     `json:"keys"`
	Names     [][]byte          `json:"names"`
	Places    []placeWire       `json:"places"`
	Left      []gehoor.PersonID `json:"left"`
}

type sealingWire struct {
	Person gehoor.PersonID `json:"person"`
	Sealed []byte          `json:"sealed"`
}

// importOf is a sealed chart as it is sent.
func importOf(after gehoor.Seq, made casework.ChartImport, p personnel.Plan) importWire {
	wire := importWire{After: after, Recipient: made.Recipient, Keys: []sealingWire{}, Names: [][]byte{}, Places: []placeWire{}, Left: append([]gehoor.PersonID{}, p.Left...)}
	for _, k := range made.Keys {
		wire.Keys = append(wire.Keys, sealingWire{k.Person, k.Content.Bytes})
	}
	for _, n := range made.Names {
		wire.Names = append(wire.Names, n.Bytes)
	}
	for _, one := range p.Places {
		wire.Places = append(wire.Places, placeOf(one))
	}
	return wire
}
