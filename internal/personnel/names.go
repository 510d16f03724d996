package personnel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// MaxPiece is the largest piece of names before it is sealed.
const MaxPiece = 200 << 10

// Import is what an import leaves for the next one.
type Import struct {
	// On is the day of the import.
	On      protocol.Date `json:"on"`
	Mapping Remembered    `json:"mapping"`
	Refused []Refused     `json:"refused"`
	// Mended is what was mended, the last one last.
	Mended []Mended `json:"mended,omitempty"`
}

// Mended says that two people turned out to be one, or one to be two, and why.
type Mended struct {
	On     protocol.Date     `json:"on"`
	What   string            `json:"what"`
	People []gehoor.PersonID `json:"people"`
	Reason string            `json:"reason"`
}

// Names are the names of a chart.
type Names struct {
	People []Person
	Last   Import
}

// piece is a part of the names, as it is sealed.
type piece struct {
	V      int               `json:"v"`
	Import *Import           `json:"import,omitempty"`
	People []json.RawMessage `json:"people"`
}

// whole is what is left for the next import as a browser wants it: a list that is empty is
// a list.
func (i Import) whole() *Import {
	if i.Mapping == nil {
		i.Mapping = Remembered{}
	}
	if i.Refused == nil {
		i.Refused = []Refused{}
	}
	return &i
}

// Cut cuts names into pieces of JSON.
func (n Names) Cut() ([][]byte, error) {
	var pieces [][]byte
	next := piece{V: 1, Import: n.Last.whole(), People: []json.RawMessage{}}
	begun, err := encode(next)
	if err != nil {
		return nil, err
	}
	size := len(begun)
	for _, p := range n.People {
		if p.Former == nil {
			p.Former = []string{}
		}
		one, err := encode(p)
		if err != nil {
			return nil, err
		}
		if len(next.People) > 0 && size+len(one)+1 > MaxPiece {
			made, err := encode(next)
			if err != nil {
				return nil, err
			}
			pieces, next, size = append(pieces, made), piece{V: 1}, len(`{"v":1,"people":[]}`)
		}
		next.People, size = append(next.People, one), size+len(one)+1
	}
	last, err := encode(next)
	return append(pieces, last), err
}

// encode writes JSON as a browser does: what HTML would need is left as it is.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("personnel: encode names: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

var errNames = errors.New("personnel: these are no names of a chart")

// Join reads pieces in their order.
func Join(pieces [][]byte) (Names, error) {
	var n Names
	for i, data := range pieces {
		var p piece
		if err := json.Unmarshal(data, &p); err != nil || p.V != 1 || i == 0 && p.Import == nil {
			return n, errNames // what is wrong would repeat a name
		}
		if i == 0 {
			n.Last = *p.Import
		}
		for _, one := range p.People {
			var person Person
			if err := json.Unmarshal(one, &person); err != nil || person.ID == "" {
				return n, errNames
			}
			n.People = append(n.People, person)
		}
	}
	if len(pieces) == 0 {
		return n, errNames
	}
	return n, nil
}
