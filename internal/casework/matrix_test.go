package casework_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
)

// actors are somebody of each role, in the order of the table's columns. The first holds
// the dossier of which the table is, the second is a caseworker who does not.
var actors = []struct {
	name string
	id   gehoor.PersonID
	role gehoor.Role
}{
	{"holder", bram, gehoor.RoleCaseworker}, {"caseworker", gehoor.PersonID(strings.Repeat("51", 16)), gehoor.RoleCaseworker},
	{"head", jet, gehoor.RoleHead}, {"external", saar, gehoor.RoleExternal}, {"custodian", fleur, gehoor.RoleCustodian}, {"administrator", floor, gehoor.RoleAdministrator},
	{"manager", gehoor.PersonID(strings.Repeat("52", 16)), gehoor.RoleManager}, {"adviser", gehoor.PersonID(strings.Repeat("53", 16)), gehoor.RoleAdviser},
	{"mayor", mia, gehoor.RoleMayor}, {"deputy-mayor", lars, gehoor.RoleDeputyMayor}, {"secretary", siem, gehoor.RoleSecretary},
	{"deputy-secretary", gehoor.PersonID(strings.Repeat("54", 16)), gehoor.RoleDeputySecretary}, {"clerk", gehoor.PersonID(strings.Repeat("56", 16)), gehoor.RoleCouncilClerk},
}

// states are what a dossier about somebody who works here has come to.
var states = []struct {
	name string
	make func(*world) account.Mailbox
}{
	{"received", func(w *world) account.Mailbox { return w.about(gehoor.OfficeEmployee) }},
	{"assessed, and the top told", func(w *world) account.Mailbox {
		w.followCommon()
		box := w.about(gehoor.OfficeEmployee)
		w.assess(box, "moderate", "employee")
		w.tick()
		return box
	}},
	{"closed", func(w *world) account.Mailbox {
		box := w.about(gehoor.OfficeEmployee)
		ctx := w.t.Context()
		w.must(w.Acknowledge(ctx, veenhaven, noor, box.Dossier, box.Signal, words("we have it")))
		w.must(w.GiveFeedback(ctx, veenhaven, noor, box.Dossier, box.Signal, words("what we did")))
		made := compartment("matrix case", false, noor, bram)
		w.must(w.Close(ctx, veenhaven, noor, box.Dossier, dossier.ExitFollowedUp, words("why"), &made))
		return box
	}},
}

// ties are what somebody can have to do with it.
var ties = []struct {
	name string
	tie  func(*world, account.Mailbox, gehoor.PersonID)
}{
	{"nothing to do with it", func(*world, account.Mailbox, gehoor.PersonID) {}},
	{"declared to have an interest", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		w.must(w.writes(noor, box.Dossier, w.inCase(box, declared(p, true))))
	}},
	{"suspended for an interest", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		w.must(w.writes(noor, box.Dossier, w.inCase(box, friend(p))))
	}},
	{"the person concerned by the chart", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		w.must(w.imports("matrix", 0, chart.Place{Person: employee, Account: p}))
		w.must(w.writes(noor, box.Dossier, w.inCase(box, picked(record.KindConcerned, box, employee, "picked"))))
	}},
	{"of the party of the person concerned", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		posts := []chart.Post{{Office: gehoor.OfficeAlderman, Party: "A"}}
		w.must(w.imports("matrix", 0, chart.Place{Person: employee, Posts: posts}, chart.Place{Person: manager, Account: p, Posts: posts}))
		w.must(w.writes(noor, box.Dossier, w.inCase(box, picked(record.KindConcerned, box, employee, "picked"))))
	}},
	{"under the person concerned", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		w.must(w.imports("matrix", 0, chart.Place{Person: manager}, chart.Place{Person: employee, Line: manager, Account: p}))
		w.must(w.writes(noor, box.Dossier, w.inCase(box, picked(record.KindConcerned, box, manager, "picked"))))
	}},
	{"above the person concerned", func(w *world, box account.Mailbox, p gehoor.PersonID) {
		w.must(w.imports("matrix", 0, chart.Place{Person: manager, Account: p}, chart.Place{Person: employee, Line: manager}))
		w.must(w.writes(noor, box.Dossier, w.inCase(box, picked(record.KindConcerned, box, employee, "picked"))))
	}},
}

// about sends a signal about somebody of an office, to noor and bram.
func (w *world) about(o gehoor.Office) account.Mailbox {
	w.t.Helper()
	box, err := w.Receive(w.t.Context(), veenhaven, submission("matrix", o, noor, bram))
	w.must(err)
	return box
}

// inCase adds the compartment for internal words if the dossier has none yet.
func (w *world) inCase(box account.Mailbox, writing casework.Writing) casework.Writing {
	for _, b := range w.seen(noor, box.Dossier).Boxes {
		if b.Name == gehoor.Case {
			return writing
		}
	}
	return withCase(writing, "matrix")
}

type action struct {
	name string
	do   func(w *world, box account.Mailbox, who gehoor.PersonID) error
}

// looks is how many of the actions change nothing: the first ones.
const looks = 4

// actions are what somebody can try, all with what a browser of a holder would send.
var actions = []action{
	{"see it on the list", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		for _, stage := range []view.Stage{"", view.StageConclude} {
			items, _, err := w.WorkList(w.t.Context(), veenhaven, who, view.WorkFilter{Stage: stage}, view.Cursor{}, 10)
			if err != nil || len(items) > 0 {
				return err
			}
		}
		return gehoor.ErrNotFound
	}},
	{"see it", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Dossier(w.t.Context(), veenhaven, who, box.Dossier)
		return err
	}},
	{"open words", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Open(w.t.Context(), veenhaven, who, box.Dossier, []gehoor.ContentID{words("account of matrix").ID})
		return err
	}},
	{"find it by reference", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Find(w.t.Context(), veenhaven, who, string(box.Dossier))
		return err
	}},
	{"confirm a notice", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.ConfirmNotice(w.t.Context(), veenhaven, who, box.Dossier, box.Signal)
	}},
	{"read a notice", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Told(w.t.Context(), veenhaven, who, box.Dossier, box.Signal)
		return err
	}},
	{"say they knew before", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.DeclareEarlier(w.t.Context(), veenhaven, who, box.Dossier, box.Signal, dossier.Earlier{Since: protocol.DateOf(w.now).String()})
	}},
	{"read drafts", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Drafts(w.t.Context(), veenhaven, who, box.Dossier)
		return err
	}},
	{"acknowledge", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Acknowledge(w.t.Context(), veenhaven, who, box.Dossier, box.Signal, words("ack by "+string(who)))
	}},
	{"write to the reporter", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Write(w.t.Context(), veenhaven, who, box.Dossier, box.Signal, words("message by "+string(who)))
	}},
	{"ask for consent", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.AskConsent(w.t.Context(), veenhaven, who, box.Dossier, box.Signal, record.Consent{For: "inquiry"}, false, words("consent by "+string(who)))
	}},
	{"give feedback", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.GiveFeedback(w.t.Context(), veenhaven, who, box.Dossier, box.Signal, words("feedback by "+string(who)))
	}},
	{"make it formal", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.MakeFormal(w.t.Context(), veenhaven, who, box.Dossier, box.Signal)
	}},
	{"write a note", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.WriteNote(w.t.Context(), veenhaven, who, box.Dossier, words("note by "+string(who)), w.inCase(box, casework.Writing{}).Made)
	}},
	{"seal a letter", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		w.declare(who, box.Dossier)
		return w.SealLetter(w.t.Context(), veenhaven, who, box.Dossier, letter("letter by "+string(who), words("account of matrix").ID))
	}},
	{"declare an interest", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.writes(who, box.Dossier, w.inCase(box, casework.Writing{Kind: record.KindConflict, Words: words("interest by " + string(who)), Fields: record.Fields{"person": string(milan), "conflict": false, "involved": false}}))
	}},
	{"weigh", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.writes(who, box.Dossier, w.inCase(box, weighing("weighed by "+string(who))))
	}},
	{"confirm a record", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.ConfirmRecord(w.t.Context(), veenhaven, who, box.Dossier, casework.Confirming{Proposal: 3})
	}},
	{"add a holder", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Add(w.t.Context(), veenhaven, who, box.Dossier, adding(milan, gehoor.Conversation))
	}},
	{"hand it over", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		a := adding(milan, gehoor.Conversation)
		a.Leave = true
		return w.Add(w.t.Context(), veenhaven, who, box.Dossier, a)
	}},
	{"say that a key is lost", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.LoseKey(w.t.Context(), veenhaven, who, box.Dossier)
	}},
	{"ask for a recovery", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.RequestRecovery(w.t.Context(), veenhaven, who, box.Dossier, noor, dossier.RecoveryReasons()[0])
	}},
	{"propose a naming", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		w.declare(who, box.Dossier)
		f := dossier.NamingProposed{Signal: box.Signal, Recipient: noor, Ground: dossier.NamingCourt}
		return w.ProposeNaming(w.t.Context(), veenhaven, who, box.Dossier, f, words("naming by "+string(who)))
	}},
	{"tell of a naming", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		w.declare(who, box.Dossier)
		return w.TellNaming(w.t.Context(), veenhaven, who, box.Dossier, 3)
	}},
	{"ask for a naming", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		w.declare(who, box.Dossier)
		return w.RequestNaming(w.t.Context(), veenhaven, who, box.Dossier, 3)
	}},
	{"end a naming", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.EndNaming(w.t.Context(), veenhaven, who, box.Dossier, 3)
	}},
	{"close", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Close(w.t.Context(), veenhaven, who, box.Dossier, dossier.ExitFollowedUp, words("closed by "+string(who)), w.inCase(box, casework.Writing{}).Made)
	}},
	{"reopen", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Reopen(w.t.Context(), veenhaven, who, box.Dossier, words("reopened by "+string(who)))
	}},
	{"hold", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.Hold(w.t.Context(), veenhaven, who, box.Dossier, dossier.HoldGrounds()[0], words("held by "+string(who)), w.inCase(box, casework.Writing{}).Made)
	}},
	{"propose destruction", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		return w.ProposeDestruction(w.t.Context(), veenhaven, who, box.Dossier, words("destroy by "+string(who)))
	}},
	{"export", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Export(w.t.Context(), veenhaven, who, box.Dossier)
		return err
	}},
	{"see who knew what", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Knowledge(w.t.Context(), veenhaven, who, box.Dossier)
		return err
	}},
	{"export who knew", func(w *world, box account.Mailbox, who gehoor.PersonID) error {
		_, err := w.ExportKnowledge(w.t.Context(), veenhaven, who, box.Dossier)
		return err
	}},
	{"enter what was told", func(w *world, _ account.Mailbox, who gehoor.PersonID) error {
		s := submission("entered by "+string(who), gehoor.OfficeEmployee, noor, bram)
		p, err := w.Known(w.t.Context(), veenhaven, who)
		s.Consent = err == nil && p.Role.NeedsConsent()
		if err != nil {
			return err
		}
		_, err = w.Enter(w.t.Context(), veenhaven, who, signal.Channels()[0], s)
		return err
	}},
	{"read the chart", func(w *world, _ account.Mailbox, who gehoor.PersonID) error {
		_, err := w.ReadChart(w.t.Context(), veenhaven, who)
		return err
	}},
	{"see the chart's page", func(w *world, _ account.Mailbox, who gehoor.PersonID) error {
		_, err := w.Chart(w.t.Context(), veenhaven, who)
		return err
	}},
	{"close intake", func(w *world, _ account.Mailbox, who gehoor.PersonID) error {
		return w.CloseIntake(w.t.Context(), veenhaven, gehoor.ByPerson(who))
	}},
}

// peopled is a world with somebody of each role, with the dossier in one state and one tie of somebody to it.
func peopled(t *testing.T, state, tie int, who gehoor.PersonID) (*world, account.Mailbox) {
	t.Helper()
	w := newWorld(t)
	for _, a := range actors {
		if p, err := w.Known(t.Context(), veenhaven, a.id); err == nil && p != nil {
			continue
		}
		w.must(w.Join(t.Context(), veenhaven, gehoor.System, casework.Newcomer{
			ID: a.id, Joined: directory.Joined{Role: a.role, Function: gehoor.Text{NL: a.name, EN: a.name}}, Key: directory.KeyPublished{Recipient: "age1pq1" + string(a.id), Note: "note"},
		}))
	}
	box := states[state].make(w)
	ties[tie].tie(w, box, who)
	return w, box
}

// outcome is what came of an act, in a word.
func outcome(err error) string {
	var refused *gehoor.Refusal
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, gehoor.ErrNotFound):
		return "-"
	case errors.As(err, &refused):
		return string(refused.Code)
	}
	return "error: " + err.Error()
}

// TestMatrix: who can do what with a dossier, in each state and whatever they have to do
// with it. "-" is that there is no such thing: what somebody excluded gets, and nobody
// can tell why. GEHOOR_UPDATE=1 writes the table: read what changed.
func TestMatrix(t *testing.T) {
	var b bytes.Buffer
	for state := range states {
		for tie := range ties {
			fmt.Fprintf(&b, "%s; %s\n", states[state].name, ties[tie].name)
			table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			for _, a := range actors {
				fmt.Fprint(table, "\t", a.name)
			}
			fmt.Fprintln(table)
			rows := make([][]string, len(actions))
			for _, a := range actors {
				w, box := peopled(t, state, tie, a.id)
				for i, act := range actions {
					came := outcome(act.do(w, box, a.id))
					rows[i] = append(rows[i], came)
					if came == "ok" && i >= looks {
						w, box = peopled(t, state, tie, a.id)
					}
				}
			}
			for i, act := range actions {
				fmt.Fprintln(table, act.name+"\t"+strings.Join(rows[i], "\t"))
			}
			if err := table.Flush(); err != nil {
				t.Fatal(err)
			}
			b.WriteByte('\n')
		}
	}
	golden := filepath.Join("testdata", "matrix.txt")
	if os.Getenv("GEHOOR_UPDATE") == "1" {
		if err := os.WriteFile(golden, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("who may do what has changed:\n%s", diff)
	}
}
