package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Site is a server as its pages reach it.
type Site struct {
	address string
	lang    gehoor.Language
	client  *http.Client
	pauses  []time.Duration
	// cookies are what the server gave for this run.
	cookies map[string]string
}

// Options are what a site is opened with.
type Options struct {
	// Lang is that in which the server says why it refuses.
	Lang gehoor.Language
	// Transport is nil for the usual one.
	Transport http.RoundTripper
	// Pauses are how long is waited before what may not have arrived is sent once more; nil
	// for the usual ones.
	Pauses []time.Duration
}

// pauses are the usual: a server that restarts is back within a minute.
func pauses() []time.Duration {
	return []time.Duration{2 * time.Second, 10 * time.Second, 40 * time.Second}
}

// cookiePrefix is that of cookies which belong to one host and travel safely.
const cookiePrefix = "__Host-"

var errAddress = errors.New("desk: the address must be that of a site, https://meldpunt.example; http is for this machine alone")

// Open takes a site's address.
func Open(address string, o Options) (*Site, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return nil, errAddress
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !isHere(u.Hostname())) {
		return nil, errAddress
	}
	if o.Pauses == nil {
		o.Pauses = pauses()
	}
	return &Site{
		address: u.Scheme + "://" + u.Host, lang: o.Lang, pauses: o.Pauses, cookies: map[string]string{},
		client: &http.Client{Transport: o.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil
}

// isHere says whether a host is this machine.
func isHere(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// How long is waited for an answer, as a browser does (browser/lib/api.ts, chart/wire.ts),
// and how much of one is read.
const (
	patience      = 30 * time.Second
	chartPatience = 5 * time.Minute

	maxAnswer = 1 << 20
	// maxChart is for the names of a hundred thousand people, in base64.
	maxChart = 128 << 20
)

// Kind is what went wrong.
type Kind int

// The kinds.
const (
	// Failed: the answer is none that we know.
	Failed Kind = iota
	// Offline: no answer in time; nobody knows whether it arrived.
	Offline
	// Uncertain: somebody between here and the server says that it broke.
	Uncertain
	// Missing: it is not there, or the asker may not know that it is.
	Missing
	// Refused: the server says no, or not now.
	Refused
)

// String names the kind.
func (k Kind) String() string {
	return [...]string{"failed", "offline", "uncertain", "missing", "refused"}[k]
}

// Failure is why there is no answer.
type Failure struct {
	Kind Kind
	// Code and Message are the server's: a refusal's code, and its sentence.
	Code    gehoor.Code
	Message string
	// Status is that of HTTP, 0 when there was no answer.
	Status int
	err    error
}

// Error implements error.
func (f *Failure) Error() string {
	if f.err != nil {
		return fmt.Sprintf("desk: %s: %v", f.Kind, f.err)
	}
	return fmt.Sprintf("desk: %s: the server answers %d %s", f.Kind, f.Status, f.Code)
}

// Unwrap is the cause.
func (f *Failure) Unwrap() error { return f.err }

// Again says whether sending the same bytes again is the right thing to do.
func (f *Failure) Again() bool { return f.Status == 0 || f.Status >= http.StatusInternalServerError }

// ask is one request.
type ask struct {
	method, path string
	body         any
	patience     time.Duration
	limit        int64
}

// do asks, and reads the answer into a value; nil for an answer that has none.
func (s *Site) do(ctx context.Context, a ask, into any) error {
	ctx, cancel := context.WithTimeout(ctx, a.patience)
	defer cancel()
	r, err := s.request(ctx, a)
	if err != nil {
		return err
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return &Failure{Kind: Offline, err: err}
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, a.limit+1))
	if err != nil {
		return &Failure{Kind: Offline, err: err}
	}
	if int64(len(text)) > a.limit {
		return &Failure{Kind: Failed, Status: answer.StatusCode, err: errors.New("the answer is longer than any of ours")}
	}
	if answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusNoContent {
		return failureOf(answer.StatusCode, text)
	}
	s.keep(answer.Cookies())
	if into == nil || answer.StatusCode == http.StatusNoContent {
		return nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return &Failure{Kind: Failed, Status: answer.StatusCode, err: errors.New("the answer is not that of our server")}
	}
	return nil
}

func (s *Site) request(ctx context.Context, a ask) (*http.Request, error) {
	var body io.Reader
	if a.body != nil {
		text, err := json.Marshal(a.body)
		if err != nil {
			return nil, fmt.Errorf("desk: encode: %w", err)
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, a.method, s.address+a.path, body)
	if err != nil {
		return nil, fmt.Errorf("desk: ask for %s: %w", a.path, err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("X-Language", string(s.lang))
	r.Header.Set("User-Agent", "gehoor-desk")
	for name, value := range s.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return r, nil
}

// keep remembers cookies for this run. The program knows one site only, so a cookie goes
// nowhere else.
func (s *Site) keep(cookies []*http.Cookie) {
	for _, c := range cookies {
		switch {
		case !strings.HasPrefix(c.Name, cookiePrefix):
		case c.MaxAge < 0:
			delete(s.cookies, c.Name)
		default:
			s.cookies[c.Name] = c.Value
		}
	}
}

// failureOf reads what a server, or something before it, answered.
func failureOf(status int, text []byte) *Failure {
	var said struct {
		Code    gehoor.Code `json:"code"`
		Message string      `json:"message"`
	}
	switch {
	case json.Unmarshal(text, &said) == nil && said.Code != "" && said.Message != "":
		return &Failure{Kind: kindOf(said.Code), Code: said.Code, Message: said.Message, Status: status}
	case status >= http.StatusBadGateway:
		return &Failure{Kind: Uncertain, Status: status}
	}
	return &Failure{Kind: Failed, Status: status}
}

// kindOf tells apart what the server says under a code that is no refusal's.
func kindOf(code gehoor.Code) Kind {
	switch code {
	case "not-found":
		return Missing
	case "uncertain":
		return Uncertain
	}
	return Refused
}

// Close lets go of connections.
func (s *Site) Close() { s.client.CloseIdleConnections() }
