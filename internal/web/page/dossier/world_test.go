package dossier_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	page "github.com/gehoor/gehoor/internal/web/page/dossier"
)

// The people and things of the tests, all invented.
var (
	noor = person("a1", "Noor Zilverberk", "behandelaar", "caseworker")
	bram = person("b2", "Bram Kwelder", "behandelaar", "caseworker")
	jet  = person("c3", "Jet Rietvink", "hoofd", "head")

	dossierID = gehoor.DossierID("3f9a2c00000000000000000000000001")
	signalID  = gehoor.SignalID("51000000000000000000000000000001")
	now       = time.Date(2026, 6, 5, 12, 0, 0, 0, time.UTC)
)

func person(id, name, nl, en string) *directory.Person {
	return &directory.Person{
		ID: gehoor.PersonID(id + strings.Repeat("0", 30)), Role: gehoor.RoleCaseworker,
		Name: name, Function: gehoor.Text{NL: nl, EN: en}, Recipient: "age1pq1", Note: "a note about " + id,
	}
}

func content(n int) gehoor.ContentID { return gehoor.ContentID(fmt.Sprintf("%064x", n)) }

// day is the moment so many days from now.
func day(n int) time.Time { return now.AddDate(0, 0, n) }

// end is the last second of the day so many days from now.
func end(n int) time.Time { return protocol.DateOf(now).AddDays(n).At(23, 59, 59) }

// step is one that is still to be done.
func step(code protocol.StepCode, days int, running bool) protocol.OpenStep {
	return protocol.OpenStep{
		Step: code, Signal: signalID, Running: running, Target: end(days), Late: days < 0,
		Told: gehoor.Text{NL: "Wij vertellen u wat wij doen.", EN: "We tell you what we do."},
	}
}

// fresh is a dossier with one signal, received two days ago, that nobody has
// acknowledged.
func fresh() page.Case {
	s := signal.Signal{
		ID: signalID, Account: content(1), Office: gehoor.OfficeAlderman, Language: gehoor.English,
		ReceivedAt: day(-2).Add(-34 * time.Minute),
	}
	return page.Case{
		Org: "veenhaven", Root: "veenhaven-root+00000000+key", Me: noor, Now: now, Forms: questionnaire.All(),
		Dossier: casework.Dossier{
			ID: dossierID, OpenedOn: day(-2).Truncate(24 * time.Hour), Signals: []signal.Signal{s},
			Open:    []protocol.OpenStep{step(protocol.StepAcknowledge, 5, true), step(protocol.StepFeedback, 98, false)},
			Then:    map[gehoor.SignalID][]protocol.OpenStep{signalID: {step(protocol.StepFeedback, 92, true)}},
			Holders: []*directory.Person{noor, bram}, Carers: []*directory.Person{noor, bram}, Custodians: []*directory.Person{jet}, Threshold: 2,
			Boxes: []casework.Box{
				{Name: gehoor.Conversation, Epoch: 1, Recipient: "age1pq1c", Key: content(90)},
			},
		},
	}
}

// answered is a dossier in which everything has happened once: acknowledged
// late, told of, answered by the reporter, noted.
func answered() page.Case {
	c := fresh()
	s := &c.Dossier.Signals[0]
	s.ReceivedAt, s.AcknowledgedAt, s.Formal, s.NotSafe, s.Who = day(-20), day(-10), true, true, content(2)
	s.Thread = []signal.Entry{
		{Form: signal.FormAcknowledgement, Content: content(3), By: gehoor.ByPerson(noor.ID), At: day(-10)},
		{Form: signal.FormMessage, Content: content(4), By: gehoor.ByPerson(bram.ID), At: day(-9)},
		{Form: signal.FormMessage, Content: content(5), By: gehoor.ByReporter(signalID), FromReporter: true, At: day(-1).Add(34 * time.Minute)},
	}
	feedback := step(protocol.StepFeedback, 70, true)
	feedback.Article = "WBK art. 2"
	c.Dossier.Open, c.Dossier.Then = []protocol.OpenStep{feedback}, nil
	c.Dossier.Clocks = []protocol.Clock{{
		Step: protocol.StepAcknowledge, Signal: signalID, Basis: protocol.BasisStatutory,
		Started: day(-20), Target: end(-13), State: protocol.StateMet, Met: day(-10), MetLate: true,
	}}
	c.Dossier.Lateness = []dossier.Late{
		{Escalated: dossier.Escalated{Signal: signalID, Step: "acknowledge", Level: 1, To: []gehoor.PersonID{bram.ID}}, At: day(-12)},
		{Escalated: dossier.Escalated{Signal: signalID, Step: "acknowledge", Level: 2, To: []gehoor.PersonID{jet.ID}}, At: day(-11)},
	}
	c.Dossier.Others = []*directory.Person{jet}
	c.Dossier.Notes = []dossier.Note{{Content: content(6), By: gehoor.ByPerson(bram.ID), At: day(-9)}}
	c.Dossier.Boxes = append(c.Dossier.Boxes,
		casework.Box{Name: gehoor.Identity, Epoch: 1, Recipient: "age1pq1i", Key: content(91)},
		casework.Box{Name: gehoor.Case, Epoch: 1, Recipient: "age1pq1n", Key: content(92)})
	return c
}
