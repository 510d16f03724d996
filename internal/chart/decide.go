package chart

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Codes of refusals.
const (
	// CodeBehind: the chart changed since the import was prepared.
	CodeBehind gehoor.Code = "chart.behind"
	// CodeNames: names or their keys are missing, or too many.
	CodeNames gehoor.Code = "chart.names"
	// CodePerson: somebody is named twice, or is not there.
	CodePerson gehoor.Code = "chart.person"
	// CodeLine: a line comes round.
	CodeLine gehoor.Code = "chart.line"
	// CodeAccount: two people would have one account.
	CodeAccount gehoor.Code = "chart.account"
	// CodePost: an office is unknown, ends before it begins, or has a party without
	// being an office that somebody is elected or appointed to.
	CodePost gehoor.Code = "chart.post"
	// CodeSame: somebody is to be merged with themselves.
	CodeSame gehoor.Code = "chart.same"
	// CodeAccounts: two people who are to be one have an account each.
	CodeAccounts gehoor.Code = "chart.accounts"
	// CodeReason: nobody said why.
	CodeReason gehoor.Code = "chart.reason"
	// CodeSize: more people than a chart can have.
	CodeSize gehoor.Code = "chart.size"
)

// The limits of a chart.
const (
	MaxPeople = 100_000
	// MaxNames bounds the sealed parts of the names.
	MaxNames = 200
	// MaxReaders bounds those who can read them.
	MaxReaders = 300
	maxPosts   = 8
	maxParty   = 60 // bytes
)

// An event has at most [gehoor.MaxEventBytes], so what changed goes into several facts.
// These bound how much JSON one person, one of their offices and the ID of one who left
// can be.
const (
	placeBytes = 220
	postBytes  = 100 + 6*maxParty // every byte of a party may be escaped
	goneBytes  = 36
	factBytes  = gehoor.MaxEventBytes - 2048 // beside the envelope
)

// Import is what an administrator's browser made of a file.
type Import struct {
	Imported
	// Places are those who are new or stand elsewhere, Left who is not there any more.
	Places []Place
	Left   []gehoor.PersonID
}

// Import decides on an import; after is [Chart.Seq] as it was when it was prepared.
// Everything of it comes in, or nothing.
func (c *Chart) Import(i Import, after gehoor.Seq) ([]gehoor.Fact, error) {
	if after != c.Seq {
		return nil, gehoor.Refuse(CodeBehind)
	}
	if !i.Edition.sound() {
		return nil, gehoor.Refuse(CodeNames)
	}
	if len(i.Places)+len(i.Left) > MaxPeople {
		return nil, gehoor.Refuse(CodeSize)
	}
	next := c.Clone()
	if err := next.departs(i.Left); err != nil {
		return nil, err
	}
	if err := next.takes(i.Places); err != nil {
		return nil, err
	}
	if err := next.sound(); err != nil {
		return nil, err
	}
	facts := []gehoor.Fact{i.Imported}
	for part := range slices.Chunk(i.Left, factBytes/goneBytes) {
		facts = append(facts, Departed{People: part})
	}
	for from, to := 0, 0; from < len(i.Places); from = to {
		for room := factBytes; to < len(i.Places); to++ {
			if room -= placeBytes + postBytes*len(i.Places[to].Posts); room < 0 {
				break
			}
		}
		facts = append(facts, Placed{Places: i.Places[from:to]})
	}
	return facts, nil
}

// sound says whether there are names, and somebody who can read them.
func (e Edition) sound() bool {
	return len(e.Names) > 0 && len(e.Names) <= MaxNames && len(e.Keys) > 0 && len(e.Keys) <= MaxReaders && e.Recipient != ""
}

// departs takes out those who left.
func (c *Chart) departs(left []gehoor.PersonID) error {
	for _, p := range left {
		if _, there := c.places[p]; !there || c.Departed(p) {
			return gehoor.Refuse(CodePerson)
		}
		c.depart([]gehoor.PersonID{p}, time.Time{})
	}
	return nil
}

// takes puts in those who are new or stand elsewhere.
func (c *Chart) takes(places []Place) error {
	seen := map[gehoor.PersonID]bool{}
	for _, p := range places {
		if _, err := gehoor.ParsePersonID(string(p.Person)); err != nil || seen[p.Person] || c.now[p.Person] != nil {
			return gehoor.Refuse(CodePerson)
		}
		seen[p.Person] = true
		if !p.sound() {
			return gehoor.Refuse(CodePost)
		}
	}
	c.place(places)
	return nil
}

// sound says whether the offices can be so.
func (p Place) sound() bool {
	if len(p.Posts) > maxPosts {
		return false
	}
	for _, post := range p.Posts {
		ends := post.Until == (protocol.Date{}) || !post.Until.Before(post.From)
		if !post.Office.Choosable() || !ends || len(post.Party) > maxParty || post.Party != "" && !elected(post.Office) {
			return false
		}
	}
	return true
}

// elected says whether an office is one of which a party may be kept.
func elected(o gehoor.Office) bool {
	switch o {
	case gehoor.OfficeMayor, gehoor.OfficeAlderman, gehoor.OfficeCouncilMember, gehoor.OfficeCommitteeMember:
		return true
	}
	return false
}

// sound refuses a chart in which a line leads nowhere or comes round, or two people
// have one account.
func (c *Chart) sound() error {
	accounts, ends := map[gehoor.PersonID]bool{}, map[gehoor.PersonID]bool{}
	present := 0
	for id, p := range c.places {
		if c.Departed(id) {
			continue
		}
		present++
		for _, other := range []gehoor.PersonID{p.Line, p.StandIn} {
			if _, there := c.places[other]; other != "" && (!there || c.Departed(other)) {
				return gehoor.Refuse(CodePerson)
			}
		}
		if p.Account != "" && accounts[p.Account] {
			return gehoor.Refuse(CodeAccount)
		}
		accounts[p.Account] = p.Account != ""
		if p.StandIn == id || !c.ends(id, ends) {
			return gehoor.Refuse(CodeLine)
		}
	}
	if present > MaxPeople {
		return gehoor.Refuse(CodeSize)
	}
	return nil
}

// ends says whether the line above somebody ends; known are those of whom that was found
// before.
func (c *Chart) ends(p gehoor.PersonID, known map[gehoor.PersonID]bool) bool {
	way := map[gehoor.PersonID]bool{}
	for ; p != "" && !known[p]; p = c.places[p].Line {
		if way[p] {
			return false
		}
		way[p] = true
	}
	for one := range way {
		known[one] = true
	}
	return true
}

// Give gives the key of the names to further readers. Who has it already is passed over.
func (c *Chart) Give(keys []Key) ([]gehoor.Fact, error) {
	if !c.Exists() || len(keys) > MaxReaders {
		return nil, gehoor.Refuse(CodeNames)
	}
	keys = slices.DeleteFunc(slices.Clone(keys), func(k Key) bool {
		_, has := c.Key(k.Person)
		return has
	})
	if len(keys) == 0 {
		return nil, nil
	}
	return []gehoor.Fact{KeyGiven{keys}}, nil
}
