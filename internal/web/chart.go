package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// What the scripts of the organisation chart ask. Names come and go sealed; the server
// reads IDs, lines and offices.

// pathChart is where an administrator's browser fetches and sends a chart.
const pathChart = "/api/desk/chart/import"

// pathMend is where it says that two people are one, or that one was two.
const pathMend = "/api/desk/chart/mend"

// MaxChartBytes bounds a chart as it is sent: some 200 bytes for each of a hundred
// thousand people, and their names in base64.
const MaxChartBytes = 96 << 20

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

// accountWire is somebody who works here.
type accountWire struct {
	ID       gehoor.PersonID `json:"id"`
	Name     string          `json:"name"`
	Function string          `json:"function"`
	Mail     string          `json:"mail,omitempty"`
}

// readerWire is somebody to whom the key of the names goes, as people are named here; the
// browser checks the note against the root.
type readerWire struct {
	ID        gehoor.PersonID `json:"id"`
	Name      string          `json:"name"`
	Recipient string          `json:"recipient"`
	Note      string          `json:"note"`
}

type chartWire struct {
	After    gehoor.Seq    `json:"after"`
	Root     string        `json:"root"`
	Places   []placeWire   `json:"places"`
	Accounts []accountWire `json:"accounts"`
	Readers  []readerWire  `json:"readers"`
}

// theChart gives an administrator's browser what is there, without names.
func (s *Site) theChart(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	c, err := s.cases.Chart(r.Context(), s.cfg.Org, me.ID)
	if err != nil {
		return err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	wire := chartWire{After: c.Seq, Root: org.Root, Places: placesOf(c.Places()), Accounts: []accountWire{}, Readers: readersOf(wordsOf(r), c.Readers)}
	for _, p := range c.Accounts {
		mail, err := s.cases.MailAddress(r.Context(), s.cfg.Org, p.ID)
		if err != nil {
			return err
		}
		wire.Accounts = append(wire.Accounts, accountWire{p.ID, p.Name, p.Function.In(languageOf(r)), mail.Mail})
	}
	return reply(w, wire)
}

func placesOf(all []chart.Place) []placeWire {
	wires := make([]placeWire, 0, len(all))
	for _, p := range all {
		one := placeWire{Person: p.Person, Line: p.Line, StandIn: p.StandIn, Account: p.Account}
		for _, post := range p.Posts {
			one.Posts = append(one.Posts, postWire(post))
		}
		wires = append(wires, one)
	}
	return wires
}

func readersOf(w *text.Words, all []*directory.Person) []readerWire {
	wires := make([]readerWire, 0, len(all))
	for _, p := range all {
		wires = append(wires, readerWire{p.ID, desk.Upper(desk.Person(w, p)), p.Recipient, p.Note})
	}
	return wires
}

// sealingWire is the key of the names, sealed to one reader.
type sealingWire struct {
	Person gehoor.PersonID `json:"person"`
	Sealed []byte          `json:"sealed"`
}

// anewWire are names that were sealed anew.
type anewWire struct {
	After     gehoor.Seq    `json:"after"`
	Recipient string        `json:"recipient"`
	Keys      []sealingWire `json:"keys"`
	Names     [][]byte      `json:"names"`
}

type importWire struct {
	anewWire
	Places []placeWire       `json:"places"`
	Left   []gehoor.PersonID `json:"left"`
}

// importChart takes a chart that an administrator's browser made.
func (s *Site) importChart(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[importWire](r)
	if err != nil {
		return err
	}
	in, err := wire.read()
	if err != nil {
		return err
	}
	if err := s.cases.ImportChart(r.Context(), s.cfg.Org, me.ID, in); err != nil {
		return err
	}
	return done(w)
}

func (i importWire) read() (casework.ChartImport, error) {
	in := casework.ChartImport{Left: i.Left}
	var err error
	if in.SealedNames, err = i.anew(); err != nil {
		return in, err
	}
	for _, p := range i.Places {
		one := chart.Place{Person: p.Person, Line: p.Line, StandIn: p.StandIn, Account: p.Account}
		for _, post := range p.Posts {
			one.Posts = append(one.Posts, chart.Post(post))
		}
		in.Places = append(in.Places, one)
	}
	return in, nil
}

func (i anewWire) anew() (casework.SealedNames, error) {
	in := casework.SealedNames{After: i.After, Recipient: i.Recipient}
	if _, err := seal.ParseRecipient(i.Recipient); err != nil {
		return in, gehoor.Refuse(gehoor.CodeWronglySealed)
	}
	var err error
	if in.Keys, err = sealings(i.Keys); err != nil {
		return in, err
	}
	for _, n := range i.Names {
		one, err := content(n)
		if err != nil {
			return in, err
		}
		in.Names = append(in.Names, one)
	}
	return in, nil
}

// mendWire says who is who, with the names as they are then. Either Kept and Other are one
// person, or Person was Here and Gone.
type mendWire struct {
	anewWire
	Reason []byte          `json:"reason"`
	Kept   gehoor.PersonID `json:"kept,omitempty"`
	Other  gehoor.PersonID `json:"other,omitempty"`
	Person gehoor.PersonID `json:"person,omitempty"`
	Here   gehoor.PersonID `json:"here,omitempty"`
	Gone   gehoor.PersonID `json:"gone,omitempty"`
}

// mendChart takes that two people are one, or that one was two.
func (s *Site) mendChart(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	wire, err := decode[mendWire](r)
	if err != nil {
		return err
	}
	var m casework.ChartMend
	if m.SealedNames, err = wire.anew(); err != nil {
		return err
	}
	if len(wire.Reason) > 0 {
		if m.Reason, err = content(wire.Reason); err != nil {
			return err
		}
	}
	if wire.Person != "" {
		err = s.cases.SplitPerson(r.Context(), s.cfg.Org, me.ID, m, wire.Person, wire.Here, wire.Gone)
	} else {
		err = s.cases.MergePeople(r.Context(), s.cfg.Org, me.ID, m, wire.Kept, wire.Other)
	}
	if err != nil {
		return err
	}
	return done(w)
}

func sealings(wires []sealingWire) ([]casework.SealedFor, error) {
	all := make([]casework.SealedFor, 0, len(wires))
	for _, k := range wires {
		one, err := content(k.Sealed)
		if err != nil {
			return nil, err
		}
		all = append(all, casework.SealedFor{Person: k.Person, Content: one})
	}
	return all, nil
}

type namesWire struct {
	After     gehoor.Seq        `json:"after"`
	Root      string            `json:"root"`
	Recipient string            `json:"recipient"`
	Key       []byte            `json:"key"`
	Names     [][]byte          `json:"names"`
	Left      []gehoor.PersonID `json:"left"`
	Forget    []gehoor.PersonID `json:"forget"`
	Lack      []readerWire      `json:"lack"`
}

// chartNames gives the sealed names to somebody who reads them.
func (s *Site) chartNames(w http.ResponseWriter, r *http.Request, me account.Session) error {
	n, err := s.cases.ReadChart(r.Context(), s.cfg.Org, me.Person)
	if err != nil {
		return err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	return reply(w, namesWire{n.Seq, org.Root, n.Recipient, n.Key, n.Parts, append([]gehoor.PersonID{}, n.Gone()...), append([]gehoor.PersonID{}, n.Forget...), readersOf(wordsOf(r), n.Lack)})
}

type keysWire struct {
	Keys []sealingWire `json:"keys"`
}

// giveChartKeys takes the key of the names for further readers.
func (s *Site) giveChartKeys(w http.ResponseWriter, r *http.Request, me account.Session) error {
	wire, err := decode[keysWire](r)
	if err != nil {
		return err
	}
	keys, err := sealings(wire.Keys)
	if err != nil {
		return err
	}
	if err := s.cases.GiveChartKeys(r.Context(), s.cfg.Org, me.Person, keys); err != nil {
		return err
	}
	return done(w)
}
