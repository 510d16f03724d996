package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/mail"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// mailFlags is the relay for messages; without a host none are sent.
type mailFlags struct {
	Host     string   `placeholder:"HOST" help:"The mail relay. Without one no mail is sent."`
	Port     int      `default:"587" help:"Its port."`
	TLS      mail.TLS `default:"starttls" enum:"starttls,implicit,none" help:"How the connection to it is encrypted: starttls, implicit, or none for a relay on this machine."`
	From     string   `placeholder:"ADDR" help:"The sender's address."`
	User     string   `help:"Who signs in to the relay; without one nobody does."`
	Password string   `help:"The password for it; better set in the environment."`
	Site     string   `placeholder:"URL" help:"The address of the site, which the mails name."`
}

// channel is the relay, or nil without one.
func (m mailFlags) channel(cases *casework.Casework) (notify.Channel, error) {
	if m.Host == "" {
		return nil, nil
	}
	if m.Site == "" {
		return nil, errors.New("with --mail-host comes --mail-site, the address that mails name")
	}
	config := mail.Config{Host: m.Host, Port: m.Port, TLS: m.TLS, From: m.From, User: m.User, Password: m.Password}
	return mail.New(config, m.texts(cases), time.Now)
}

// texts are what an organisation's mails say. They are looked up for each mail, so
// that a text that was changed holds for the next.
func (m mailFlags) texts(cases *casework.Casework) mail.Texts {
	return func(ctx context.Context, org gehoor.OrgID, name mail.Name, lang gehoor.Language) (mail.Template, mail.Places, error) {
		all, _, err := cases.Mails(ctx, org)
		if err != nil {
			return mail.Template{}, mail.Places{}, err
		}
		places, err := m.places(ctx, cases, org, name, lang)
		return all[name][lang], places, err
	}
}

// places are what a mail names: for staff the page to sign in on, for reporters the
// site and no page of it.
func (m mailFlags) places(ctx context.Context, cases *casework.Casework, org gehoor.OrgID, name mail.Name, lang gehoor.Language) (mail.Places, error) {
	o, err := cases.Organisation(ctx, org)
	if err != nil {
		return mail.Places{}, fmt.Errorf("read the organisation's name: %w", err)
	}
	site := strings.TrimRight(m.Site, "/") + "/"
	p := mail.Places{Site: site, Organisation: o.Description().Name}
	if name == mail.ForStaff || name == mail.ForMoved {
		p.Site = site + string(lang) + layout.PathSignIn
	}
	return p, nil
}
