package personnel

import (
	"slices"

	"github.com/gehoor/gehoor"
)

// Person is what is sealed about somebody of the organisation chart.
type Person struct {
	// ID is random, and the same in each import.
	ID gehoor.PersonID `json:"id"`
	// Number is that by which the personnel system knows them.
	Number string `json:"number"`
	Name   string `json:"name"`
	// Former are earlier names, the last one first.
	Former []string `json:"former"`
	Unit   string   `json:"unit"`
	// Function is what they do.
	Function string `json:"function"`
	Mail     string `json:"mail"`
	// Manager is whom they work under; "" for nobody.
	Manager gehoor.PersonID `json:"manager"`
	// Now is, of an ID that is nobody's any more, whom it stands for: one after a merge,
	// two after a split.
	Now []gehoor.PersonID `json:"now,omitempty"`
}

// Somebody says whether an ID is somebody's now.
func (p Person) Somebody() bool { return p.Now == nil }

// Account is somebody with an account, as the server has it.
type Account struct {
	ID gehoor.PersonID `json:"id"`
	// Name is "" where the organisation does not publish it.
	Name string `json:"name"`
	Mail string `json:"mail"`
}

// known are people by ID.
func known(people []Person) map[gehoor.PersonID]Person {
	all := make(map[gehoor.PersonID]Person, len(people))
	for _, p := range people {
		all[p.ID] = p
	}
	return all
}

// Aliases are numbers that are another's now: of somebody who had two.
func Aliases(people []Person) map[string]string {
	all, by := map[string]string{}, known(people)
	for _, p := range people {
		if p.Somebody() || p.Number == "" {
			continue
		}
		if now := standsFor(by, p); len(now) == 1 && now[0].Number != "" {
			all[p.Number] = now[0].Number
		}
	}
	return all
}

// standsFor says who an ID stands for now.
func standsFor(people map[gehoor.PersonID]Person, p Person) []Person {
	return follow(people, p, map[gehoor.PersonID]bool{})
}

// follow is standsFor; seen are those on the way, so that names in which an ID stands for
// itself end too.
func follow(people map[gehoor.PersonID]Person, p Person, seen map[gehoor.PersonID]bool) []Person {
	if p.Somebody() {
		return []Person{p}
	}
	if seen[p.ID] {
		return nil
	}
	seen[p.ID] = true
	defer delete(seen, p.ID)
	var all []Person
	for _, id := range p.Now {
		next, ok := people[id]
		if !ok {
			continue
		}
		for _, one := range follow(people, next, seen) {
			if !slices.ContainsFunc(all, func(q Person) bool { return q.ID == one.ID }) {
				all = append(all, one)
			}
		}
	}
	return all
}

// without is people without those who are to be forgotten, and the IDs that stood for
// nobody else.
func without(people []Person, forget map[gehoor.PersonID]bool) []Person {
	rest := slices.DeleteFunc(slices.Clone(people), func(p Person) bool { return forget[p.ID] })
	by := known(rest)
	return slices.DeleteFunc(rest, func(p Person) bool { return len(standsFor(by, p)) == 0 })
}
