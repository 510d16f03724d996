package gehoor

// Subject is whom signals are about: somebody of the organisation chart, with Team those
// who work under them, or an office, whoever holds it. What is told of a team counts for
// nobody in it, nor for who leads it; what is told of an office counts for nobody who holds
// or held it.
type Subject struct {
	Person PersonID
	Team   bool
	// Office is "" for a person or team; of an office there is no Person.
	Office Office
}

// SubjectKind says what a subject is.
type SubjectKind string

// The kinds.
const (
	// SubjectPerson is somebody of the organisation chart.
	SubjectPerson SubjectKind = "person"
	// SubjectTeam is those who work under somebody; who of them is not known.
	SubjectTeam SubjectKind = "team"
	// SubjectOffice is an office that one person at a time holds; in whose time is not known.
	SubjectOffice SubjectKind = "office"
	// SubjectBody is an office that several hold at a time, or the whole college; who of them
	// is not known.
	SubjectBody SubjectKind = "body"
)

// ID is by what it is found, with Team: the ID of the person, or the name of the office. No
// ID is such a name.
func (s Subject) ID() string {
	if s.Office != "" {
		return string(s.Office)
	}
	return string(s.Person)
}

// IsPerson says whether it is one person, against whom something is held.
func (s Subject) IsPerson() bool { return s.Kind() == SubjectPerson }

// Kind says which of them it is.
func (s Subject) Kind() SubjectKind {
	switch {
	case s.Office.OneSeat():
		return SubjectOffice
	case s.Office != "":
		return SubjectBody
	case s.Team:
		return SubjectTeam
	}
	return SubjectPerson
}

// SubjectOf is the subject of an ID, see [Subject.ID].
func SubjectOf(id string, team bool) Subject {
	if !isHex(id, randomDigits) {
		return Subject{Office: Office(id)}
	}
	return Subject{Person: PersonID(id), Team: team}
}
