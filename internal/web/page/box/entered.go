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

// Written says who wrote the account down, how they were told, and when.
func (d Data) Written() string {
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

// AccountFrom says who wrote the account, and when.
func (d Data) AccountFrom() string {
	if d.Mailbox.Writer != nil {
		return d.Written()
	}
	return d.Words.Say("box.account-from", text.With("date", d.Words.Date(d.Mailbox.Signal.ReceivedAt)))
}

// Renewals say of each other code when it came, and from whom.
func (d Data) Renewals() []string {
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

// FormBadge names an entry that is more than a message; "" for a message.
func (d Data) FormBadge(f signal.Form) string {
	switch f {
	case signal.FormCorrection:
		return d.Words.Say("box.correction")
	case signal.FormTalk:
		return d.Words.Say("box.talk")
	case signal.FormDemandAnswer:
		return d.Words.Say("demand.answer")
	case signal.FormCheckIn:
		return d.Words.Say("check-in.badge")
	case signal.FormWithdrawal:
		return d.Words.Say("withdrawal.badge")
	case signal.FormRejoined:
		return d.Words.Say("withdrawal.badge-rejoined")
	}
	return ""
}

// Approves are the names of what the reporter agrees with: all that the page shows.
func (d Data) Approves() string {
	var ids []string
	for _, c := range d.Mailbox.Signal.AccountContents() {
		ids = append(ids, string(c))
	}
	return strings.Join(ids, " ")
}
