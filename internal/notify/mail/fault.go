package mail

import (
	"context"
	"errors"
	"net"
	"net/textproto"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"github.com/gehoor/gehoor/internal/notify"
)

// Reasons that are about the recipient's address.
const (
	reasonRecipient = "the relay refused the recipient"
	reasonAddress   = "not a mail address"
)

// faultOf says what went wrong in our own words: the relay's would repeat the
// address, and could say anything.
//
// Only what is said about the recipient or about this mail can be permanent
// (5xx). A relay that is gone, does not know our password or refuses our sender
// will be put right, and until then every message would die of it. The same goes
// for the relay's policy (5.7.x): "relaying denied" is about us.
func faultOf(err error) *notify.Fault {
	var send *gomail.SendError
	if !errors.As(err, &send) {
		return beforeSending(err)
	}
	f := &notify.Fault{Reason: "the connection to the relay was lost", Code: send.ErrorCode()}
	about := true
	switch send.Reason {
	case gomail.ErrSMTPMailFrom:
		f.Reason, about = "the relay refused the sender", false
	case gomail.ErrSMTPRcptTo:
		f.Reason = reasonRecipient
	case gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent:
		f.Reason = "the relay refused the mail"
	default:
		about = false
	}
	if f.Code == 0 {
		f.Reason, about = "the connection to the relay was lost", false
	}
	policy := f.Code == 530 || f.Code == 535 || strings.HasPrefix(send.EnhancedStatusCode(), "5.7.")
	f.Permanent = about && !policy && f.Code >= 500 && f.Code < 600
	return f
}

// beforeSending is for what fails while connecting, encrypting and signing in.
func beforeSending(err error) *notify.Fault {
	var reply *textproto.Error
	var op *net.OpError
	switch {
	case errors.As(err, &reply):
		return &notify.Fault{Reason: "the relay refused us", Code: reply.Code}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &notify.Fault{Reason: "the relay took too long"}
	case errors.As(err, &op) && op.Op == "dial":
		return &notify.Fault{Reason: "the relay cannot be reached"}
	}
	return &notify.Fault{Reason: "the relay could not be used (encryption or sign-in)"}
}

// AboutAddress says whether a reason is about the recipient's address and not about the
// relay: then another address helps, and trying again does not.
func AboutAddress(reason string) bool {
	return strings.HasPrefix(reason, reasonRecipient) || strings.HasPrefix(reason, reasonAddress)
}
