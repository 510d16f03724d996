package protocol

import "github.com/gehoor/gehoor"

// The steps of [Receive].
const (
	StepAcknowledge StepCode = "acknowledge"
	StepFeedback    StepCode = "feedback"
)

// StepErasure is no step of a protocol: it is how the month is called within which a
// request for erasure is decided (GDPR art. 12(3)), beside the terms of the others.
const StepErasure StepCode = "erasure"

// Receive is the first definition: a signal is acknowledged within seven days
// and answered within three months. These are the terms of the Wet bescherming
// klokkenluiders. For a formal report they are the law; for every other signal
// they are our default (protocols.md §0.17), so that making a signal formal
// later never shortens what anybody was told. The law's ladder warns before the
// breach (protocols.md §4, C3 and C13), the default ladder begins with it (§1.3).
func Receive() Definition {
	const (
		received     gehoor.Kind = "signal.received"
		acknowledged gehoor.Kind = "signal.acknowledged"
		feedback     gehoor.Kind = "signal.feedback-given"
		formal       gehoor.Kind = "signal.made-formal"
	)
	return Definition{
		Code:    "receive",
		Version: "1.0.0",
		Title:   gehoor.Text{NL: "Een signaal ontvangen", EN: "Receiving a signal"},
		Steps: []Step{
			{
				Code:      StepAcknowledge,
				Actor:     gehoor.RoleCaseworker,
				PerSignal: true,
				Start:     []Start{{Kind: received}},
				Stop:      []gehoor.Kind{acknowledged},
				Default:   &Term{Length: Span{Days: 7}, Basis: BasisDefault, Ladder: defaultLadder()},
				Statutory: &Statutory{Law: "WBK-ACK", If: formal, Ladder: lawLadder(5, 7)},
				Aim:       Span{WorkingDays: 2},
				Label:     gehoor.Text{NL: "Ontvangst bevestigen", EN: "Confirm receipt"},
				Told: gehoor.Text{
					NL: "Wij laten u weten dat wij uw signaal hebben.",
					EN: "We let you know that we have your signal.",
				},
			},
			{
				Code:      StepFeedback,
				Actor:     gehoor.RoleCaseworker,
				PerSignal: true,
				Start:     []Start{{Kind: acknowledged}, {Kind: received, After: Span{Days: 7}}},
				Stop:      []gehoor.Kind{feedback},
				Needs:     []StepCode{StepAcknowledge},
				Default:   &Term{Length: Span{Months: 3}, Basis: BasisDefault, Ladder: defaultLadder()},
				Statutory: &Statutory{Law: "WBK-FB", If: formal, Ladder: lawLadder(60, 80)},
				Label:     gehoor.Text{NL: "Terugkoppeling geven", EN: "Give feedback"},
				Told: gehoor.Text{
					NL: "Wij vertellen u hoe wij uw signaal wegen en wat wij ermee doen.",
					EN: "We tell you how we weigh your signal and what we do about it.",
				},
			},
		},
	}
}

// defaultLadder tells a second person in the first late second, and the head
// two working days after.
func defaultLadder() []Rung {
	return []Rung{
		{Level: 1, From: FromDue, To: OtherHolder},
		{Level: 2, From: FromDue, After: Span{WorkingDays: 2}, To: ToRole(gehoor.RoleHead)},
	}
}

// lawLadder tells a second person on one day, the head on a later one, both
// before the breach, and the head once more when the law is broken.
func lawLadder(second, head int) []Rung {
	to := ToRole(gehoor.RoleHead)
	return []Rung{
		{Level: 1, From: FromStart, After: Span{Days: second}, To: OtherHolder},
		{Level: 2, From: FromStart, After: Span{Days: head}, To: to},
		{Level: 3, From: FromDue, To: to},
	}
}
