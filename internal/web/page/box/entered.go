package box

import (
	"strings"

	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// What a reporter does besides writing: reading what somebody else wrote down,
// taking another code, asking for a talk, and telling colleagues where to put
// theirs.

// MaxCorrection bounds a correction as MaxReply does a message.
const MaxCorrection = MaxReply

// written says who wrote the account down, how they were told, and when.
func (d Data) written() string {
	how := d.Words.Say("box.told-in-person")
	switch d.Mailbox.Signal.Entered.Channel {
	case signal.ChannelPhone:
		how = d.Words.Say("box.told-phone")
	case signal.ChannelLetter:
		how = d.Words.Say("box.told-letter")
	}
	return d.Words.Say("box.written", text.With("who", d.name(d.Mailbox.Writer)), text.With("how", how),
		text.With("date", d.Words.Date(d.Mailbox.Signal.ReceivedAt)))
}

// accountFrom says who wrote the account, and when.
func (d Data) accountFrom() string {
	if d.Mailbox.Writer != nil {
		return d.written()
	}
	return d.Words.Say("box.account-from", text.With("date", d.Words.Date(d.Mailbox.Signal.ReceivedAt)))
}

// renewals say of each other code when it came, and from whom.
func (d Data) renewals() []string {
	var all []string
	for _, r := range d.Mailbox.Renewals {
		date := text.With("date", d.Words.Date(r.At))
		if r.By == nil {
			all = append(all, d.Words.Say("box.renewed-own", date))
		} else {
			all = append(all, d.Words.Say("box.renewed-by", date, text.With("who", d.name(r.By))))
		}
	}
	return all
}

// reference is what colleagues can name, so that their signals are put beside
// this one. It is what handlers call the dossier, and opens nothing.
func (d Data) reference() string { return desk.Reference(d.Mailbox.Dossier) }

// formBadge names an entry that is more than a message; "" for a message.
func (d Data) formBadge(f signal.Form) string {
	switch f {
	case signal.FormCorrection:
		return d.Words.Say("box.correction")
	case signal.FormTalk:
		return d.Words.Say("box.talk")
	}
	return ""
}

// approves are the names of what the reporter agrees with, for the script.
func (d Data) approves() string {
	var ids []string
	for _, c := range d.Mailbox.Signal.AccountContents() {
		ids = append(ids, string(c))
	}
	return strings.Join(ids, " ")
}
