package protocol

// The steps of the shipped protocol "receive" that pages know by name.
const (
	StepAcknowledge StepCode = "acknowledge"
	StepFeedback    StepCode = "feedback"
)

// StepTalk is the step in which a reporter who asked for a talk is answered, in the
// protocol of what holds for every signal. Where that is not followed the program has a
// term of its own, which goes to nobody.
const StepTalk StepCode = "hold-asked-talk"

// StepErasure is no step of a protocol: it is how the month is called within which a
// request for erasure is decided (GDPR art. 12(3)), beside the terms of the others.
const StepErasure StepCode = "erasure"
