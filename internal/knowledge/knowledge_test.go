package knowledge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/google/go-cmp/cmp"
)

// The people of the tests, all invented.
const (
	noor gehoor.PersonID = "noor"
	bram gehoor.PersonID = "bram"
	mia  gehoor.PersonID = "mia"
	one  gehoor.SignalID = "signal-1"
)

func role(p gehoor.PersonID) gehoor.Role {
	switch p {
	case noor, bram:
		return gehoor.RoleCaseworker
	case mia:
		return gehoor.RoleMayor
	}
	return ""
}

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// stream makes facts of a stream out of moments, actors and facts.
type stream struct {
	name  gehoor.StreamID
	facts []knowledge.Fact
}

func (s *stream) add(when string, by gehoor.Actor, f gehoor.Fact) {
	s.facts = append(s.facts, knowledge.Fact{
		Event: gehoor.Event{Stream: s.name, Seq: gehoor.Seq(len(s.facts) + 1), At: at(when), Actor: by, Kind: f.Kind()},
		What:  f,
	})
}

// case1 is a dossier in which everybody knows something: what it is told of, in the log,
// by the program, by confirming, by a handler, afterwards.
func case1() (own, opened []knowledge.Fact) {
	s, o := &stream{name: "dossier/1"}, &stream{name: "opened/1"}
	reporter, n, b := gehoor.ByReporter(one), gehoor.ByPerson(noor), gehoor.ByPerson(bram)
	s.add("2026-03-02 08:17", reporter, dossier.Opened{})
	s.add("2026-03-02 08:17", reporter, dossier.CompartmentMade{Compartment: gehoor.Conversation, Grants: []dossier.Grant{{Person: noor, Content: "key"}, {Signal: one, Content: "k"}}})
	s.add("2026-03-02 08:17", reporter, dossier.CompartmentMade{Compartment: gehoor.Identity, Grants: []dossier.Grant{{Person: noor, Content: "key2"}}})
	s.add("2026-03-02 08:17", reporter, signal.Received{Signal: one, Content: "account"})
	s.add("2026-03-02 08:17", reporter, signal.Identified{Signal: one, Content: "name"})
	s.add("2026-03-02 08:18", gehoor.System, dossier.NoticeGiven{Signal: one, Step: "inform", To: []gehoor.PersonID{mia}, Functions: []gehoor.Role{gehoor.RoleMayor}})
	s.add("2026-03-02 08:30", reporter, signal.MessageSent{Signal: one, Content: "more"})
	s.add("2026-03-03 09:00", gehoor.ByPerson(mia), record.Record{What: "notice.confirmed", Signal: one, Fields: record.Fields{"function": "mayor", "read_on": "2026-03-03"}})
	s.add("2026-03-04 10:00", n, dossier.Granted{Compartment: gehoor.Conversation, Person: bram, Content: "key3"})
	s.add("2026-03-05 10:00", n, signal.Acknowledged{Signal: one, Content: "ack"})
	s.add("2026-03-20 11:00", n, record.Record{What: "knowledge.recorded", Content: "w1", Fields: record.Fields{"function": "secretary", "person": "", "since": "2026-03-03", "acted": "no"}})
	s.add("2026-03-21 11:00", n, record.Record{What: "knowledge.answered", Content: "w2", Fields: record.Fields{"function": "secretary"}})
	s.add("2026-03-22 11:00", b, record.Record{What: "knowledge.recorded", Content: "w3", Fields: record.Fields{"function": "secretary", "since": "2026-03-10", "acted": "yes"}})
	s.add("2026-03-23 11:00", n, dossier.Withdrawn{Person: bram, Reason: dossier.WithdrawalConflict})
	s.add("2026-03-23 11:00", n, dossier.Excluded{Person: bram, Reason: dossier.ReasonConflict})
	s.add("2026-03-24 11:00", n, dossier.Closed{Exit: "none", Content: "why"})
	o.add("2026-03-02 12:00", n, dossier.MadeAvailable{Person: noor, Content: "key"})
	o.add("2026-03-02 12:00", n, dossier.MadeAvailable{Person: noor, Content: "account"})
	o.add("2026-03-02 12:01", n, dossier.MadeAvailable{Person: noor, Content: "name"})
	o.add("2026-03-04 12:00", b, dossier.MadeAvailable{Person: bram, Content: "account"})
	o.add("2026-03-23 10:00", b, dossier.MadeAvailable{Person: bram, Content: "w1"})
	return s.facts, o.facts
}

// line is an entry in short.
func line(e knowledge.Entry) string {
	since := e.Since.Format("01-02 15:04")
	if e.Day {
		since = e.Since.Format("01-02")
	}
	s := fmt.Sprintf("%s %s(%s): %s, %s", since, e.Person, e.Function, e.What, e.Source)
	if e.Afterwards {
		s += ", afterwards " + e.RecordedAt.Format("01-02")
	}
	if len(e.Replies) > 0 {
		s += fmt.Sprintf(", replies %d", len(e.Replies))
	}
	return s
}

func lines(entries []knowledge.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, line(e))
	}
	return all
}

// TestOf: who knew what, since when, how it is known, and what was written afterwards. A
// correction stands beside what it corrects, a reply at what it replies to, and who is
// shut out stays. Of what the reporter or the program did there is the day alone; of a
// key nothing.
func TestOf(t *testing.T) {
	own, opened := case1()
	got := lines(knowledge.Of(own, opened, role))
	want := []string{
		"03-02 noor(caseworker): existence, program",
		"03-02 mia(mayor): notice, program",
		"03-03 09:00 mia(mayor): record, act",
		"03-03 mia(mayor): notice, confirmed",
		"03-04 10:00 bram(caseworker): existence, grant",
		"03-05 10:00 noor(caseworker): words, act",
		"03-20 11:00 noor(caseworker): record, act",
		"03-03 (secretary): matter, handler, afterwards 03-20, replies 1",
		"03-21 11:00 noor(caseworker): record, act",
		"03-21 11:00 (secretary): reply, handler",
		"03-22 11:00 bram(caseworker): record, act",
		"03-10 (secretary): matter, handler, afterwards 03-22",
		"03-24 11:00 noor(caseworker): decision, act",
		"03-02 12:00 noor(caseworker): account, log",
		"03-02 12:01 noor(caseworker): identity, log",
		"03-04 12:00 bram(caseworker): account, log",
		"03-23 10:00 bram(caseworker): record, log",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTold: what each kind of record says of who was told, and who declares it themselves.
func TestTold(t *testing.T) {
	tests := []struct {
		r    record.Record
		want []string
	}{
		{record.Record{What: "knowledge.recorded", Fields: record.Fields{"function": "manager", "person": string(noor), "since": "2026-03-19"}}, []string{"03-19 noor(manager): matter, themselves"}},
		{record.Record{What: "knowledge.recorded", Fields: record.Fields{"function": "manager", "person": string(bram), "since": "2026-03-18"}}, []string{"03-18 bram(manager): matter, handler, afterwards 03-20"}},
		{record.Record{What: "dossier.heard", Fields: record.Fields{"function": "alderman", "heard_on": "2026-03-20", "hours": 2}}, []string{"03-20 (alderman): matter, handler"}},
		{record.Record{What: "top.informed", Fields: record.Fields{"functions": []string{"mayor", "secretary"}}}, []string{"03-20 11:00 (mayor): notice, handler", "03-20 11:00 (secretary): notice, handler"}},
		{record.Record{What: "notice.confirmed", Fields: record.Fields{"function": "mayor", "read_on": "2026-03-20"}}, []string{"03-20 (mayor): notice, handler"}},
		{record.Record{What: "bureau.alerted", Fields: record.Fields{"spoken": true}}, []string{"03-20 11:00 (bureau): existence, handler"}},
		{record.Record{What: "council.informed", Fields: record.Fields{"to": "whole-council", "what": "process"}}, []string{"03-20 11:00 (whole-council): existence, handler"}},
		{record.Record{What: "council.informed", Fields: record.Fields{"to": "whole-council", "what": "outcome"}}, []string{"03-20 11:00 (whole-council): decision, handler"}},
		{record.Record{What: "advice.sought", Fields: record.Fields{"of": "sipa"}}, []string{"03-20 11:00 (sipa): matter, handler"}},
		{record.Record{What: "police.consulted", Fields: record.Fields{"with": "police"}}, []string{"03-20 11:00 (police): matter, handler"}},
		{record.Record{What: "dossier.assigned", Fields: record.Fields{"task": "weigher", "person": string(bram)}}, []string{"03-20 11:00 bram(caseworker): existence, handler"}},
		{record.Record{What: "dossier.assigned", Fields: record.Fields{"task": "weigher"}}, []string{"03-20 11:00 (weigher): existence, handler"}},
		{record.Record{What: "dossier.person-concerned-told"}, []string{"03-20 11:00 (person-concerned): matter, handler"}},
		{record.Record{What: "dossier.outcome-told", Fields: record.Fields{"to": []string{"team"}}}, []string{"03-20 11:00 (team): decision, handler"}},
		{record.Record{What: "complaint.copy-sent", Fields: record.Fields{"sent_on": "2026-03-19"}}, []string{"03-19 (person-concerned): account, handler"}},
		{record.Record{What: "dossier.triaged"}, nil},
	}
	for _, test := range tests {
		s := &stream{name: "dossier/1"}
		s.add("2026-03-20 11:00", gehoor.ByPerson(noor), test.r)
		entries := knowledge.Of(s.facts, nil, role)
		if diff := cmp.Diff(test.want, lines(entries[1:])); diff != "" { // the first: who wrote it
			t.Errorf("%s (-want +got):\n%s", test.r.What, diff)
		}
		for _, e := range entries {
			if _, ok := knowledge.Label(e.Function); !ok && !gehoor.Role(e.Function).Valid() {
				t.Errorf("the function %q has no name", e.Function)
			}
		}
	}
}

// TestGrows: whatever is added, what stood there stays, as it was but for replies.
func TestGrows(t *testing.T) {
	own, opened := case1()
	kinds := func(n int) gehoor.Fact {
		people, functions := []gehoor.PersonID{noor, bram, mia}, []string{"secretary", "mayor", "manager"}
		p, f := people[n%3], functions[n/3%3]
		return []gehoor.Fact{
			record.Record{What: "knowledge.recorded", Fields: record.Fields{"function": f, "person": string(p), "since": "2026-03-01"}},
			record.Record{What: "knowledge.answered", Fields: record.Fields{"function": f}},
			dossier.Excluded{Person: p}, dossier.Withdrawn{Person: p, Reason: dossier.WithdrawalLeft},
			dossier.Granted{Compartment: gehoor.Conversation, Person: p, Content: "again"},
			dossier.NoticeGiven{Signal: one, To: []gehoor.PersonID{p}, Functions: []gehoor.Role{gehoor.Role(f)}},
			signal.MessageSent{Signal: one, Content: "m"}, dossier.Reopened{}, dossier.NoteWritten{Content: "n"},
		}[n/9%9]
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		s := &stream{name: "dossier/1", facts: slices.Clone(own)}
		before := knowledge.Of(s.facts, opened, role)
		for range 30 {
			s.add("2026-04-01 09:00", gehoor.ByPerson(noor), kinds(random.IntN(81)))
			after := knowledge.Of(s.facts, opened, role)
			for _, e := range before {
				i := slices.IndexFunc(after, func(a knowledge.Entry) bool {
					return a.Ref == e.Ref && a.Person == e.Person && a.Function == e.Function && a.What == e.What
				})
				if i < 0 || len(after[i].Replies) < len(e.Replies) {
					t.Fatalf("gone: %s", line(e))
				}
				after := after[i]
				after.Replies = e.Replies
				if diff := cmp.Diff(e, after); diff != "" {
					t.Fatalf("an entry changed (-was +is):\n%s", diff)
				}
			}
			before = after
		}
	}
}

// TestAt: who knew at a moment, by function, however much later that was written down.
func TestAt(t *testing.T) {
	own, opened := case1()
	l := knowledge.NewList(knowledge.Of(own, opened, role))
	known := func(when, function string) string {
		var all []string
		for _, k := range l.At(at(when), function) {
			all = append(all, fmt.Sprintf("%s(%s) %d", k.Person, k.Function, len(k.First)))
		}
		return strings.Join(all, ", ")
	}
	for _, test := range []struct{ when, function, want string }{
		{"2026-03-01 23:00", "", ""},
		{"2026-03-02 01:00", "", "noor(caseworker) 1, mia(mayor) 1"},
		{"2026-03-03 01:00", "", "noor(caseworker) 3, mia(mayor) 2, (secretary) 1"},
		{"2026-03-03 01:00", "secretary", "(secretary) 1"},
		{"2026-03-10 12:00", "secretary", "(secretary) 2"},
		{"2026-03-10 12:00", "caseworker", "noor(caseworker) 4, bram(caseworker) 2"},
		{"2026-04-10 12:00", "caseworker", "noor(caseworker) 6, bram(caseworker) 4"},
		{"2026-04-10 12:00", "manager", ""},
	} {
		if got := known(test.when, test.function); got != test.want {
			t.Errorf("%s %q: %s, want %s", test.when, test.function, got, test.want)
		}
	}
	if diff := cmp.Diff([]string{"caseworker", "mayor", "secretary"}, l.Functions()); diff != "" {
		t.Error(diff)
	}
	if n := len(l.Until(at("2026-03-02 12:00"))); n != 3 {
		t.Errorf("%d entries until the first noon", n)
	}
}

// TestNobody: a dossier without facts is known to nobody.
func TestNobody(t *testing.T) {
	l := knowledge.NewList(knowledge.Of(nil, nil, role))
	if len(l.All)+len(l.At(at("2026-03-01 23:00"), ""))+len(l.Functions()) != 0 {
		t.Error("somebody knew")
	}
}

// million are entries of a thousand people in twelve functions, over three years.
func million() []knowledge.Entry {
	start := at("2024-01-01 00:00")
	all := make([]knowledge.Entry, 1_000_000)
	for i := range all {
		all[i] = knowledge.Entry{
			Ref: knowledge.Ref{Stream: "opened/1", Seq: gehoor.Seq(i + 1)}, Person: gehoor.PersonID(fmt.Sprintf("%032x", i%1000)), Function: fmt.Sprintf("function-%d", i%12),
			What: knowledge.Whats()[i%8], Source: knowledge.Sources()[i%7], Since: start.Add(time.Duration(i*7919%1_000_000) * 95 * time.Second), RecordedAt: start,
		}
	}
	return all
}

// BenchmarkAt asks who knew at a moment among a million entries, of one function and of
// all.
func BenchmarkAt(b *testing.B) {
	l := knowledge.NewList(million())
	when := at("2025-07-01 12:00")
	for _, function := range []string{"function-3", ""} {
		b.Run("of="+function, func(b *testing.B) {
			for b.Loop() {
				if len(l.At(when, function)) == 0 {
					b.Fatal("nobody knew")
				}
			}
		})
	}
}

// BenchmarkNewList puts a million entries in order, which is done once for a page.
func BenchmarkNewList(b *testing.B) {
	all := million()
	for b.Loop() {
		knowledge.NewList(all)
	}
}
