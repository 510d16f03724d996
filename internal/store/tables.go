package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// table is a table into which many rows go at once.
type table int

// The tables of an append, in the order in which they are written. The first
// eighteen hold view rows: their number is their bit in stream.views.
const (
	tableWorkItem table = iota
	tableDue
	tableHolder
	tableExcluded
	tableStaff
	tableTriage
	tableShort
	tableAsked
	tableClosed
	tableSetting
	tableNotice
	tableConcerned
	tableChart
	tableHelp
	tableIncident
	tableUnlooked
	tableMeasure
	tableCounsel
	tableStream
	tableEvent
	tableContent
	tableLeaf
	tableMailbox
	tableSession
	tableOutbox
	tableReach
	tableTally
	tableLogin
	tableInvitation
	tables

	viewTables = tableStream
)

// schema is what an INSERT needs to know.
var schema = [tables]struct{ name, columns, suffix string }{
	tableWorkItem:  {"work_item", "org, stream, dossier, office, lang, stage, not_safe, formal, received_on, reporter_on, waiting, clock, due_at, late, escalated, short, talk, demand, leader, by_law, actor, stand_in, keyless, pick_again, other_office, ask_name", ""},
	tableDue:       {"due", "org, stream, at, setting", ""},
	tableHolder:    {"holder", "org, stream, person, compartment, leads, is_open, due_at, stage, office, late, waiting, short, talk, demand, formal, mine, clock", ""},
	tableExcluded:  {"excluded", "org, stream, person", ""},
	tableStaff:     {"staff", "org, stream, person, role, active, leads, deputy", ""},
	tableTriage:    {"triage", "org, stream, office, person, place", ""},
	tableShort:     {"short_handed", "org, stream, holders", ""},
	tableAsked:     {"asked", "org, stream, person", ""},
	tableClosed:    {"closed", "org, stream, closed_at, held, proposed, exit", ""},
	tableSetting:   {"setting", "org, stream, seq", ""},
	tableNotice:    {"notice", "org, stream, person, signal, function, given_at, confirmed_at, is_confirmed, severity, office, formal, stage, late", ""},
	tableConcerned: {"concerned", "org, stream, chart", ""},
	tableIncident:  {"incident", "org, stream, signal, subject, team, told_on, severity, apart, channel, talk_on, nothing_on, measure_on, exit, closed_on, weighing, weighed_in, same", ""},
	tableUnlooked:  {"unlooked", "org, stream", ""},
	tableMeasure:   {"measure", "org, stream, number, bearer, weight, breach, own, recorded_on, ended_on, start_on, until_on, planned_on", ""},
	tableCounsel:   {"counsel", "org, stream, person", ""},
	tableChart:     {"chart", "org, stream, seq", ""},
	tableHelp:      {"help", "org, stream, person, due_at", ""},
	// A stream only grows, and an erased one never again.
	tableStream: {"stream", "org, stream, seq, views",
		" ON CONFLICT (org, stream) DO UPDATE SET seq = excluded.seq, views = excluded.views WHERE stream.seq < excluded.seq AND stream.erased = 0"},
	tableEvent:   {"event", "org, stream, seq, leaf, salt, data", ""},
	tableContent: {"content", "id, org, stream, bytes", ""},
	tableLeaf:    {"leaf", "org, idx, leaf, hashes", ""},
	tableMailbox: {"mailbox", "org, lookup, dossier, signal, participant", ""},
	// Rows of tally are differences.
	tableTally: {"tally", "org, person, items, late, waiting, short, talk, demand", " ON CONFLICT (org, person) DO UPDATE SET items = tally.items + excluded.items, " +
		"late = tally.late + excluded.late, waiting = tally.waiting + excluded.waiting, short = tally.short + excluded.short, talk = tally.talk + excluded.talk, demand = tally.demand + excluded.demand"},
	tableLogin: {"login", "org, person, name, salt, secret, wrapped",
		" ON CONFLICT (org, person) DO UPDATE SET name = excluded.name, salt = excluded.salt, secret = excluded.secret, wrapped = excluded.wrapped"},
	tableInvitation: {"invitation", "org, person, name, secret, ends_at",
		" ON CONFLICT (org, person) DO UPDATE SET name = excluded.name, secret = excluded.secret, ends_at = excluded.ends_at"},
	tableSession: {"session", "token, org, person, lookup, dossier, signal, participant, created_at, seen_at, browser, proven_at, bare", ""},
	tableReach: {"reach", "org, person, name, phone",
		" ON CONFLICT (org, person) DO UPDATE SET name = excluded.name, phone = excluded.phone"},
	tableOutbox: {"outbox", "id, org, person, reporter, hook, kind, not_before, ready_at, attempts, dead_at, quiet", ""},
}

func (t table) width() int { return strings.Count(schema[t].columns, ",") + 1 }

// deleteRows removes a stream's rows from a view table.
func (t table) deleteRows(org, stream string) Statement {
	return Statement{SQL: "DELETE FROM " + schema[t].name + " WHERE org = $1 AND stream = $2", Args: []any{org, stream}}
}

// maxRows is how many rows one INSERT takes. A submission's largest part has 13.
// More saves little: each number of rows is a text of its own that the engines
// keep prepared, and SQLite's driver looks up each $n by its name.
const maxRows = 16

// texts keeps the generated texts, so that each is made once and the engines
// find the prepared statement by it.
type texts struct {
	mu      sync.Mutex
	inserts [tables][maxRows + 1]string
}

// statements turns the arguments of any number of rows into inserts. Half a row makes
// one that no engine takes.
func (x *texts) statements(t table, args []any) []Statement {
	var out []Statement
	for rows := range slices.Chunk(args, t.width()*maxRows) {
		out = append(out, Statement{SQL: x.insert(t, len(rows)/t.width()), Args: rows})
	}
	return out
}

func (x *texts) insert(t table, n int) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.inserts[t][n] == "" {
		s := schema[t]
		x.inserts[t][n] = fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", s.name, s.columns, rowsOf(n, t.width(), 1), s.suffix)
	}
	return x.inserts[t][n]
}

// rowsOf spells n rows of placeholders, the first of them $first:
// "($1, $2), ($3, $4)".
func rowsOf(n, width, first int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		b.WriteString(list(width, first+i*width))
		b.WriteByte(')')
	}
	return b.String()
}

// list spells n placeholders: "$1, $2, $3".
func list(n, first int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// padded rounds n up to one of a few sizes, so that a question about many keys
// has few texts.
func padded(n int) int {
	size := 1
	for size < n {
		size *= 2
	}
	return size
}

// maxEach is how many keys one statement of each asks about.
const maxEach = 16

// each splits a question about many keys into statements. The text asks about one
// key, where its %s stands; before are the arguments that come first. The keys
// are one SELECT each, joined by UNION ALL, and not a list after IN: PostgreSQL
// may read all rows of an organisation and look whether they are in the list,
// and does so while it has not counted yet. A question about one key leaves no
// such choice. Rows of a key that is asked for twice come twice.
func each(sql string, before, keys []any, scan func(Row) error) []Statement {
	var out []Statement
	for len(keys) > 0 {
		n := min(len(keys), maxEach)
		texts := make([]string, padded(n))
		args := append(make([]any, 0, len(before)+len(texts)), before...)
		args = append(args, keys[:n]...)
		for i := range texts {
			if i >= n {
				args = append(args, nobody(keys[0]))
			}
			texts[i] = strings.Replace(sql, "%s", "$"+strconv.Itoa(len(before)+i+1), 1)
		}
		out = append(out, Statement{SQL: strings.Join(texts, " UNION ALL "), Args: args, Scan: scan})
		keys = keys[n:]
	}
	return out
}

// nobody is a key of the same type that no row has.
func nobody(key any) any {
	switch key.(type) {
	case int64:
		return int64(-1)
	case []byte:
		return []byte{}
	}
	return ""
}

// in is a question about some keys in a list, for rows that are locked, which
// UNION ALL does not allow. The rest of the list repeats the last key.
func in(sql string, keys []any, scan func(Row) error) []Statement {
	if len(keys) == 0 {
		return nil
	}
	size := padded(len(keys))
	args := append(make([]any, 0, size), keys...)
	for range size - len(keys) {
		args = append(args, keys[len(keys)-1])
	}
	return []Statement{{SQL: fmt.Sprintf(sql, list(size, 1)), Args: args, Scan: scan}}
}

// The texts for whole tables. Names come from the schema itself, never from a
// backup.

func (t Table) columns() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

func selectAll(t Table) string { return fmt.Sprintf("SELECT %s FROM %s", t.columns(), t.Name) }

func anyRow(t Table) string { return fmt.Sprintf("SELECT 1 FROM %s LIMIT 1", t.Name) }

func insertRows(t Table, n int) string {
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES %s", t.Name, t.columns(), rowsOf(n, len(t.Columns), 1))
}

// updateRow takes a whole row as its arguments.
func updateRow(t Table) string {
	var set, where []string
	for i, c := range t.Columns {
		part := fmt.Sprintf("%s = $%d", c.Name, i+1)
		if c.Key > 0 {
			where = append(where, part)
		} else {
			set = append(set, part)
		}
	}
	return fmt.Sprintf("UPDATE %s SET %s WHERE %s", t.Name, strings.Join(set, ", "), strings.Join(where, " AND "))
}
