package dossier_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/google/go-cmp/cmp"
)

// fold folds one fact as event seq of an actor.
func fold(t *testing.T, s *dossier.State, seq gehoor.Seq, by gehoor.PersonID, f gehoor.Fact) {
	t.Helper()
	if err := s.Fold(gehoor.Event{Seq: seq, Kind: f.Kind(), Actor: gehoor.ByPerson(by), At: time.Unix(1_750_000_000, 0)}, f); err != nil {
		t.Fatal(err)
	}
}

func referred(to string) record.Record {
	return record.Record{What: "dossier.referred", Fields: record.Fields{"to": to, "reporter_told": true}}
}

func motion(words gehoor.ContentID) record.Record {
	return record.Record{What: "dossier.own-motion-decided", Content: words, Fields: record.Fields{
		"go_on": true, "ground": "safety", "reporter_first": true, "hard_to_trace": true}}
}

// A record folds whatever its noun is, and one that must have a second person counts
// only with one.
func TestRecords(t *testing.T) {
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram), made(gehoor.Case, "", noor, bram))
	facts, err := s.Record(referred("police"), noor, false)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, s, 4, noor, facts[0])
	fold(t, s, 5, noor, record.Record{What: "publication.verified"}) // of later: a story stated it
	if len(s.Records) != 2 || s.Records[0].Seq != 4 {
		t.Fatalf("%d records", len(s.Records))
	}
	_, err = s.Record(motion("why"), noor, false)
	wantCode(t, err, dossier.CodeNeedsSecond)
	_, err = s.Record(record.Record{What: "publication.verified"}, noor, false)
	wantCode(t, err, record.CodeUnknown)
	_, err = s.ProposeRecord(referred("police"), noor, false)
	wantCode(t, err, dossier.CodeNoSecond)
	_, err = s.ProposeRecord(motion("why"), jet, false)
	wantCode(t, err, dossier.CodeNoCompartment)

	before := s.Clone()
	facts, err = s.ProposeRecord(motion("why"), noor, false)
	if err != nil {
		t.Fatal(err)
	}
	fold(t, s, 6, noor, facts[0])
	if len(s.Records) != 2 || len(s.RecordProposals) != 1 || len(before.RecordProposals) != 0 {
		t.Fatal("a proposal counts, or was added to a copy")
	}
	_, err = s.ProposeRecord(motion("other words"), bram, false)
	wantCode(t, err, dossier.CodeProposedTwice)
	_, err = s.ConfirmRecord(6, noor, nil, "")
	wantCode(t, err, dossier.CodeOwnProposal)
	_, err = s.ConfirmRecord(6, jet, nil, "")
	wantCode(t, err, dossier.CodeNoCompartment)
	facts, err = s.ConfirmRecord(6, bram, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	fold(t, s, 7, bram, facts[0])
	want := motion("why")
	want.Proposal, want.Proposer = 6, noor
	if diff := cmp.Diff(want, s.Records[2].Record); diff != "" || len(s.RecordProposals) != 0 {
		t.Errorf("%d wait\n%s", len(s.RecordProposals), diff)
	}
	_, err = s.DropRecord(6)
	wantCode(t, err, dossier.CodeNoProposal)
}

// A record is about a letter that there is, and made for whom it names.
func TestRecordsOfLetters(t *testing.T) {
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram),
		dossier.LetterSealed{To: "kings-commissioner"}, dossier.LetterSealed{To: "other"})
	about := func(kind gehoor.Kind, n any, more record.Fields) error {
		fields := record.Fields{}
		if n != nil {
			fields["letter"] = n
		}
		for name, v := range more {
			fields[name] = v
		}
		r := record.Record{What: kind, Fields: fields}
		_, err := s.Record(r, noor, false)
		return err
	}
	sent := record.Fields{"sent_on": "2026-05-22", "way": "by-hand"}
	for _, n := range []int{1, 2} {
		if err := about(record.KindLetterSent, n, sent); err != nil {
			t.Errorf("letter %d: %v", n, err)
		}
	}
	wantCode(t, about(record.KindLetterSent, 3, sent), record.CodeLetter)
	wantCode(t, about(record.KindLetterSent, 0, sent), record.CodeWrong)
	wantCode(t, about(record.KindLetterSent, "1", sent), record.CodeWrong)
	wantCode(t, about(record.KindLetterSent, nil, sent), record.CodeMissing)
	wantCode(t, about(record.KindLetterReceived, 3, record.Fields{"received_on": "2026-05-23", "who": "office", "way": "phone"}), record.CodeLetter)
	for name, c := range map[string]struct {
		of   string
		n    any
		want gehoor.Code
	}{
		"of whom it was for":  {"kings-commissioner", 1, ""},
		"of somebody else":    {"sipa", 1, record.CodeLetter},
		"of no letter":        {"sipa", nil, ""},
		"for another, anyone": {"sipa", 2, ""},
		"that there is not":   {"sipa", 9, record.CodeLetter},
	} {
		t.Run(name, func(t *testing.T) {
			err := about(record.KindAdviceSought, c.n, record.Fields{"of": c.of})
			if c.want == "" && err != nil {
				t.Error(err)
			} else if c.want != "" {
				wantCode(t, err, c.want)
			}
		})
	}
	wantCode(t, about(record.KindTakenOver, 1, record.Fields{"by": "police", "received_on": "2026-05-23"}), record.CodeLetter)
	if err := about(record.KindTakenOver, 1, record.Fields{"by": "kings-commissioner", "received_on": "2026-05-23"}); err != nil {
		t.Error(err)
	}
}

// What somebody proposed who has an interest waits no longer.
func TestExcludeEndsProposals(t *testing.T) {
	s := dossier.New()
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram, jet), made(gehoor.Case, "", noor, bram, jet))
	for i, by := range []gehoor.PersonID{noor, bram} {
		r := motion("why")
		r.Fields["go_on"] = i == 0
		facts, err := s.ProposeRecord(r, by, false)
		if err != nil {
			t.Fatal(err)
		}
		fold(t, s, gehoor.Seq(4+i), by, facts[0])
	}
	tell(t, s, s.Exclude(bram)...)
	if s.Holds(bram, gehoor.Case) || !s.Excluded(bram) || len(s.RecordProposals) != 1 || s.RecordProposals[0].By != noor {
		t.Errorf("bram holds %v, and waiting is %v", s.Holds(bram, gehoor.Case), s.RecordProposals)
	}
	if again := s.Exclude(bram); len(again) != 0 {
		t.Errorf("excluded twice: %v", again)
	}
}

// A record that names a measure names one that somebody whom it is about still bears.
func TestRecordsOfMeasures(t *testing.T) {
	s := dossier.New()
	breach := func(who string) record.Record {
		return record.Record{What: record.KindBreach, Content: "words", Fields: record.Fields{"burden": []string{who}, "by": "manager", "since": "2026-01-05"}}
	}
	tell(t, s, dossier.Opened{}, made(gehoor.Conversation, first, noor, bram), made(gehoor.Case, first, noor, bram))
	fold(t, s, 4, noor, breach("reporter"))
	fold(t, s, 5, noor, breach("witness"))
	lift := func(who string, n any) error {
		fields := record.Fields{"burden": []string{who}, "told": true, "lifted_on": "2026-01-09"}
		if n != nil {
			fields["measure"] = n
		}
		facts, err := s.Record(record.Record{What: record.KindLifted, Content: "words", Fields: fields}, noor, false)
		if err == nil && n == 1 {
			fold(t, s, 6, noor, facts[0])
		}
		return err
	}
	for _, c := range []struct {
		who  string
		n    any
		want gehoor.Code
	}{
		{"reporter", nil, ""}, {"reporter", 2, record.CodeMeasure}, {"reporter", 3, record.CodeMeasure}, {"reporter", 0, record.CodeWrong},
		{"reporter", "1", record.CodeWrong}, {"reporter", 1, ""}, {"reporter", 1, record.CodeMeasure}, {"witness", 2, ""},
	} {
		err := lift(c.who, c.n)
		if c.want == "" && err != nil {
			t.Errorf("%v: %v", c, err)
		} else if c.want != "" {
			wantCode(t, err, c.want)
		}
	}
	if m := s.Measures(); len(m.All) != 2 || m.All[0].Burdens[0].End != measure.Lifted || m.All[1].Open() != true {
		t.Errorf("%+v", m)
	}
}
