package notify

import (
	"errors"
	"regexp"
	"time"
)

// Hook is the name by which an operator knows a webhook: an address to which a
// program listens, and to which an event without content goes.
type Hook string

var hookPattern = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$`)

// ParseHook reads a name of up to 40 lower-case letters, digits and hyphens.
func ParseHook(s string) (Hook, error) {
	if !hookPattern.MatchString(s) {
		return "", errors.New("notify: a webhook's name is up to 40 lower-case letters, digits and hyphens")
	}
	return Hook(s), nil
}

// HookLife is how long a message to a webhook is kept that was neither delivered nor
// dropped: what is a month old is no news, and the webhook may be gone from the
// settings.
const HookLife = 30 * 24 * time.Hour

// Hooked says whether webhooks hear of this kind. What goes to a reporter or to a
// former address is between us and them. So is that a reporter demands an answer of
// somebody else: it tells that somebody complained, which only those may know whom
// it is sent to. And so is that somebody asks for help.
func (k Kind) Hooked() bool {
	switch k {
	case KindSignal, KindMessage, KindHandling, KindRecovery, KindRoot, KindLate, KindNotice:
		return true
	}
	return false
}
