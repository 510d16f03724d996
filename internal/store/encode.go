package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/view"
)

var errRow = errors.New("store: row of another type, stream or organisation")

// work is a batch made ready by the caller's own goroutine, so that the batcher
// only decides and writes.
type work struct {
	org      string
	extends  []extension
	reads    []ledger.Version
	erases   []ledger.Version
	contents [][]byte // ids
	parts    []partRow
	boxes    [][]byte // look-up hashes
	rows     [tables][]any
	deletes  []Statement
	bytes    int
}

// extension is one stream's part. Its event rows lack only the leaf index; one without
// records has its view rows replaced and no more.
type extension struct {
	stream  string
	after   int64
	records []ledger.Record
	leaves  []register.Leaf
	views   int64 // bits of the tables that will hold its rows
	leads   []lead
}

// lead is an open item of a person, as the tally counts it.
type lead struct {
	person                             string
	late, waiting, short, talk, demand int64
}

// prepare checks a batch and turns it into rows.
func prepare(b ledger.Batch) (*work, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	w := &work{org: string(b.Org), reads: b.Reads, erases: b.Erases}
	for _, e := range b.Extensions {
		if err := w.extend(e); err != nil {
			return nil, err
		}
	}
	for _, c := range b.Contents {
		id, err := hex.DecodeString(string(c.ID))
		if err != nil {
			return nil, fmt.Errorf("content: %w", err)
		}
		w.contents = append(w.contents, id)
		w.bytes += len(c.Bytes)
		w.add(tableContent, id, w.org, string(b.Extensions[0].Stream), c.Bytes)
	}
	for _, p := range b.Parts {
		id, err := hex.DecodeString(string(p.ID))
		if err != nil {
			return nil, fmt.Errorf("part: %w", err)
		}
		w.parts = append(w.parts, partRow{p, id})
	}
	for _, r := range b.Inserts {
		if err := w.insert(r); err != nil {
			return nil, err
		}
	}
	for _, r := range b.Deletes {
		if err := w.remove(r); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *work) add(t table, args ...any) { w.rows[t] = append(w.rows[t], args...) }

func (w *work) extend(e ledger.Extension) error {
	x := extension{stream: string(e.Stream), after: int64(e.After), records: e.Records}
	for _, r := range e.Records {
		x.leaves = append(x.leaves, register.LeafOf(r.Salt, r.Data))
		w.bytes += len(r.Data)
	}
	list := summary(e)
	for _, r := range e.Rows {
		t, stream, err := w.view(e.Stream, list, r)
		if err != nil {
			return err
		}
		if stream != e.Stream {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		x.views |= 1 << t
	}
	if list.item.Stage != view.StageConclude {
		for p := range list.led {
			x.leads = append(x.leads, lead{string(p), bit(list.item.Late), bit(list.item.Waiting), bit(list.item.Short), bit(list.item.Talk), bit(list.item.Demand)})
		}
	}
	w.extends = append(w.extends, x)
	return nil
}

// listed is what a holder's leading row repeats of the rest of the stream.
type listed struct {
	item     view.WorkItem
	excluded map[gehoor.PersonID]bool
	led      map[gehoor.PersonID]bool // who has a leading row by now
	active   bool                     // whether an active staff row leads by now
}

func summary(e ledger.Extension) *listed {
	l := &listed{excluded: map[gehoor.PersonID]bool{}, led: map[gehoor.PersonID]bool{}}
	for _, r := range e.Rows {
		switch r := r.(type) {
		case view.WorkItem:
			l.item = r
		case view.Excluded:
			l.excluded[r.Person] = true
		}
	}
	return l
}

// lead says whether this row of the person is the one that lists join, and
// remembers that it is.
func (l *listed) lead(p gehoor.PersonID) bool {
	if l.excluded[p] || l.led[p] {
		return false
	}
	l.led[p] = true
	return true
}

// view turns a view row into columns.
func (w *work) view(stream gehoor.StreamID, l *listed, r ledger.Row) (table, gehoor.StreamID, error) {
	s := string(stream)
	switch r := r.(type) {
	case view.WorkItem:
		w.add(tableWorkItem, w.org, s, string(r.Dossier), string(r.Office), string(r.Language), string(r.Stage),
			bit(r.NotSafe), bit(r.Formal), micros(r.ReceivedOn), micros(r.ReporterOn),
			bit(r.Waiting), r.Clock, micros(r.DueAt), bit(r.Late), int64(r.Escalated), bit(r.Short), bit(r.Talk),
			bit(r.Demand), string(r.Leader), bit(r.Statutory), r.Actor, string(r.StandIn), bit(r.Keyless), bit(r.PickAgain), bit(r.OtherOffice), bit(r.AskName))
		return tableWorkItem, r.Stream, nil
	case view.Due:
		w.add(tableDue, w.org, s, micros(r.At), int64(r.Setting))
		return tableDue, r.Stream, nil
	case view.Holder:
		w.add(tableHolder, w.org, s, string(r.Person), string(r.Compartment), bit(l.lead(r.Person)),
			bit(l.item.Stage != view.StageConclude), micros(l.item.DueAt), string(l.item.Stage), string(l.item.Office),
			bit(l.item.Late), bit(l.item.Waiting), bit(l.item.Short), bit(l.item.Talk),
			bit(l.item.Demand), bit(l.item.Formal), bit(r.Person == l.item.Leader || r.Person == l.item.StandIn), l.item.Clock)
		return tableHolder, r.Stream, nil
	case view.Excluded:
		w.add(tableExcluded, w.org, s, string(r.Person))
		return tableExcluded, r.Stream, nil
	case view.Short:
		w.add(tableShort, w.org, s, int64(r.Holders))
		return tableShort, r.Stream, nil
	case view.Asked:
		w.add(tableAsked, w.org, s, string(r.Person))
		return tableAsked, r.Stream, nil
	case view.Counsel:
		w.add(tableCounsel, w.org, s, string(r.Person))
		return tableCounsel, r.Stream, nil
	case view.Closed:
		w.add(tableClosed, w.org, s, micros(r.ClosedAt), bit(r.Held), bit(r.Proposed), r.Exit)
		return tableClosed, r.Stream, nil
	case view.Notice:
		w.add(tableNotice, w.org, s, string(r.Person), string(r.Signal), string(r.Function), micros(r.GivenAt),
			micros(r.ConfirmedAt), bit(!r.ConfirmedAt.IsZero()), r.Severity, r.Office, bit(r.Formal), string(r.Stage), bit(r.Late))
		return tableNotice, r.Stream, nil
	case view.Concerned:
		w.add(tableConcerned, w.org, s, int64(r.Chart))
		return tableConcerned, r.Stream, nil
	case view.Incident:
		w.add(tableIncident, w.org, s, string(r.Signal), r.Subject.ID(), bit(r.Subject.Team), micros(r.Day), r.Severity, bit(r.Distinct), r.Channel,
			micros(r.TalkOn), micros(r.NothingOn), micros(r.MeasureOn), r.Exit, micros(r.ClosedOn), bit(r.Weighing), string(r.With), string(r.Same))
		return tableIncident, r.Stream, nil
	case view.Measure:
		w.add(tableMeasure, w.org, s, int64(r.Number), r.Bearer, r.Weight, bit(r.Breach), bit(r.Own), micros(r.On), micros(r.EndedOn), micros(r.Start), micros(r.Until), micros(r.Planned))
		return tableMeasure, r.Stream, nil
	case view.Unlooked:
		w.add(tableUnlooked, w.org, s)
		return tableUnlooked, r.Stream, nil
	case view.Chart:
		w.add(tableChart, w.org, s, int64(r.Seq))
		return tableChart, r.Stream, nil
	case view.Help:
		w.add(tableHelp, w.org, s, string(r.Person), micros(r.Due))
		return tableHelp, r.Stream, nil
	case view.Setting:
		w.add(tableSetting, w.org, s, int64(r.Seq))
		return tableSetting, r.Stream, nil
	case view.Staff:
		leads := r.Active && !l.active
		l.active = l.active || leads
		w.add(tableStaff, w.org, s, string(r.Person), string(r.Role), bit(r.Active), bit(leads), string(r.Deputy))
		return tableStaff, r.Stream, nil
	case view.Triage:
		w.add(tableTriage, w.org, s, string(r.Office), string(r.Person), int64(r.Place))
		return tableTriage, r.Stream, nil
	}
	return 0, "", fmt.Errorf("%w: %T", errRow, r)
}

// insert turns a row that is added into columns.
func (w *work) insert(r ledger.Row) error {
	switch r := r.(type) {
	case account.Mailbox:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		if slices.ContainsFunc(w.boxes, func(b []byte) bool { return [32]byte(b) == r.Lookup }) {
			return gehoor.Refuse(gehoor.CodeReplayed)
		}
		w.boxes = append(w.boxes, r.Lookup[:])
		w.add(tableMailbox, w.org, r.Lookup[:], string(r.Dossier), string(r.Signal), string(r.Participant))
	case account.Session:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		w.add(tableSession, sessionColumns(r)...)
	case account.Login:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		w.add(tableLogin, loginColumns(r)...)
	case account.Invitation:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		w.add(tableInvitation, w.org, string(r.Person), r.Name, r.Secret[:], micros(r.EndsAt))
	case notify.Message:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		w.add(tableOutbox, messageColumns(r)...)
	case notify.Reach:
		if string(r.Org) != w.org {
			return fmt.Errorf("%w: %T", errRow, r)
		}
		w.add(tableReach, w.org, string(r.Person), r.Name, r.Phone)
	default:
		return fmt.Errorf("%w: insert %T", errRow, r)
	}
	return nil
}

// remove turns a row that is removed into a statement.
func (w *work) remove(r ledger.Row) error {
	switch r := r.(type) {
	case account.Draft:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, Statement{SQL: deleteDraft, Args: []any{w.org, r.Lookup[:], r.Sending}})
			return nil
		}
	case account.DiarySent:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, Statement{SQL: diarySent, Args: []any{w.org, r.Lookup[:], r.Entries}})
			return nil
		}
	case account.Invitation:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, Statement{SQL: deleteInvitation, Args: []any{w.org, string(r.Person)}})
			return nil
		}
	case account.StaffSessions:
		if string(r.Org) == w.org {
			none := [32]byte{}
			w.deletes = append(w.deletes, Statement{SQL: deleteSessionsOf, Args: []any{w.org, string(r.Person), none[:]}})
			return nil
		}
	case account.Passkeys:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes,
				Statement{SQL: deletePasskeysOf, Args: []any{w.org, string(r.Person)}}, Statement{SQL: deleteLink, Args: []any{w.org, string(r.Person)}})
			return nil
		}
	case account.FormerCodes:
		if string(r.Org) == w.org {
			args := []any{w.org, string(r.Dossier), string(r.Signal), string(r.Participant), r.Lookup[:]}
			// What was sealed to a former code nobody will open.
			w.deletes = append(w.deletes, Statement{SQL: deleteDraftsBut, Args: args}, Statement{SQL: deleteMailboxesBut, Args: args})
			return nil
		}
	case notify.News:
		if string(r.Org) == w.org {
			args := []any{w.org, string(r.Link)}
			w.deletes = append(w.deletes, Statement{SQL: endNewsMail, Args: args}, Statement{SQL: deleteNews, Args: args})
			return nil
		}
	case notify.Reach:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, Statement{SQL: deleteReach, Args: []any{w.org, string(r.Person)}})
			return nil
		}
	case account.Destroyed:
		if string(r.Org) == w.org {
			w.destroyed(r)
			return nil
		}
	case draft.Sent:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, dropsOf(r)...)
			return nil
		}
	case draft.Lost:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, lost(r))
			return nil
		}
	case advice.Gone:
		if string(r.Org) == w.org {
			w.deletes = append(w.deletes, Statement{SQL: endAdvice, Args: []any{w.org, string(r.Person)}})
			return nil
		}
	}
	return fmt.Errorf("%w: delete %T", errRow, r)
}

// destroyed takes the mailboxes of a dossier away, and what staff has not sent in it.
func (w *work) destroyed(r account.Destroyed) {
	args := []any{w.org, string(r.Dossier)}
	w.deletes = append(w.deletes,
		Statement{SQL: leaveGone, Args: append(slices.Clone(args), micros(r.On), micros(r.EndsOn()))},
		Statement{SQL: endDrafts, Args: args}, Statement{SQL: endSessions, Args: args}, Statement{SQL: endMailboxes, Args: args},
		Statement{SQL: endStaffDrafts, Args: []any{w.org, string(gehoor.DossierStream(r.Dossier))}})
}

// storable says whether both engines can keep and compare the text. PostgreSQL
// refuses NUL and broken UTF-8; nothing with them is ever stored, so whoever
// asks for it asks for what is not there.
func storable(s string) bool {
	return utf8.ValidString(s) && !slices.Contains([]byte(s), 0)
}
