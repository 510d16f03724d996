package directory

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

// Comparing the names of reporters who agreed with files of the personnel system (decision
// 68). Nobody does unless the works council agreed: that day is what switches it on.

// WatchAgreed: the works council agreed on this day, and from now on reporters can be asked.
type WatchAgreed struct {
	On protocol.Date `json:"on"`
}

// WatchEnded ends it: nothing is compared any more, whoever agreed.
type WatchEnded struct{}

// Kind names the fact.
func (WatchAgreed) Kind() gehoor.Kind { return "organisation.watch-agreed" }

// Kind names the fact.
func (WatchEnded) Kind() gehoor.Kind { return "organisation.watch-ended" }

// CodeWatchDay: the day of the works council's consent is none, or is still to come.
const CodeWatchDay gehoor.Code = "organisation.watch-day"

// Watches says whether names are compared.
func (o *Organisation) Watches() bool { return o.WatchAgreedOn != protocol.Date{} }

// AgreeWatch switches it on.
func (o *Organisation) AgreeWatch(on, today protocol.Date) ([]gehoor.Fact, error) {
	switch {
	case !o.Exists():
		return nil, gehoor.ErrNotFound
	case on == protocol.Date{}, today.Before(on):
		return nil, gehoor.Refuse(CodeWatchDay)
	case o.WatchAgreedOn == on:
		return nil, nil // said before
	}
	return []gehoor.Fact{WatchAgreed{On: on}}, nil
}

// EndWatch switches it off.
func (o *Organisation) EndWatch() []gehoor.Fact {
	if !o.Watches() {
		return nil
	}
	return []gehoor.Fact{WatchEnded{}}
}
