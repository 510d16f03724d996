package personnel

import (
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
)

// Refused is an account that is not this person's, as an administrator said.
type Refused struct {
	Person  gehoor.PersonID `json:"person"`
	Account gehoor.PersonID `json:"account"`
}

// Way is by what an account was found.
type Way string

// The ways.
const (
	ByBefore Way = "before" // so it was already
	ByMail   Way = "mail"
	ByName   Way = "name" // that only one has
)

// Match says who of the chart has which account.
type Match struct {
	Person  gehoor.PersonID `json:"person"`
	Account gehoor.PersonID `json:"account"`
	By      Way             `json:"by"`
	// Refused: an administrator said that it is none.
	Refused bool `json:"refused"`
}

// matching finds accounts; an account and a person are in one match at most.
type matching struct {
	people   []Person
	accounts []Account
	refused  []Refused
	// taken are people and accounts that are in a match.
	taken map[gehoor.PersonID]bool
	found []Match
}

func matches(people []Person, accounts []Account, places []chart.Place, refused []Refused) []Match {
	m := &matching{people: people, accounts: accounts, refused: refused, taken: map[gehoor.PersonID]bool{}}
	here, there := map[gehoor.PersonID]bool{}, map[gehoor.PersonID]bool{}
	for _, p := range people {
		here[p.ID] = true
	}
	for _, a := range accounts {
		there[a.ID] = true
	}
	for _, p := range places {
		if p.Account != "" && here[p.Person] && there[p.Account] {
			m.take(p.Person, p.Account, ByBefore)
		}
	}
	address := func(mail string) string { return strings.ToLower(trim(mail)) }
	m.step(ByMail, func(p Person) string { return address(p.Mail) }, func(a Account) string { return address(a.Mail) })
	m.step(ByName, func(p Person) string { return plain(p.Name) }, func(a Account) string { return plain(a.Name) })
	return m.found
}

func trim(s string) string { return strings.TrimFunc(s, isSpace) }

// personKey and accountKey tell the two apart in taken: an account's ID is that of a person
// of staff.
func personKey(id gehoor.PersonID) gehoor.PersonID  { return "person " + id }
func accountKey(id gehoor.PersonID) gehoor.PersonID { return "account " + id }

func (m *matching) take(person, account gehoor.PersonID, by Way) {
	if m.taken[accountKey(account)] || m.taken[personKey(person)] {
		return
	}
	m.taken[accountKey(account)], m.taken[personKey(person)] = true, true
	refused := false
	for _, r := range m.refused {
		refused = refused || r == Refused{person, account}
	}
	m.found = append(m.found, Match{person, account, by, refused})
}

// step matches by a value that one person and one account have, and no other.
func (m *matching) step(by Way, ofPerson func(Person) string, ofAccount func(Account) string) {
	persons, accounts := map[string][]gehoor.PersonID{}, map[string][]gehoor.PersonID{}
	for _, p := range m.people {
		if v := ofPerson(p); v != "" && !m.taken[personKey(p.ID)] {
			persons[v] = append(persons[v], p.ID)
		}
	}
	for _, a := range m.accounts {
		if v := ofAccount(a); v != "" && !m.taken[accountKey(a.ID)] {
			accounts[v] = append(accounts[v], a.ID)
		}
	}
	for _, a := range m.accounts {
		v := ofAccount(a)
		if p := persons[v]; v != "" && len(p) == 1 && len(accounts[v]) == 1 && accounts[v][0] == a.ID {
			m.take(p[0], a.ID, by)
		}
	}
}
