package draw_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
)

// officeHolder is an invented protocol as long as the longest that is planned: one
// step a line, with what begins it, the steps that it needs, and its term. A step is
// recorded by the fact of its own name; one with a star is done again and again.
const officeHolder = `
receive        adviser        signal.received      -                  24u
screen         head-of-bureau receive              -                  24u
safety         head-of-bureau receive              -                  24u
notify         head-of-bureau screen               screen             2wd
acknowledge    caseworker     receive              -                  7kd
care           external-desk  receive              acknowledge        5wd
advice         head-of-bureau screen               -                  5wd
weigh          head-of-bureau screen,dossier.reopened safety,advice   10wd
tell           caseworker     weigh                weigh              1wd
inform         manager        tell                 tell,care          2wd
talk           manager        weigh                -                  10wd
preliminary    external-desk  weigh                -                  15wd
decide         head-of-bureau preliminary          preliminary,weigh  5wd
council        manager        decide               -                  5wd
commission     head-of-bureau decide               decide             10wd
inquire        external-desk  commission           -                  12wk
accept         head-of-bureau inquire              inquire            5wd
feedback       caseworker     accept               acknowledge        2wd
present        manager        accept               feedback           20wd
judge          manager        present              present            3mnd
publish        head-of-bureau present              present            20wd
aftercare*     external-desk  feedback             -                  2wk
heartbeat*     caseworker     acknowledge          -                  14kd
evaluate       head-of-bureau judge                judge              3mnd
retain         custodian      dossier.closed       evaluate           1mnd+2wk+3kd
`

// kind is the fact that records a step, or the kind itself.
func kind(name string) gehoor.Kind {
	if strings.Contains(name, ".") {
		return gehoor.Kind(name)
	}
	return gehoor.Kind("record." + name)
}

func long(t testing.TB) protocol.Definition {
	t.Helper()
	late := []protocol.Rung{{Level: 1, From: protocol.FromDue, To: protocol.OtherHolder}, {Level: 2, From: protocol.FromDue, After: protocol.Span{WorkingDays: 2}, To: protocol.ToRole(gehoor.RoleHead)}}
	d := protocol.Definition{Code: "office-holder", Version: "0.1.0", Title: gehoor.Text{NL: "Signaal over een bestuurder", EN: "Signal about an office-holder"}}
	kinds := []gehoor.Kind{"signal.received", "dossier.closed", "dossier.reopened", protocol.Escalated}
	for line := range strings.Lines(strings.TrimSpace(officeHolder)) {
		f := strings.Fields(line)
		name, again := strings.CutSuffix(f[0], "*")
		length, err := protocol.ParseSpan(f[4])
		if err != nil {
			t.Fatal(err)
		}
		label := fmt.Sprintf("Stap %s van dit protocol doen", name)
		s := protocol.Step{
			Code: protocol.StepCode(name), Actor: protocol.Who(f[1]), PerSignal: true, Repeat: again,
			Stop: []gehoor.Kind{kind(name)}, Default: &protocol.Term{Length: length, Basis: protocol.BasisDefault, Ladder: late},
			Label: gehoor.Text{NL: label, EN: label}, Told: gehoor.Text{NL: "Wij doen dit.", EN: "We do this."},
		}
		for start := range strings.SplitSeq(f[2], ",") {
			s.Start = append(s.Start, protocol.Start{Kind: kind(start)})
		}
		if again {
			s.Start = append(s.Start, protocol.Start{Kind: kind(name)})
			s.Ends = []protocol.End{{Kind: "dossier.closed"}}
		}
		if f[3] != "-" {
			for need := range strings.SplitSeq(f[3], ",") {
				s.Needs = append(s.Needs, protocol.StepCode(need))
			}
		}
		kinds = append(kinds, kind(name))
		d.Steps = append(d.Steps, s)
	}
	if problems := protocol.Check(d, vocabulary(kinds...), shipped.Law()); len(problems) > 0 {
		t.Fatal(problems)
	}
	return d
}
