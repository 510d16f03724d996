package box

import "github.com/gehoor/gehoor/internal/text"

// closedText says when it was closed and how it ended.
func (d Data) closedText() string {
	return d.Words.Say("close.box-when", text.With("day", d.Words.Date(d.Mailbox.Closed)), text.With("exit", d.Words.Say(text.EndedKey(string(d.Mailbox.Exit)))))
}
