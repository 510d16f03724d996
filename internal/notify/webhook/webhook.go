// Package webhook is the channel that tells a program of the organisation's, at an
// address that an operator named, that there is something.
//
// What leaves is a CloudEvent (NL GOV profile) by HTTP POST in structured mode: a
// type, a random id, the half hour, and which system it comes from. There is no place
// in it for a dossier, a person or a word.
//
// It promises that
//
//   - an event goes by TLS, or to this machine;
//   - it goes to the address that was named, and never where that one leads;
//   - it is signed (RFC 9421, Ed25519) over method, address, type and content, so that
//     who holds the published key knows that it is ours and was not changed;
//   - an event that goes twice is the same event, with the same id;
//   - it holds up its caller for [notify.SendTimeout] at most, and reads nothing of the
//     answer but how it begins;
//   - its errors are [notify.Fault]s: a constant sentence and a status.
package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/notify"
)

// Config says where events go, and how they are signed.
type Config struct {
	// URL is where they go. Nothing of it is ever logged: it may hold a secret.
	URL string
	// Source is which system they come from ([Source]).
	Source string
	// Site is the address of the site, where keys and schema are published.
	Site string
	Key  *Key
	// Roots are the authorities that may have signed the receiver's certificate; nil
	// is the system's.
	Roots *x509.CertPool
}

const (
	contentType = "application/cloudevents+json; charset=utf-8"
	label       = "gehoor"
	// stepTimeout bounds each of connecting, encrypting and waiting for the answer.
	stepTimeout = notify.SendTimeout / 3
	// maxHeader is how much of an answer is read.
	maxHeader = 16 << 10
)

// Channel sends events to one receiver. It opens a connection for each and keeps none.
type Channel struct {
	target, source, schema string
	key                    *Key
	client                 *http.Client
	now                    func() time.Time
}

// New makes a channel, or says what of the configuration cannot be right. It does not
// connect. now is when a signature is made.
func New(c Config, now func() time.Time) (*Channel, error) {
	target, err := parseTarget(c.URL)
	if err != nil {
		return nil, err
	}
	if site, err := url.Parse(c.Site); err != nil || site.Scheme != "https" && site.Scheme != "http" || site.Host == "" {
		return nil, errors.New("webhook: the address of the site is not known, where receivers find the key")
	}
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: stepTimeout}).DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    stepTimeout,
		ResponseHeaderTimeout:  stepTimeout,
		MaxResponseHeaderBytes: maxHeader,
		DisableKeepAlives:      true,
		DisableCompression:     true,
	}
	client := &http.Client{
		Transport: transport, Timeout: notify.SendTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Channel{target: target, source: c.Source, schema: at(c.Site, PathSchema), key: c.Key, client: client, now: now}, nil
}

// parseTarget reads an address and returns it as it is sent and signed: with the host
// in lower case, and without a port that goes without saying (RFC 9110 §4.2.3).
func parseTarget(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "" || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return "", errors.New("webhook: this is no address of a webhook")
	case u.User != nil || u.Fragment != "":
		return "", errors.New("webhook: an address has no user and no fragment")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return "", errors.New("webhook: the receiver is another machine; its address must begin with https://")
	case u.Scheme != "https" && u.Scheme != "http":
		return "", errors.New("webhook: an address begins with https://")
	}
	u.Host = strings.ToLower(u.Host)
	u.Host = strings.TrimSuffix(u.Host, map[string]string{"https": ":443", "http": ":80"}[u.Scheme])
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send sends one event. Its errors are [notify.Fault]s.
func (c *Channel) Send(ctx context.Context, _ notify.Address, m notify.Message) error {
	r, err := c.request(ctx, m)
	if err != nil {
		return &notify.Fault{Reason: "no webhook may hear of this", Permanent: true}
	}
	answer, err := c.client.Do(r)
	if err != nil {
		return faultOf(err)
	}
	_ = answer.Body.Close() // it may say anything
	return verdict(answer.StatusCode)
}

// request is what is sent for a message.
func (c *Channel) request(ctx context.Context, m notify.Message) (*http.Request, error) {
	e, err := newEvent(m, c.source, c.schema)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.target, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	sum := digest(content)
	input, signature := c.key.fields(label, []component{
		{"@method", r.Method}, {"@target-uri", c.target}, {"content-type", contentType}, {"content-digest", sum},
	}, fmt.Sprintf(`;created=%d;keyid="%s";alg="ed25519"`, c.now().Unix(), c.key.id))
	for name, value := range map[string]string{
		"Content-Type": contentType, "Content-Digest": sum, "Signature-Input": input, "Signature": signature,
		"User-Agent": "", // then none is sent
	} {
		r.Header.Set(name, value)
	}
	return r, nil
}

// verdict is nil if the receiver took the event. Only one that says that it is gone for
// good is believed at once; all else is tried again.
func verdict(status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		return &notify.Fault{Reason: "the receiver leads elsewhere", Code: status}
	case status == http.StatusGone:
		return &notify.Fault{Reason: "the receiver is gone for good", Code: status, Permanent: true}
	}
	return &notify.Fault{Reason: "the receiver refused it", Code: status}
}

// faultOf says what went wrong in our own words: an error of the network repeats the
// address.
func faultOf(err error) *notify.Fault {
	var op *net.OpError
	var trust *tls.CertificateVerificationError
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &late) && late.Timeout(), errors.Is(err, context.Canceled):
		return &notify.Fault{Reason: "the receiver took too long"}
	case errors.As(err, &trust):
		return &notify.Fault{Reason: "the receiver's certificate is not trusted"}
	case errors.As(err, &op) && op.Op == "dial":
		return &notify.Fault{Reason: "the receiver cannot be reached"}
	}
	return &notify.Fault{Reason: "the receiver gave no answer of HTTP"}
}
