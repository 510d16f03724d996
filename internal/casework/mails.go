package casework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
)

// CodeMail: one of the texts cannot be in a mail.
const CodeMail gehoor.Code = "organisation.mail"

// Mails are what mails say now: in the organisation's own words where it has some,
// else as the program words it. An older installation kept its words in a row.
func (c *Casework) Mails(ctx context.Context, org gehoor.OrgID) (mail.Templates, directory.Wording, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil {
		return nil, directory.Wording{}, err
	}
	now := o.Wording()
	var row string
	if now.Seq == 0 && c.deps.Outbox != nil {
		row, err = c.deps.Outbox.MailTexts(ctx, org)
		if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
			return nil, now, fmt.Errorf("read what mails say: %w", err)
		}
	}
	all, err := Worded(row, now.Texts)
	return all, now, err
}

// Worded are the texts of a file with an organisation's own on top.
func Worded(file string, own []directory.MailText) (mail.Templates, error) {
	all, err := mail.ParseTemplates([]byte(file))
	if err != nil {
		return nil, err
	}
	for _, one := range own {
		if texts, ok := all[mail.Name(one.Mail)]; ok && one.Language.Valid() {
			texts[one.Language] = mail.Template{Subject: one.Subject, Body: one.Body}
		}
	}
	return all, nil
}

// WordMails changes what mails say; no texts have the program's in force again.
// after is the Seq of the wording that by changed ([directory.CodeChanged]).
func (c *Casework) WordMails(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, after gehoor.Seq, texts []directory.MailText) error {
	return c.asGovernor(ctx, org, by, func(o *directory.Organisation) ([]gehoor.Fact, error) {
		for _, one := range texts {
			n := mail.Name(one.Mail)
			if !one.Language.Valid() || !slices.Contains(mail.Names(), n) || mail.SubjectFault(one.Subject) != "" || mail.BodyFault(n, one.Body) != "" {
				return nil, gehoor.Refuse(CodeMail)
			}
		}
		// A body may be nothing but the address of the site, which is not known here.
		places := mail.Places{Organisation: o.Description().Name, Site: "…"}
		if all, err := Worded("", texts); err != nil || all.Check(places) != nil {
			return nil, gehoor.Refuse(CodeMail)
		}
		return o.WordMails(after, texts)
	})
}

// TestMail puts one mail into the outbox, to the administrator who asks, as staff gets
// it. It is false if there is no address to send it to.
func (c *Casework) TestMail(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID) (bool, error) {
	if _, err := c.Administrator(ctx, org, who); err != nil || c.deps.Outbox == nil {
		return false, err
	}
	_, err := c.deps.Outbox.Address(ctx, org, who)
	if errors.Is(err, gehoor.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, c.deps.Outbox.Enqueue(ctx, notify.Message{
		ID: newID[string](c.deps.Source), Org: org, To: who, Kind: notify.KindMessage, NotBefore: gehoor.Moment(c.deps.Source.Now()),
	})
}
