// Package provider asks an organisation's own provider of identities who somebody of
// staff is, by OpenID Connect: the code flow with PKCE, state and nonce.
//
// # What it promises
//
//   - Of what the provider answers only the subject is looked at, after everything
//     else was found right. No name, no address, no group, and no token is kept.
//   - Issuer and audience are compared exactly; a token is signed with a public key of
//     the provider, never with a secret; the clocks may differ by [Skew].
//   - A provider that does not answer is [ErrDown], so that a page can say so. Whatever
//     else is wrong is [ErrRefused], and which of it no caller learns.
//
// # What it never does
//
// Decide who somebody is here (package account does), or what they may; log what was
// asked or answered; open anything: keys are their owners'.
package provider

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const (
	// Skew is how far the provider's clock may differ from ours.
	Skew = time.Minute
	// patience is how long the provider may take for one answer; somebody waits.
	patience = 10 * time.Second
	// pause is how long a provider that did not answer is not asked what it is:
	// strangers can have us ask.
	pause = 5 * time.Second
	// maxAge is how old a token may be: it was made for who comes back with it now.
	maxAge = 10 * time.Minute
	// maxSubject is the limit of OpenID Connect Core, in characters of ASCII.
	maxSubject = 255
)

var (
	// ErrDown: the provider does not answer, or with an error of its own.
	ErrDown = errors.New("provider: does not answer")
	// ErrRefused: what came back is not what we asked for.
	ErrRefused = errors.New("provider: not an answer to what was asked")
)

// algorithms are those with a public key; the first are those of the NL GOV profile.
var algorithms = []string{oidc.RS256, oidc.PS256, oidc.ES256, oidc.RS384, oidc.PS384, oidc.ES384, oidc.RS512, oidc.PS512, oidc.ES512, oidc.EdDSA}

// Settings are what an operator says of a provider.
type Settings struct {
	// Issuer is its address as its tokens say it, to the letter.
	Issuer string
	// Client and Secret are by which the provider knows us.
	Client, Secret string
	// Name is how people call an account there; "" has a page say "your organisation".
	Name string
	// Required: nobody of staff works here without.
	Required bool
}

// Provider is one organisation's. Its methods are safe for concurrent use.
type Provider struct {
	settings Settings
	client   *http.Client
	now      func() time.Time

	mu     sync.Mutex
	found  *oidc.Provider // what discovery said; kept, its keys are fetched anew when they change
	failed time.Time      // when discovery last failed
}

// New looks at the settings and asks the provider nothing: that may be down. An issuer
// is https, but for one on this machine.
func New(s Settings, transport http.RoundTripper, now func() time.Time) (*Provider, error) {
	u, err := url.Parse(s.Issuer)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, errors.New("provider: the issuer is an address such as https://login.example")
	}
	local := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1"
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return nil, errors.New("provider: the issuer's address begins with https")
	}
	if s.Client == "" || s.Secret == "" {
		return nil, errors.New("provider: without a client ID and a secret the provider does not know us")
	}
	client := &http.Client{
		Transport: transport, Timeout: patience,
		// Nobody else is told the secret or believed.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Provider{settings: s, client: client, now: now}, nil
}

// Issuer is whose subjects these are.
func (p *Provider) Issuer() string { return p.settings.Issuer }

// Name is what people call an account there; it may be "".
func (p *Provider) Name() string { return p.settings.Name }

// Required says whether nobody of staff works here without.
func (p *Provider) Required() bool { return p.settings.Required }

// Asking is what ties an answer to who asked: random each time, and known to one
// browser alone.
type Asking struct {
	State, Nonce, Verifier string
	// Back is where the provider sends the browser, as registered there.
	Back string
}

// Ask is the address at which the provider asks who somebody is.
func (p *Provider) Ask(ctx context.Context, a Asking) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return p.config(found, a).AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Subject is who the provider says somebody is who came back with a code. A code works
// once; the provider sees to that.
func (p *Provider) Subject(ctx context.Context, a Asking, code string) (string, error) {
	found, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	got, err := p.config(found, a).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	var told *oauth2.RetrieveError
	if errors.As(err, &told) && told.Response.StatusCode < http.StatusInternalServerError {
		return "", fmt.Errorf("%w: the code", ErrRefused)
	}
	if err != nil {
		return "", fmt.Errorf("%w: the code's exchange", ErrDown)
	}
	raw, ok := got.Extra("id_token").(string)
	if !ok {
		return "", fmt.Errorf("%w: no identity", ErrRefused)
	}
	return p.verify(ctx, found, a, raw)
}

// verify looks at everything that an identity says of itself.
func (p *Provider) verify(ctx context.Context, found *oidc.Provider, a Asking, raw string) (string, error) {
	verifier := found.VerifierContext(ctx, &oidc.Config{
		ClientID: p.settings.Client, SupportedSigningAlgs: algorithms,
		Now: func() time.Time { return p.now().Add(-Skew) },
	})
	t, err := verifier.Verify(ctx, raw)
	if err != nil {
		return "", fmt.Errorf("%w: the identity", ErrRefused)
	}
	var claims struct {
		For string `json:"azp"`
	}
	if err := t.Claims(&claims); err != nil {
		return "", fmt.Errorf("%w: the identity's claims", ErrRefused)
	}
	now := p.now()
	switch {
	case subtle.ConstantTimeCompare([]byte(t.Nonce), []byte(a.Nonce)) != 1:
		return "", fmt.Errorf("%w: the nonce", ErrRefused)
	case claims.For != "" && claims.For != p.settings.Client, len(t.Audience) > 1 && claims.For == "":
		return "", fmt.Errorf("%w: another party", ErrRefused)
	case t.IssuedAt.After(now.Add(Skew)) || t.IssuedAt.Before(now.Add(-maxAge)):
		return "", fmt.Errorf("%w: the moment", ErrRefused)
	case t.Subject == "" || len(t.Subject) > maxSubject:
		return "", fmt.Errorf("%w: the subject", ErrRefused)
	}
	return t.Subject, nil
}

// config asks for who somebody is and for nothing about them.
func (p *Provider) config(found *oidc.Provider, a Asking) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.settings.Client, ClientSecret: p.settings.Secret, Endpoint: found.Endpoint(),
		RedirectURL: a.Back, Scopes: []string{oidc.ScopeOpenID},
	}
}

// discover asks the provider what it is, until it has answered once.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found != nil {
		return p.found, nil
	}
	if p.now().Sub(p.failed) < pause {
		return nil, fmt.Errorf("%w: it did not a moment ago", ErrDown)
	}
	// What is found outlives the request.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.settings.Issuer)
	if err != nil {
		p.failed = p.now()
		return nil, fmt.Errorf("%w: discovery", ErrDown)
	}
	var said struct {
		Challenges []string `json:"code_challenge_methods_supported"`
	}
	if err := found.Claims(&said); err != nil || len(said.Challenges) > 0 && !slices.Contains(said.Challenges, "S256") {
		p.failed = p.now()
		return nil, fmt.Errorf("%w: no PKCE", ErrDown)
	}
	p.found = found
	return found, nil
}
