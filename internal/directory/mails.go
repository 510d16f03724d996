package directory

import (
	"slices"
	"time"

	"github.com/gehoor/gehoor"
)

// MailsWorded is what mails say from now on, all of it; what it does not have is as
// the program words it.
type MailsWorded struct {
	Texts []MailText `json:"texts,omitempty"`
}

// MailText is one mail in one language. What may stand in it is for package mail:
// places for an address and a name, and nothing that anybody wrote.
type MailText struct {
	Mail     string          `json:"mail"` // "staff", "reporter" or "confirm"
	Language gehoor.Language `json:"language"`
	Subject  string          `json:"subject"`
	Body     string          `json:"body"`
}

// Kind names the fact.
func (MailsWorded) Kind() gehoor.Kind { return "organisation.mails-worded" }

// Wording is what mails said from one moment on.
type Wording struct {
	// Seq is its event in the organisation's stream; 0 before there was any.
	Seq   gehoor.Seq
	At    time.Time
	By    gehoor.Actor
	Texts []MailText
}

// maxWordings is how many former ones a state remembers.
const maxWordings = 10

// Wording is what mails say now, the zero Wording if the program's texts always were
// in force.
func (o *Organisation) Wording() Wording {
	if n := len(o.Wordings); n > 0 {
		return o.Wordings[n-1]
	}
	return Wording{}
}

// WordMails changes what mails say. after is the Seq of the wording that was changed:
// somebody else may have changed it since. What the texts hold was looked at before.
func (o *Organisation) WordMails(after gehoor.Seq, texts []MailText) ([]gehoor.Fact, error) {
	now := o.Wording()
	switch {
	case !o.Exists():
		return nil, gehoor.ErrNotFound
	case now.Seq > 0 && slices.Equal(now.Texts, texts):
		return nil, nil // said before
	case now.Seq != after:
		return nil, gehoor.Refuse(CodeChanged)
	}
	return []gehoor.Fact{MailsWorded{Texts: texts}}, nil
}

func (o *Organisation) worded(e gehoor.Event, f MailsWorded) {
	o.Wordings = append(o.Wordings, Wording{Seq: e.Seq, At: e.At, By: e.Actor, Texts: f.Texts})
	if n := len(o.Wordings) - maxWordings; n > 0 {
		o.Wordings = slices.Clone(o.Wordings[n:])
	}
}
