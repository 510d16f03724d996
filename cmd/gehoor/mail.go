package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
	"github.com/gehoor/gehoor/internal/store"
)

// mailCommand is gehoor mail: what an administrator does about mail. It may run
// beside a server. It shows nobody's address and nothing of what a message is
// about, because a message has nothing of that.
type mailCommand struct {
	List    mailList    `cmd:"" help:"Show what could not be delivered, and why; what is for webhooks too."`
	Retry   mailRetry   `cmd:"" help:"Try again what could not be delivered."`
	Drop    mailDrop    `cmd:"" help:"Give up for good what could not be delivered."`
	Test    mailTest    `cmd:"" help:"Send a mail, to see whether the relay takes it and what it looks like."`
	Texts   mailTexts   `cmd:"" help:"Show what mails say; check and keep an organisation's own texts."`
	Address mailAddress `cmd:"" help:"Set where somebody of staff gets mail."`
}

// maxListed is how many messages are listed; who has more has one cause for all.
const maxListed = 200

type mailList struct{ at }

// Run prints a line for each message that could not be delivered.
func (l *mailList) Run(ctx context.Context, out io.Writer) error {
	return l.with(ctx, func(s opened) error {
		messages, err := s.db.Undelivered(ctx, s.org, maxListed+1)
		if err != nil {
			return err
		}
		if len(messages) == 0 {
			_, err := fmt.Fprintln(out, "nothing is undelivered")
			return err
		}
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "MESSAGE\tSINCE\tSTATE\tTRIES\tFOR\tWHY")
		for _, m := range messages[:min(len(messages), maxListed)] {
			recipient, err := recipient(ctx, s.db, m)
			if err != nil {
				return err
			}
			state := "tried again"
			if !m.DeadAt.IsZero() {
				state = "given up"
			}
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", m.ID, m.NotBefore.Format(time.DateOnly), state, m.Attempts, recipient, m.Reason)
		}
		if len(messages) > maxListed {
			_, _ = fmt.Fprintln(w, "and more")
		}
		return w.Flush()
	})
}

// recipient is the login of whom a message is for: with it an address is put right. Of
// a webhook it is its name.
func recipient(ctx context.Context, db *store.DB, m notify.Message) (string, error) {
	if m.Hook != "" {
		return "webhook " + string(m.Hook), nil
	}
	if m.Reporter != "" {
		return "a reporter", nil
	}
	l, err := db.LoginOf(ctx, m.Org, m.To)
	if errors.Is(err, gehoor.ErrNotFound) {
		return "somebody without a login", nil
	}
	return l.Name, err
}

// which says what a chore is about: one message, or all with --all.
type which struct {
	Message string `arg:"" optional:"" help:"The message, as gehoor mail list shows it."`
	All     bool   `help:"Every message that could not be delivered."`
}

func (w which) id() (string, error) {
	if (w.Message == "") != w.All {
		return "", errors.New("name one message, or say --all")
	}
	return w.Message, nil
}

// tell says how many messages a chore was about.
func tellMessages(out io.Writer, n int, what string) error {
	if n == 0 {
		return errors.New("no such message is undelivered")
	}
	_, err := fmt.Fprintf(out, "%d %s\n", n, what)
	return err
}

type mailRetry struct {
	at
	which
}

// Run lets messages go again.
func (r *mailRetry) Run(ctx context.Context, out io.Writer) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	return r.with(ctx, func(s opened) error {
		n, err := s.db.Retry(ctx, s.org, id, time.Now())
		if err != nil {
			return err
		}
		return tellMessages(out, n, "tried again within seconds, if a server runs")
	})
}

type mailDrop struct {
	at
	which
}

// Run removes messages.
func (d *mailDrop) Run(ctx context.Context, out io.Writer) error {
	id, err := d.id()
	if err != nil {
		return err
	}
	return d.with(ctx, func(s opened) error {
		n, err := s.db.Drop(ctx, s.org, id)
		if err != nil {
			return err
		}
		return tellMessages(out, n, "dropped; what they were about is still on the work list")
	})
}

type mailTest struct {
	at
	To   string          `required:"" placeholder:"ADDR" help:"Where to send it."`
	Lang gehoor.Language `default:"nl" enum:"nl,en" help:"In which language."`
	Mail mailFlags       `embed:"" prefix:"mail-"`
}

// Run sends one mail, the same that staff gets, and says what became of it.
func (m *mailTest) Run(ctx context.Context, out io.Writer) error {
	if _, err := notify.ParseMail(m.To); err != nil {
		return errors.New("--to is no plain mail address")
	}
	return m.with(ctx, func(s opened) error {
		channel, err := m.Mail.channel(s.cases)
		if err != nil {
			return err
		}
		if channel == nil {
			return errors.New("without --mail-host no mail is sent, neither here nor by gehoor serve")
		}
		var id [16]byte
		random(id[:])
		ctx, cancel := context.WithTimeout(ctx, notify.SendTimeout)
		defer cancel()
		err = channel.Send(ctx, notify.Address{Org: s.org, Mail: m.To, Lang: m.Lang}, notify.Message{ID: hex.EncodeToString(id[:]), Org: s.org})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(out, "the relay took it; look whether it arrives, and where")
		return err
	})
}

type mailTexts struct {
	at
	File    string `arg:"" optional:"" type:"existingfile" help:"Texts to look at instead of those in force."`
	Keep    bool   `help:"Let the texts of the file be in force from now on."`
	Shipped bool   `help:"Print the texts that come with the program, as a file to begin with."`
	Reset   bool   `help:"Let the shipped texts be in force again."`
	Site    string `default:"https://…" env:"GEHOOR_MAIL_SITE" placeholder:"URL" help:"The address that mails name (--mail-site)."`
}

// Run shows texts as they are sent, or says in which line of a file something is
// wrong.
func (m *mailTexts) Run(ctx context.Context, out io.Writer) error {
	if m.Shipped {
		_, err := out.Write(mail.Shipped())
		return err
	}
	if m.Keep && m.File == "" || m.Reset && m.File != "" {
		return errors.New("--keep needs a file, and --reset none")
	}
	return m.with(ctx, func(s opened) error {
		templates, err := m.read(ctx, s)
		if err != nil {
			return err
		}
		flags := mailFlags{Site: m.Site}
		for _, name := range mail.Names() {
			for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
				places, err := flags.places(ctx, s.cases, s.org, name, lang)
				if err != nil {
					return err
				}
				if err := templates.Check(places); err != nil {
					return err
				}
				places.Code = "…"
				text := templates[name][lang].Fill(places)
				_, _ = fmt.Fprintf(out, "── %s, %s\nSubject: %s\n\n%s\n", name, lang, text.Subject, text.Body)
			}
		}
		return m.keep(ctx, s, templates)
	})
}

// read are the texts to show.
func (m *mailTexts) read(ctx context.Context, s opened) (mail.Templates, error) {
	switch {
	case m.Reset:
		return mail.ParseTemplates(nil)
	case m.File == "":
		all, _, err := s.cases.Mails(ctx, s.org)
		return all, err
	}
	file, err := os.ReadFile(m.File)
	if err != nil {
		return nil, err
	}
	return mail.ParseTemplates(file)
}

// keep puts texts in force, if it was asked.
func (m *mailTexts) keep(ctx context.Context, s opened, all mail.Templates) error {
	if !m.Keep && !m.Reset {
		return nil
	}
	_, now, err := s.cases.Mails(ctx, s.org)
	if err != nil {
		return err
	}
	var texts []directory.MailText
	for _, n := range mail.Names() {
		for _, lang := range mail.Languages() {
			if m.Keep {
				one := all[n][lang]
				texts = append(texts, directory.MailText{Mail: string(n), Language: lang, Subject: one.Subject, Body: one.Body})
			}
		}
	}
	return s.cases.WordMails(ctx, s.org, gehoor.System, now.Seq, texts)
}

type mailAddress struct {
	at
	Login  string          `arg:"" help:"With what somebody signs in."`
	Mail   string          `arg:"" optional:"" help:"Where they get mail."`
	Lang   gehoor.Language `default:"nl" enum:"nl,en" help:"In which language."`
	Remove bool            `help:"Send no mail any more."`
}

// Run sets or removes an address; without one it says whether there is one.
func (m *mailAddress) Run(ctx context.Context, out io.Writer) error {
	if m.Remove && m.Mail != "" {
		return errors.New("--remove comes without an address")
	}
	name, err := account.ParseLogin(m.Login)
	if err != nil {
		return fmt.Errorf("%q is no login", m.Login)
	}
	if m.Mail != "" {
		if _, err := notify.ParseMail(m.Mail); err != nil {
			return errors.New("that is no plain mail address")
		}
	}
	return m.with(ctx, func(s opened) error {
		login, err := s.db.Login(ctx, s.org, name)
		if errors.Is(err, gehoor.ErrNotFound) {
			return fmt.Errorf("nobody signs in as %s", name)
		}
		if err != nil {
			return err
		}
		if m.Mail != "" || m.Remove {
			err = s.cases.ChangeMail(ctx, s.org, gehoor.System, login.Person, m.Mail, m.Lang)
		}
		if err != nil {
			return err
		}
		says := "gets mail"
		if _, err = s.db.Address(ctx, s.org, login.Person); errors.Is(err, gehoor.ErrNotFound) {
			says, err = "gets no mail", nil
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s %s\n", name, says)
		return err
	})
}
