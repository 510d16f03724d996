package knowledge

import (
	"cmp"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// Fact is a fact with its envelope.
type Fact struct {
	gehoor.Event
	What gehoor.Fact
}

// Of returns the entries of a dossier, as they came: those of its own stream, and then
// those of what was made available. role is the role of a person; "" for who has none.
func Of(own, opened []Fact, role func(gehoor.PersonID) gehoor.Role) []Entry {
	r := reader{role: role, contents: map[gehoor.ContentID]content{}, on: map[gehoor.PersonID]bool{}, told: map[notice]gehoor.Role{}, namings: map[gehoor.Seq]dossier.NamingProposed{}}
	for _, f := range own {
		r.fact = f
		r.locate()
		r.read()
	}
	for _, f := range opened {
		r.fact = f
		r.available()
	}
	return r.entries
}

// reader goes through the facts once.
type reader struct {
	role    func(gehoor.PersonID) gehoor.Role
	entries []Entry
	fact    Fact
	// contents are what words are, on who holds the dossier, told who was told of what.
	contents map[gehoor.ContentID]content
	on       map[gehoor.PersonID]bool
	told     map[notice]gehoor.Role
	// namings are those that were proposed, by their places, and naming is what the last
	// recovery was asked for; 0 if for another reason.
	namings map[gehoor.Seq]dossier.NamingProposed
	naming  gehoor.Seq
	// letters are the sealed letters, by their numbers from 1.
	letters []dossier.LetterSealed
}

type content struct {
	what   What
	signal gehoor.SignalID
}

type notice struct {
	person gehoor.PersonID
	signal gehoor.SignalID
}

// add makes an entry of the present fact; the zero values of e are filled in.
func (r *reader) add(e Entry) {
	f := r.fact
	e.Ref, e.Kind, e.By = Ref{Stream: f.Stream, Seq: f.Seq}, f.Kind, cmp.Or(e.By, f.Actor)
	e.RecordedAt = f.At
	if !staff(f.Actor) {
		e.RecordedAt = protocol.Day(f.At)
	}
	if e.Since.IsZero() {
		e.Since, e.Day = e.RecordedAt, !staff(f.Actor)
	}
	if e.Function == "" {
		e.Function = string(r.role(e.Person))
	}
	e.Afterwards = afterwards(e.Since, e.Day, e.RecordedAt)
	r.entries = append(r.entries, e)
}

// person adds an entry of somebody who works here.
func (r *reader) person(p gehoor.PersonID, what What, s gehoor.SignalID, from Source) {
	if p != "" {
		r.add(Entry{Person: p, What: what, Signal: s, Source: from})
	}
}

// read makes the entries of one fact of the dossier.
func (r *reader) read() {
	switch f := r.fact.What.(type) {
	case dossier.CompartmentMade:
		for _, g := range f.Grants {
			r.comes(f.Compartment, g.Person, FromProgram)
		}
	case dossier.Granted:
		r.comes(f.Compartment, f.Person, FromGrant)
		r.namedTo(f)
	case dossier.NamingProposed:
		r.wrote(Words, f.Signal)
		r.namings[r.fact.Seq] = f
	case dossier.Withdrawn:
		delete(r.on, f.Person) // what they knew stays; whoever comes back is told anew
	case dossier.RecoveryRequested:
		if r.naming = f.Naming; r.naming == 0 { // else they hold it
			r.person(f.Recipient, Existence, "", FromProgram)
		}
	case dossier.NoticeGiven:
		for _, p := range f.To {
			r.told[notice{p, f.Signal}] = f.Functions[0]
			r.add(Entry{Person: p, Function: string(f.Functions[0]), What: Notice, Signal: f.Signal, Source: FromProgram})
		}
	case dossier.Escalated:
		for _, p := range f.To {
			r.person(p, Notice, f.Signal, FromProgram)
		}
	case dossier.ShortHanded:
		for _, p := range f.To {
			r.person(p, Notice, "", FromProgram)
		}
	case dossier.LetterSealed:
		r.letters = append(r.letters, f)
		r.given(f, Entry{})
	case signal.Entered:
		r.wrote(Account, f.Signal)
	case dossier.RecordProposed:
		r.wrote(class(f.Record), f.Signal)
	case record.Record:
		r.wrote(class(f.What), f.Signal)
		r.recorded(f)
	default:
		if c, ok := r.contents[WordsOf(f)]; ok {
			r.wrote(c.what, c.signal)
		}
	}
}

// comes is somebody who holds the dossier from now on: it stands on their list.
func (r *reader) comes(c gehoor.Compartment, p gehoor.PersonID, from Source) {
	if c != gehoor.Conversation || p == "" || r.on[p] {
		return
	}
	r.on[p] = true
	r.person(p, Existence, "", from)
}

// namedTo is somebody to whom a recovery gave who the reporter is, because a court or the
// law required it.
func (r *reader) namedTo(f dossier.Granted) {
	if n, ok := r.namings[r.naming]; ok && f.Compartment == gehoor.Identity && r.fact.Actor == gehoor.ByPerson(f.Person) {
		r.person(f.Person, Identity, n.Signal, FromGrant)
	}
}

// wrote is that whoever did it knows it.
func (r *reader) wrote(what What, s gehoor.SignalID) {
	if p, ok := r.fact.Actor.Person(); ok {
		r.person(p, what, s, FromAct)
	}
}

// given is a letter to somebody outside: whoever has that function was given what went
// in, each class of it once. since says from when, if not from when it was recorded.
func (r *reader) given(f dossier.LetterSealed, since Entry) {
	given := map[content]bool{}
	for _, id := range f.Contents {
		if c, ok := r.contents[id]; ok && !given[c] {
			given[c] = true
			since.Function, since.What, since.Signal, since.Source = f.To, c.what, c.signal, FromHandler
			r.add(since)
		}
	}
}

// received is that a letter came: what went in was there on that day.
func (r *reader) received(f record.Record) {
	n, _ := f.Letter()
	if n < 1 || n > len(r.letters) {
		return
	}
	e := Entry{}
	if d, ok := dayOf(f, "received_on"); ok {
		e.Since, e.Day = dawn(d), true
	}
	r.given(r.letters[n-1], e)
}

// recorded is what a record says of who knew, and a reply to such a record.
func (r *reader) recorded(f record.Record) {
	switch f.What {
	case kindAnswered:
		r.replied(f)
		return
	case record.KindLetterReceived:
		r.received(f)
		return
	}
	t, ok := tellings[f.What]
	if !ok {
		return
	}
	e := Entry{What: t.of(f), Signal: f.Signal, Source: FromHandler}
	if f.Proposer != "" {
		e.By = gehoor.ByPerson(f.Proposer)
	}
	if d, ok := dayOf(f, t.since); ok {
		e.Since, e.Day = dawn(d), true
	}
	e.Person, e.Source = r.named(f, e.Source)
	for _, function := range t.functions(f) {
		if e.Function = function; f.What == kindAssigned && e.Person != "" {
			e.Function = "" // as what they work here
		}
		r.add(e)
	}
}

// dawn is a day alone, as the beginning of it.
func dawn(d protocol.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// named is the person whom a record names, and what that makes of its source.
func (r *reader) named(f record.Record, from Source) (gehoor.PersonID, Source) {
	by, _ := r.fact.Actor.Person()
	if f.What == kindConfirmed {
		function, ok := r.told[notice{by, f.Signal}]
		if ok && f.Fields["function"] == string(function) {
			return by, FromConfirming
		}
		return "", from
	}
	if f.What != kindKnew && f.What != kindDeclared && f.What != kindAssigned {
		return "", from
	}
	p, _ := f.Fields["person"].(string)
	if f.What != kindAssigned && p != "" && gehoor.PersonID(p) == by {
		from = FromThemselves
	}
	return gehoor.PersonID(p), from
}

// replied is a reply, and what it replies to: all that was recorded of that function.
func (r *reader) replied(f record.Record) {
	function, _ := f.Fields["function"].(string)
	r.add(Entry{Function: function, What: Reply, Signal: f.Signal, Source: FromHandler})
	ref := r.entries[len(r.entries)-1].Ref
	for i := range r.entries {
		if e := &r.entries[i]; e.Function == function && (e.Kind == kindKnew || e.Kind == kindDeclared || e.Kind == kindHeard) {
			e.Replies = append(slices.Clip(e.Replies), ref)
		}
	}
}

// available makes the entry of one fact of what was made available. Of a key there is
// none: it is no words, and that somebody got it stands among the others.
func (r *reader) available() {
	var p gehoor.PersonID
	var id gehoor.ContentID
	switch f := r.fact.What.(type) {
	case dossier.MadeAvailable:
		p, id = f.Person, f.Content
	case dossier.FileMadeAvailable:
		p, id = f.Person, f.Content
	}
	if c, ok := r.contents[id]; ok {
		r.person(p, c.what, c.signal, FromLog)
	}
}

// class is what whoever reads a record knows.
func class(kind gehoor.Kind) What {
	if decides(kind) {
		return Decision
	}
	return Recorded
}
