package story

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/rehearsal"
)

// What a run tells its record, if there is one.

// do does what a line says, and says whether what came of it is settled with that:
// a rehearsal that only tries expects nothing.
func (r *run) do(ctx context.Context, act act, s Statement, parts []Statement) (settled bool, err error) {
	if r.record == nil {
		return false, act(r, ctx, s, parts)
	}
	at := len(r.record.entries)
	err = act(r, ctx, s, parts)
	if _, done := does[s.Form]; done || stated(s.Form) || s.Form == formOutside {
		r.record.act(at, s, parts, err)
	}
	if lookErr := r.look(ctx); lookErr != nil {
		return true, lookErr
	}
	if err == nil {
		return r.record.try, nil
	}
	if code, _ := reason(err); r.record.skips(code, err) {
		return true, nil
	}
	return false, err
}

// held tells that something that the story expects is so.
func (r *run) held() {
	if r.record != nil {
		r.record.held++
	}
}

// missed keeps an expectation that is not met.
func (r *run) missed(f *Failure) {
	r.failures = append(r.failures, f)
	if r.record != nil {
		r.record.unmet(f)
	}
}

// tries says whether nothing is expected.
func (r *run) tries() bool { return r.record != nil && r.record.try }

func (r *run) wakes() {
	if r.record != nil {
		r.record.add(rehearsal.Entry{At: r.Clock.Now(), Kind: rehearsal.EntryAsleep})
	}
}

// lookAtAll looks at every dossier, because time passed.
func (r *run) lookAtAll(ctx context.Context) error {
	if r.record == nil {
		return nil
	}
	all := make([]gehoor.DossierID, len(r.names))
	for i, n := range r.names {
		all[i] = n.dossier
	}
	return r.record.look(ctx, all)
}

// has keeps what a reporter sent, and names the dossier that it opened.
func (r *run) has(who string, one *reporter) {
	r.reporters[who] = one
	r.about = who
	if r.nameOf(one.box.Dossier) == "" {
		r.names = append(r.names, named{one.box.Dossier, who})
	}
}

// own is what the reporter who acts sent.
func (r *run) own() (*reporter, error) {
	one, ok := r.reporters[r.who]
	if !ok || one.browser == nil {
		return nil, errNothingYet
	}
	return one, nil
}

// nameOf is what a dossier is called; "" if the story did not open it.
func (r *run) nameOf(id gehoor.DossierID) string {
	for _, n := range r.names {
		if n.dossier == id {
			return n.name
		}
	}
	if id != "" && id == r.drill {
		return inDrill
	}
	return ""
}

// signalName is who sent a signal; "" for no signal.
func (r *run) signalName(id gehoor.SignalID) string {
	for who, one := range r.reporters {
		if id != "" && one.box.Signal == id {
			return who
		}
	}
	return ""
}

// clockNow is a clock in the words of stories.
func (r *run) clockNow(id gehoor.DossierID, c protocol.Clock) rehearsal.Clock {
	states := map[protocol.State]rehearsal.ClockState{
		protocol.StateRunning: rehearsal.ClockRunning, protocol.StateLate: rehearsal.ClockLate,
		protocol.StateMet: rehearsal.ClockMet, protocol.StateEnded: rehearsal.ClockEnded,
	}
	return rehearsal.Clock{
		Dossier: r.nameOf(id), Signal: r.signalName(c.Signal), Step: string(c.Step), Actor: string(c.Actor), Basis: string(c.Basis), Article: c.Article,
		Started: c.Started, Due: c.Target, Latest: c.Latest, State: states[c.State], Ended: c.Met,
		Late: c.Late() || c.State == protocol.StateEnded,
	}
}

// boxOf is the mailbox of a reporter.
func (r *run) boxOf(who string) (account.Mailbox, error) {
	one, ok := r.reporters[who]
	if !ok {
		return account.Mailbox{}, errNothingYet
	}
	return one.box, nil
}
