package bench

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Looked is how long it takes to look for a pattern among so many incidents, of all people
// together. All are medians in milliseconds.
type Looked struct {
	Engine    string `json:"engine"`
	Incidents int    `json:"incidents"`
	// Confirm is the act that makes a signal count, with the looking and what it records;
	// Look is reading what is known of one person and asking the rules.
	Confirm float64 `json:"confirm_ms"`
	Look    float64 `json:"look_ms"`
	// Bare is a durable row by itself, past all our code: the limit of the disk.
	Bare float64 `json:"bare_ms"`
}

const (
	// countIn is in how many dossiers a signal begins to count at each size.
	countIn = 41
	// eachKnown is how many incidents are known of each person whose signals are looked at.
	eachKnown = 5
	// fillEach is how many incidents one commit writes.
	fillEach = 1_000_000
	// never is how the table has that something did not happen.
	never = int64(math.MaxInt64)
)

// incidentColumns are those of the table, in the order of [looking.row].
const incidentColumns = `org, stream, signal, subject, team, told_on, severity, apart, channel, talk_on, nothing_on, measure_on, exit, closed_on, weighing, weighed_in`

func incidentsOn(ctx context.Context, o Options, e engine, each func(Looked)) (err error) {
	g := &grow{o: o, e: e}
	if g.m, err = newMunicipality(); err != nil {
		return err
	}
	if g.where, err = e.fresh(ctx); err != nil {
		return err
	}
	defer e.drop(g.where)
	g.clock.Store(time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).Unix())
	if err := g.open(ctx); err != nil {
		return err
	}
	defer func() {
		if g.db != nil {
			err = errors.Join(err, g.close())
		}
	}()
	l := &looking{charting: &charting{grow: g, admin: g.m.cast["floor"], places: chartOfPeople(200, g.m)}}
	if _, err := l.imports(ctx, 0, l.places); err != nil {
		return err
	}
	for _, size := range o.Incidents {
		o.Note(fmt.Sprintf("%s: %d incidents", e.name(), size))
		got, err := l.at(ctx, size)
		if err != nil {
			return fmt.Errorf("bench: %d incidents on %s: %w", size, e.name(), err)
		}
		each(got)
	}
	return nil
}

// looking is a municipality in whose database incidents are put by themselves.
type looking struct {
	*charting
	filled int
}

func (l *looking) at(ctx context.Context, size int) (Looked, error) {
	got := Looked{Engine: l.e.name(), Incidents: size}
	bare, err := l.fill(ctx, size)
	if err != nil {
		return got, err
	}
	got.Bare = millis(bare)
	boxes, err := l.picked(ctx)
	if err != nil {
		return got, err
	}
	second := l.to.Holders[1].ID
	var confirms []time.Duration
	for _, box := range boxes {
		if err := l.cases.DeclareNoInterest(ctx, veenhaven.Org, second, box.Dossier); err != nil {
			return got, err
		}
		d, err := l.cases.Dossier(ctx, veenhaven.Org, second, box.Dossier)
		if err != nil {
			return got, err
		}
		began := time.Now()
		if err := l.cases.ConfirmRecord(ctx, veenhaven.Org, second, box.Dossier, casework.Confirming{Proposal: d.Waiting[0].Seq}); err != nil {
			return got, err
		}
		confirms = append(confirms, time.Since(began))
	}
	got.Confirm = millis(median(confirms))
	asked := 0
	look, err := medianOf(runs, func() error {
		asked++
		return l.look(ctx, l.subject(asked))
	})
	got.Look = millis(look)
	return got, err
}

// subject is somebody who works far from whoever handles it.
func (l *looking) subject(i int) gehoor.PersonID { return l.places[len(l.places)/2+i%countIn].Person }

// look reads what is known of one person, and asks the rules about the newest.
func (l *looking) look(ctx context.Context, p gehoor.PersonID) error {
	rows, err := l.db.Incidents(ctx, veenhaven.Org, gehoor.Subject{Person: p}, 10_000)
	if err != nil {
		return err
	}
	if len(rows) < eachKnown {
		return fmt.Errorf("of somebody %d incidents are known", len(rows))
	}
	all := make([]pattern.Incident, len(rows))
	for i, r := range rows {
		all[i] = pattern.Incident{ID: pattern.IncidentID(r.Signal), Day: r.Day, Severity: pattern.Severity(r.Severity), TalkOn: r.TalkOn}
	}
	if len(pattern.Default.Fired(pattern.KindPerson, all, all[0].ID)) == 0 {
		return errors.New("nothing fired")
	}
	return nil
}

// picked are dossiers in which somebody was picked, whom a second person has to confirm.
func (l *looking) picked(ctx context.Context) ([]account.Mailbox, error) {
	who := l.to.Holders[0].ID
	boxes := make([]account.Mailbox, countIn)
	for i := range boxes {
		var err error
		if boxes[i], err = l.receive(ctx, smallContent); err != nil {
			return nil, err
		}
		box := boxes[i]
		d, err := l.cases.Dossier(ctx, veenhaven.Org, who, box.Dossier)
		if err != nil {
			return nil, err
		}
		made := l.sealed(d)
		if err := l.cases.DeclareNoInterest(ctx, veenhaven.Org, who, box.Dossier); err != nil {
			return nil, err
		}
		if err := l.cases.Record(ctx, veenhaven.Org, who, box.Dossier, casework.Writing{
			Kind: record.KindConcerned, Signal: box.Signal, Fields: record.Fields{"person": string(l.subject(i))}, Words: l.content(smallContent), Made: &made, Propose: true,
		}); err != nil {
			return nil, err
		}
	}
	return boxes, nil
}

// fill puts incidents into the database past casework until there are so many, a few of
// each person that is looked at and the rest of others, and says how long one row takes by
// itself. Those of others the database makes itself, a million and more in a minute: what
// they cost to write is not measured.
func (l *looking) fill(ctx context.Context, size int) (time.Duration, error) {
	if err := l.close(); err != nil {
		return 0, err
	}
	db, err := l.e.bare(ctx, l.where)
	if err != nil {
		return 0, err
	}
	defer func() { db.close() }()
	if known := countIn * eachKnown; l.filled < known {
		if err := db.write(ctx, []statement{l.insert(known)}); err != nil {
			return 0, err
		}
	}
	for l.filled < size && ctx.Err() == nil {
		n := min(fillEach, size-l.filled)
		if err := db.write(ctx, []statement{l.made(n)}); err != nil {
			return 0, err
		}
	}
	db.close() // what was filled is in its place before anything is measured
	again, err := l.e.bare(ctx, l.where)
	if err != nil {
		return 0, err
	}
	db = again
	one, err := medianOf(runs, func() error {
		return db.write(ctx, []statement{l.insert(1)})
	})
	return one, errors.Join(err, ctx.Err(), l.open(ctx))
}

// made has the database make so many incidents of people who are not looked at, a few of
// each, in the order of the IDs, which lie among all IDs that there can be.
func (l *looking) made(n int) statement {
	const (
		id  = `substr(CAST(1000000000000000 + (i - $2) / 5 * $4 AS TEXT), 2) || '00000000000000000'`
		all = `WITH RECURSIVE n(i) AS (SELECT CAST($2 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3)
SELECT $1, 'dossier/' || ` + id + `, CAST(i AS TEXT), ` + id + `, 0, 1735689600000000 + i % 300 * 86400000000, 'limited', 0, '', $5, $5, $5, '', $5, 0, '' FROM n`
	)
	first := l.filled
	l.filled += n
	return statement{
		sql: "INSERT INTO incident (" + incidentColumns + ") " + all,
		// With 5 of each person there are n/5+1 of them.
		args: []any{string(veenhaven.Org), int64(first), int64(l.filled), int64(1_000_000_000_000_000 / (n/5 + 1)), never},
	}
}

// insert writes so many incidents one by one.
func (l *looking) insert(n int) statement {
	s := statement{sql: "INSERT INTO incident (" + incidentColumns + ") VALUES "}
	for i := range n {
		if i > 0 {
			s.sql += ", "
		}
		row := l.row()
		s.sql += placeholders(len(s.args), len(row))
		s.args = append(s.args, row...)
		l.filled++
	}
	return s
}

func (l *looking) row() []any {
	subject := gehoor.PersonID(randomHex(16))
	if l.filled < countIn*eachKnown {
		subject = l.subject(l.filled)
	}
	told := time.Date(2025, 1, 1+l.filled%300, 0, 0, 0, 0, time.UTC).UnixMicro()
	return []any{string(veenhaven.Org), "dossier/" + randomHex(16), randomHex(16), string(subject), int64(0), told, "limited", int64(0), "", never, never, never, "", never, int64(0), ""}
}

// placeholders are those of one row, after so many arguments.
func placeholders(after, n int) string {
	text := "("
	for i := range n {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("$%d", after+i+1)
	}
	return text + ")"
}
