package notify

import (
	"regexp"

	"github.com/gehoor/gehoor"
)

// MaxMailLength is the longest address that SMTP carries (RFC 5321, with the
// correction to 254).
const MaxMailLength = 254

// mailPattern is narrower than RFC 5321: no quotes, no comments, no literal
// addresses of machines, ASCII only. What people have at work fits, and nothing
// fits that could begin another line of the protocol or of the header.
var mailPattern = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$`)

// maxLocalPart is the longest part before the @ (RFC 5321).
const maxLocalPart = 64

// ParseMail reads a mail address, and only the address: a name, brackets, a
// second address or a space is refused with [gehoor.CodeMalformed].
func ParseMail(s string) (string, error) {
	if len(s) > MaxMailLength || !mailPattern.MatchString(s) || at(s) > maxLocalPart {
		return "", gehoor.Refuse(gehoor.CodeMalformed)
	}
	return s, nil
}

func at(s string) int {
	for i := range len(s) {
		if s[i] == '@' {
			return i
		}
	}
	return -1
}
