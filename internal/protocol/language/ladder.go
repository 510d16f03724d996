package language

import (
	"strconv"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
)

func (r *definitionReader) rungs(n *node, where string) []protocol.Rung {
	return each(&r.reader, n, "levels of "+where, maxRungs, func(n *node) protocol.Rung {
		var rung protocol.Rung
		if !r.object(n, "a level of "+where, rungShape) {
			return rung
		}
		level := r.words(n.fields["level"], "a level", maxWord)
		var err error
		if rung.Level, err = strconv.Atoi(level); err != nil || rung.Level < 1 {
			r.fault(n.fields["level"], "a level is "+quote(level), "write a number from 1 on")
		}
		rung.To = protocol.Who(r.code(n.fields["to"], "who is told"))
		r.moment(n.fields["at"], &rung)
		return rung
	})
}

const momentMend = "write due, due + 2wd, due - 1wd, start + 5kd or 50%"

// moment reads when a level is told: "due", "due + 2wd", "due - 1wd", "start + 5kd",
// "50%".
func (r *definitionReader) moment(n *node, rung *protocol.Rung) {
	s := r.words(n, "the moment of a level", maxWord)
	word := strings.Fields(s)
	if n.kind != text || len(word) == 0 {
		return
	}
	if percent, ok := strings.CutSuffix(s, "%"); ok {
		if rung.Percent, _ = strconv.Atoi(percent); rung.Percent < 1 || rung.Percent > 99 {
			r.fault(n, "the moment of a level is "+quote(s), "write 1% to 99%")
		}
		return
	}
	rung.From = protocol.Anchor(word[0])
	span := protocol.Span{}
	var err error
	if len(word) == 3 {
		span, err = protocol.ParseSpan(word[2])
	}
	switch {
	case err != nil, len(word) != 1 && len(word) != 3, rung.From != protocol.FromStart && rung.From != protocol.FromDue:
		r.fault(n, "the moment of a level is "+quote(s), momentMend)
	case len(word) == 1:
	case word[1] == "+":
		rung.After = span
	case word[1] == "-":
		rung.Before = span
	default:
		r.fault(n, "the moment of a level is "+quote(s), momentMend)
	}
}
