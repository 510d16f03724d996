// Package destroyed is the pages that say what was destroyed: a list, and for each
// a statement of destruction that can be printed. They name no words, no office and
// nobody but those who decided. They work without scripts.
package destroyed

import (
	"fmt"
	"strconv"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Title is the pages' neutral title.
const Title text.Key = "destroyed.title"

// Files are the logical names of what the pages load.
func Files() []string { return append(desk.Files(), "destroyed/destroyed.css") }

// Path is the address of one statement without the language, and ProofPath that of
// its proof.
func Path(seq gehoor.Seq) string {
	return layout.PathDestroyed + "/" + strconv.FormatInt(int64(seq), 10)
}

// ProofPath is the address of a statement's proof without the language.
func ProofPath(seq gehoor.Seq) string { return Path(seq) + "/proof" }

// row is a line of a statement.
type row struct{ name, value string }

// rows are what a statement says.
func rows(w *text.Words, s casework.Statement) []row {
	all := []row{
		{w.Say("destroyed.organisation"), s.Organisation},
		{w.Say("destroyed.on"), w.Date(s.First())},
	}
	if s.Again {
		all = append(all, row{w.Say("destroyed.again"), w.Date(s.At)})
	}
	for _, one := range s.Streams {
		all = append(all, row{w.Say("destroyed.what"), w.Say(whatKey(one), text.Count("n", int(one.Events)))})
	}
	if id, ok := s.Streams[0].Stream.Dossier(); ok {
		all = append(all, row{w.Say("destroyed.number"), string(id)})
	}
	action := w.Say("destroyed.action-destroy")
	if s.Action == retention.Transfer {
		action = w.Say("destroyed.action-transfer")
	}
	all = append(all,
		row{w.Say("destroyed.contents"), w.Number(s.Contents)},
		row{w.Say("destroyed.files"), w.Number(s.Files)},
		row{w.Say("destroyed.ground"), s.Ground.In(w.Language())},
		row{w.Say("destroyed.closed"), day(w, s.ClosedOn)},
	)
	if r := s.Request; r != nil {
		all = append(all,
			row{w.Say("destroyed.asked-by"), desk.Asker(w, dossier.Asker(r.By))},
			row{w.Say("destroyed.asked-on"), day(w, r.ReceivedOn)},
		)
	} else {
		all = append(all,
			row{w.Say("destroyed.category"), s.Category},
			row{w.Say("destroyed.term"), term(w, s.Term)},
			row{w.Say("destroyed.action"), action},
			row{w.Say("destroyed.due"), day(w, s.DueOn)},
			row{w.Say("destroyed.rules"), string(s.Rules)},
		)
	}
	all = append(all,
		row{w.Say("destroyed.proposed"), w.Say("destroyed.by", text.With("who", desk.Upper(function(w, s.Proposer))), text.With("day", desk.Day(w, s.ProposedAt)))},
		row{w.Say("destroyed.confirmed"), w.Say("destroyed.by", text.With("who", desk.Upper(function(w, s.Confirmer))), text.With("day", desk.Day(w, s.First())))},
		row{w.Say("destroyed.checkpoint"), checkpoint(w, s)},
	)
	return all
}

// term is a term in words.
func term(w *text.Words, t string) string {
	span, err := protocol.ParseSpan(t)
	if err != nil {
		return t
	}
	return desk.Span(w, span)
}

func whatKey(one directory.ErasedStream) text.Key {
	if id, _ := one.Stream.Dossier(); one.Stream == gehoor.OpenedStream(id) {
		return "destroyed.what-opened"
	}
	return "destroyed.what-dossier"
}

func function(w *text.Words, p *directory.Person) string { return p.Function.In(w.Language()) }

func day(w *text.Words, d protocol.Date) string { return desk.Day(w, d.At(12, 0, 0)) }

func checkpoint(w *text.Words, s casework.Statement) string {
	if s.Checkpoint.N == 0 {
		return w.Say("destroyed.checkpoint-soon")
	}
	return fmt.Sprintf("%s, %d, %s", s.Checkpoint.Origin, s.Checkpoint.N, s.Checkpoint.Hash)
}
