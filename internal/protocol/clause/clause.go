// Package clause takes a condition of a protocol apart for people: what is asked of
// which fact, with every name in it resolved. What answers a condition is its program
// (package protocol); this is for who shows it (package phrase).
//
// [Of] is pure and total: whatever [protocol.Scope.Condition] has accepted becomes a
// [Clause] that is so exactly when the condition is. A part that has no type here is
// [Unread], with its source, and never left out.
package clause

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Clause is a condition, or a part of one that is answered with yes or no, with every
// name in it resolved: what package phrase makes sentences of. It is one of the types
// below.
type Clause interface{ clause() }

// The kinds of clause.
type (
	// All is so if each part is. There are two or more, and none is an All.
	All struct{ Of []Clause }
	// Either is so if one part is. There are two or more, and none is an Either.
	Either struct{ Of []Clause }
	// Not is so if its part is not. The part is no Not.
	Not struct{ Of Clause }
	// Has is so if there is a fact of the kind.
	Has struct{ Kind gehoor.Kind }
	// Progress is so if a step is done, or is open.
	Progress struct {
		Step protocol.StepCode
		Open bool
	}
	// Formal is so if a signal was made a formal report.
	Formal struct{}
	// Affirmed is so if a yes-no field says yes.
	Affirmed struct{ Field Field }
	// Among is so if a choice is one of the answers; of choices, if one of them is.
	Among struct {
		What    Value // Field, DecidedOn or Offices
		Answers []string
	}
	// Compared is so if two values stand like this; the operator is one of == != < <=
	// > >=.
	Compared struct {
		Operator    string
		Left, Right Value
	}
	// Each asks something of every fact of a list.
	Each struct {
		Quantity Quantity
		List     List
		// Of is what is asked; nil asks for the fact alone.
		Of Clause
	}
	// Unread is what has no type here: its source, for who reads the protocol's file.
	Unread struct{ Source string }
)

// Quantity says of how many facts of a list something must be so.
type Quantity string

// The quantities.
const (
	OfSome Quantity = "any"
	OfAll  Quantity = "all"
	OfNone Quantity = "none"
)

// List are the facts of a kind, of which a question can be asked first.
type List struct {
	Kind gehoor.Kind
	// If is what must be so of those that are meant; nil is all.
	If Clause
}

// Value is what a clause compares. It is one of the types below.
type Value interface{ value() }

// The kinds of value.
type (
	// Field is what one fact tells.
	Field struct {
		Of   Which
		Name string
	}
	// Text, Amount and Truth are written out in the condition.
	Text   struct{ Is string }
	Amount struct{ Is int }
	Truth  struct{ Is bool }
	// Param is a number that the organisation sets.
	Param struct{ Name string }
	// Level is how serious: "serious"; the zero Level is the highest that was told.
	Level struct{ Name string }
	// DecidedOn is the option that counts for a decision.
	DecidedOn struct{ Step protocol.StepCode }
	// Offices are the positions of those whom the dossier is about.
	Offices struct{}
	// Count is how many facts a list has.
	Count struct{ Of List }
	// People is how many different people a list has.
	People struct{ Of List }
	// Moved is a day so much later than another, or earlier.
	Moved struct {
		Day   Value
		By    protocol.Span
		Later bool
	}
	// Between is how much lies from one moment to another.
	Between struct {
		Unit     Unit
		From, To Value
	}
	// Sum is two numbers added, or the second taken from the first.
	Sum struct {
		Left, Right Value
		Minus       bool
	}
)

// Unit is in what the time between two moments is counted.
type Unit string

// The units.
const (
	UnitDays        Unit = "days"
	UnitWorkingDays Unit = "working_days"
	UnitHours       Unit = "hours"
)

// Which says which fact a field is of.
type Which struct {
	Place Place
	// Kinds are those that it can be: one, or of the fact at hand perhaps several.
	Kinds []gehoor.Kind
}

// Place is how a condition comes by a fact.
type Place string

// The places.
const (
	AtHand  Place = "hand"
	LastOf  Place = "last"
	FirstOf Place = "first"
	ItemOf  Place = "item" // of the list around
)

func (All) clause()      {}
func (Either) clause()   {}
func (Not) clause()      {}
func (Has) clause()      {}
func (Progress) clause() {}
func (Formal) clause()   {}
func (Affirmed) clause() {}
func (Among) clause()    {}
func (Compared) clause() {}
func (Each) clause()     {}
func (Unread) clause()   {}

func (Field) value()     {}
func (Text) value()      {}
func (Amount) value()    {}
func (Truth) value()     {}
func (Param) value()     {}
func (Level) value()     {}
func (DecidedOn) value() {}
func (Offices) value()   {}
func (Count) value()     {}
func (People) value()    {}
func (Moved) value()     {}
func (Between) value()   {}
func (Sum) value()       {}
