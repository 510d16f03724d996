package protocol

// The steps of the shipped protocol "receive" that pages know by name.
const (
	StepAcknowledge StepCode = "acknowledge"
	StepFeedback    StepCode = "feedback"
)

// StepErasure is no step of a protocol: it is how the month is called within which a
// request for erasure is decided (GDPR art. 12(3)), beside the terms of the others.
const StepErasure StepCode = "erasure"
