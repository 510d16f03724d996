package box

import (
	"slices"
	"strings"

	"github.com/gehoor/gehoor/internal/notify"
)

// News is the part of the page about mail. It is an ordinary form, so that it works
// without scripts, and nothing of it is in an address.
type News struct {
	State notify.NewsState
	// Mail and Code are what was filled in, if it must be looked at again.
	Mail, Code string
	// Problem is what is wrong with it.
	Problem string
	// Work: the address is one of the organisation's own, and is taken only if the
	// person says so once more.
	Work bool
}

// The names of the form's fields, and what it can ask for.
const (
	FieldAct  = "act"
	FieldMail = "mail"
	FieldCode = "code"
	FieldSure = "sure"

	ActAsk     = "ask"
	ActConfirm = "confirm"
	ActStop    = "stop"
)

// IsWork says whether a mail address is at one of the domains, or below one.
func IsWork(mail string, domains []string) bool {
	_, host, ok := strings.Cut(strings.ToLower(strings.TrimSpace(mail)), "@")
	return ok && slices.ContainsFunc(domains, func(d string) bool {
		d = strings.ToLower(d)
		return d != "" && (host == d || strings.HasSuffix(host, "."+d))
	})
}
