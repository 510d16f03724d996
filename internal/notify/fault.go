package notify

import (
	"context"
	"errors"
	"fmt"
)

// Fault is why a channel could not deliver, in words that are safe in a log and
// in a metric: no address, no person, no text of a foreign server.
type Fault struct {
	// Reason is one of a channel's few constant sentences, "recipient refused".
	Reason string
	// Code is the reply code of the other side, or 0.
	Code int
	// Permanent: trying again cannot help, because it is about this recipient.
	// What is wrong with the whole channel is never permanent.
	Permanent bool
}

// Error is the reason, with the code if there is one.
func (f *Fault) Error() string {
	if f.Code == 0 {
		return f.Reason
	}
	return fmt.Sprintf("%s (%d)", f.Reason, f.Code)
}

// reason is what may be shown of an error, and whether it is permanent.
func reason(err error) (text string, permanent bool) {
	var f *Fault
	switch {
	case errors.As(err, &f):
		return f.Error(), f.Permanent
	case errors.Is(err, context.DeadlineExceeded):
		return "took too long", false
	}
	return "failed for a reason that the channel does not name", false
}
