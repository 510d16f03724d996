package store

import (
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
)

// facts are what the requests of a group speak of, as it is under the lock, and
// what the requests accepted before add to it.
type facts struct {
	streams  map[key]streamRow
	contents map[string]bool // id
	parts    map[string]ledger.Part
	boxes    map[key]bool   // organisation, look-up hash
	leads    map[key][]lead // of streams, before
	moved    map[key]int64  // streams that an accepted request extends, and how far
}

// key names something within an organisation.
type key struct{ org, name string }

type streamRow struct {
	stream      string
	seq, erased int64
	views       int64
}

func streamFields(s *streamRow) []any { return []any{&s.stream, &s.seq, &s.erased, &s.views} }

// ask returns the questions about everything that the decisions need, and the
// facts that their answers fill.
func ask(group []*request) (*facts, []Statement) {
	f := &facts{streams: map[key]streamRow{}, contents: map[string]bool{}, parts: map[string]ledger.Part{}, boxes: map[key]bool{}, leads: map[key][]lead{}, moved: map[key]int64{}}
	var questions []Statement
	var contents, parts []any
	for _, org := range orgs(group) {
		streams, boxes := subjects(org, group)
		questions = append(questions, each(readVersions, []any{org}, streams, func(row Row) error {
			var s streamRow
			err := row.Scan(streamFields(&s)...)
			f.streams[key{org, s.stream}] = s
			return err
		})...)
		questions = append(questions, each(leading, []any{org}, streams, func(row Row) error {
			var stream string
			var l lead
			err := row.Scan(&stream, &l.person, &l.late, &l.waiting, &l.short, &l.talk, &l.demand)
			f.leads[key{org, stream}] = append(f.leads[key{org, stream}], l)
			return err
		})...)
		questions = append(questions, each(haveBoxes, []any{org}, boxes, func(row Row) error {
			var lookup []byte
			err := row.Scan(&lookup)
			f.boxes[key{org, string(lookup)}] = true
			return err
		})...)
	}
	for _, r := range group {
		if r.work != nil {
			for _, id := range r.work.contents {
				contents = append(contents, id)
			}
			for _, p := range r.work.parts {
				parts = append(parts, p.id)
			}
		}
	}
	questions = append(questions, each(haveContents, nil, contents, func(row Row) error {
		var id []byte
		err := row.Scan(&id)
		f.contents[string(id)] = true
		return err
	})...)
	questions = append(questions, each(haveParts, nil, parts, func(row Row) error {
		var p partRow
		err := row.Scan(partFields(&p)...)
		f.parts[string(p.id)] = p.part()
		return err
	})...)
	return f, questions
}

// subjects lists the streams and mailboxes of an organisation in a group.
func subjects(org string, group []*request) (streams, boxes []any) {
	seen := map[string]bool{}
	name := func(s string) {
		if !seen[s] {
			seen[s] = true
			streams = append(streams, s)
		}
	}
	for _, r := range group {
		if r.work == nil || r.work.org != org {
			continue
		}
		for _, x := range r.work.extends {
			name(x.stream)
		}
		for _, v := range r.work.reads {
			name(string(v.Stream))
		}
		for _, v := range r.work.erases {
			name(string(v.Stream))
		}
		for _, b := range r.work.boxes {
			boxes = append(boxes, b)
		}
	}
	return streams, boxes
}

// decide says whether the request may be written, and if so counts it in. A
// replay is told before a conflict: it stays true whatever moves, and is what
// makes a repeated request harmless.
func (f *facts) decide(w *work) (wait bool, err error) {
	if w == nil {
		return false, nil
	}
	for _, id := range w.contents {
		if f.contents[string(id)] {
			return false, gehoor.Refuse(gehoor.CodeReplayed)
		}
	}
	for _, b := range w.boxes {
		if f.boxes[key{w.org, string(b)}] {
			return false, gehoor.Refuse(gehoor.CodeReplayed)
		}
	}
	for _, p := range w.parts {
		if !f.kept(p) {
			return false, gehoor.Refuse(gehoor.CodeFilePart)
		}
	}
	for _, x := range w.extends {
		k := key{w.org, x.stream}
		if f.streams[k].erased != 0 {
			return false, fmt.Errorf("store: append to an erased stream: %w", gehoor.ErrNotFound)
		}
		if f.seq(k) != x.after {
			return false, ledger.ErrConflict
		}
		_, moved := f.moved[k]
		wait = wait || moved
	}
	for _, v := range w.erases {
		k := key{w.org, string(v.Stream)}
		if f.streams[k].erased != 0 || f.seq(k) != int64(v.Seq) {
			return false, ledger.ErrConflict
		}
		_, moved := f.moved[k]
		wait = wait || moved
	}
	for _, v := range w.reads {
		k := key{w.org, string(v.Stream)}
		if f.streams[k].erased != 0 || f.seq(k) != int64(v.Seq) {
			return false, ledger.ErrConflict
		}
	}
	if !wait {
		f.accept(w)
	}
	return wait, nil
}

// kept says whether a part is there and may be named as p.
func (f *facts) kept(p partRow) bool {
	have := f.parts[string(p.id)]
	return have.State == ledger.PartKept && have.Org == p.Org && have.Part == p.Part.Part && have.Stream == p.Stream && have.By == p.By
}

// seq is where the stream stands after the requests accepted so far.
func (f *facts) seq(k key) int64 {
	if seq, ok := f.moved[k]; ok {
		return seq
	}
	return f.streams[k].seq
}

// gone is where a stream stands that an accepted request erases: nobody leans on
// that.
const gone = -1

func (f *facts) accept(w *work) {
	for _, id := range w.contents {
		f.contents[string(id)] = true
	}
	for _, b := range w.boxes {
		f.boxes[key{w.org, string(b)}] = true
	}
	for _, p := range w.parts {
		named := f.parts[string(p.id)]
		named.State = ledger.PartNamed
		f.parts[string(p.id)] = named
	}
	for _, x := range w.extends {
		f.moved[key{w.org, x.stream}] = x.after + int64(len(x.records))
	}
	for _, v := range w.erases {
		f.moved[key{w.org, string(v.Stream)}] = gone
	}
}
