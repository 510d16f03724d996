// Package mail is the channel that sends messages by SMTP, through the
// organisation's own relay.
//
// What leaves is one neutral sentence and an address of the site, the same for
// every kind of message to staff: a subject line is read by relays, by a phone on
// a table and by a secretary. An organisation can have texts of its own
// ([Templates]); there is no place in them for anything that somebody wrote.
//
// It promises that
//
//   - a message goes out encrypted, or not at all: there is no falling back
//     (only a relay on the same machine may do without);
//   - header and envelope hold the recipient's address, the sender's address, a
//     date in UTC and a Message-ID from which nothing can be computed; not the
//     name of this machine, of this program or of a person;
//   - a message that goes twice has the same Message-ID both times;
//   - no automatic answer is asked for, and none should come;
//   - its errors are [notify.Fault]s: a constant sentence and a reply code.
package mail

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
)

// TLS is how the connection to the relay is encrypted.
type TLS string

const (
	// TLSStart begins in clear and must become encrypted (STARTTLS), commonly on
	// port 587. A relay that does not offer it is not used.
	TLSStart TLS = "starttls"
	// TLSImplicit is encrypted from the first byte, commonly on port 465.
	TLSImplicit TLS = "implicit"
	// TLSNone is for a relay on this machine only.
	TLSNone TLS = "none"
)

// Config says which relay takes the mail.
type Config struct {
	// Host is a name or an address, and what the relay's certificate must be for.
	Host string
	Port int
	TLS  TLS
	// Roots are the authorities that may have signed it; nil is the system's.
	Roots *x509.CertPool
	// From is the sender's address, without a name. Its domain is also what the
	// relay is greeted with, so that this machine's name does not leave.
	From string
	// User and Password sign in to the relay; an empty User does not.
	User, Password string
}

// Format keeps the password out of logs and error texts.
func (c Config) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "smtp %s:%d %s", c.Host, c.Port, c.TLS)
}

// Text is what a mail says, in one language.
type Text struct{ Subject, Body string }

// sendable says whether a text can be a mail's.
func (t Text) sendable() bool {
	return t.Subject != "" && t.Body != "" && len(t.Subject) <= maxSubject && !strings.ContainsAny(t.Subject, "\r\n")
}

// Texts gives the template with this name for an organisation, and what stands in
// its places but for the code. What it answers with an error waits until the text
// is put right.
type Texts func(ctx context.Context, org gehoor.OrgID, name Name, lang gehoor.Language) (Template, Places, error)

// opTimeout bounds each of the three things that a sending consists of (connect,
// greet, send), so that together they keep to [notify.SendTimeout].
const opTimeout = notify.SendTimeout / 3

// maxSubject keeps the subject on one line of a header (RFC 5322 §2.1.1).
const maxSubject = 70

// Channel sends mail. It opens a connection for each message and keeps none.
type Channel struct {
	from   string
	domain string // of from
	// client makes the settings of one connection. It is a function because it
	// knows the password, and fmt prints all else.
	client func() (*gomail.Client, error)
	texts  Texts
	now    func() time.Time
}

// New makes a channel, or says what of the configuration cannot be right. It
// does not connect. now gives the date of a mail.
func New(c Config, texts Texts, now func() time.Time) (*Channel, error) {
	if _, err := notify.ParseMail(c.From); err != nil {
		return nil, errors.New("mail: From is no plain mail address")
	}
	if c.Host == "" || strings.ContainsAny(c.Host, " \r\n/") || c.Port < 1 || c.Port > 65535 {
		return nil, fmt.Errorf("mail: no relay at host %q, port %d", c.Host, c.Port)
	}
	switch c.TLS {
	case TLSStart, TLSImplicit:
	case TLSNone:
		if !loopback(c.Host) {
			return nil, fmt.Errorf("mail: the relay %s is another machine; TLS must be %q or %q", c.Host, TLSStart, TLSImplicit)
		}
	default:
		return nil, fmt.Errorf("mail: TLS is %q, not %q, %q or %q", c.TLS, TLSStart, TLSImplicit, TLSNone)
	}
	_, domain, _ := strings.Cut(c.From, "@")
	client := func() (*gomail.Client, error) { return newClient(c, domain) }
	if _, err := client(); err != nil {
		return nil, fmt.Errorf("mail: configuration: %w", err)
	}
	return &Channel{from: c.From, domain: domain, client: client, texts: texts, now: now}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send sends one mail to one address. Its errors are [notify.Fault]s.
func (c *Channel) Send(ctx context.Context, to notify.Address, m notify.Message) error {
	msg, err := c.compose(ctx, to, m)
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return &notify.Fault{Reason: "the relay's configuration is wrong"}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if err == nil || msg.IsDelivered() {
		return nil // what fails after the relay took it changes nothing
	}
	return faultOf(err)
}

// compose writes the mail.
func (c *Channel) compose(ctx context.Context, to notify.Address, m notify.Message) (*gomail.Msg, error) {
	address, err := notify.ParseMail(to.Mail)
	if err != nil {
		return nil, &notify.Fault{Reason: reasonAddress, Permanent: true}
	}
	lang := to.Lang
	if !lang.Valid() {
		lang = gehoor.Dutch
	}
	template, places, err := c.texts(ctx, to.Org, NameOf(m.Kind), lang)
	places.Code = to.Code
	text := template.Fill(places)
	if err != nil || !text.sendable() {
		return nil, &notify.Fault{Reason: "there is no text to send"}
	}
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithNoDefaultUserAgent())
	if errors.Join(msg.From(c.from), msg.To(address)) != nil {
		return nil, &notify.Fault{Reason: reasonAddress, Permanent: true}
	}
	msg.Subject(text.Subject)
	msg.SetDateWithValue(c.now().UTC())
	msg.SetMessageIDWithValue(c.messageID(m.ID))
	// Who is away should not tell the sender's mailbox so (RFC 3834).
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	msg.SetBodyString(gomail.TypeTextPlain, text.Body)
	return msg, nil
}

// messageID is the same each time a message goes, and not the outbox's ID.
func (c *Channel) messageID(id string) string {
	sum := sha256.Sum256([]byte("gehoor mail v1\n" + id))
	return hex.EncodeToString(sum[:16]) + "@" + c.domain
}

// newClient makes what sends one message; helo is what it greets the relay with.
func newClient(c Config, helo string) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(c.Port),
		gomail.WithTimeout(opTimeout),
		gomail.WithHELO(helo),
		gomail.WithoutSMTPUTF8(),
		gomail.WithTLSConfig(&tls.Config{ServerName: c.Host, RootCAs: c.Roots, MinVersion: tls.VersionTLS12}),
	}
	switch c.TLS {
	case TLSImplicit:
		options = append(options, gomail.WithSSL())
	case TLSStart:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLSNone:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if c.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(c.User), gomail.WithPassword(c.Password))
	}
	return gomail.NewClient(c.Host, options...)
}
