package main

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gehoor/gehoor/internal/provider"
)

// providerFlags are the organisation's own provider of identities, for staff.
type providerFlags struct {
	Issuer   string `placeholder:"URL" help:"The issuer at which staff may sign in by OpenID Connect, to the letter. Without one there is no such way."`
	Client   string `placeholder:"ID" help:"The client ID by which it knows this site."`
	Secret   string `help:"The client secret; better a credential, or set in the environment."`
	Name     string `placeholder:"NAME" help:"How people call an account there, as Gemeente Veenhaven."`
	Required bool   `help:"Nobody of staff works here without having signed in there too."`
}

// provider is nil without an issuer. Nothing is asked of it before somebody comes.
func (f providerFlags) provider(now func() time.Time) (*provider.Provider, error) {
	if f.Issuer == "" {
		if f != (providerFlags{}) {
			return nil, errors.New("with --oidc-client, --oidc-secret, --oidc-name and --oidc-required comes --oidc-issuer")
		}
		return nil, nil
	}
	p, err := provider.New(provider.Settings{Issuer: f.Issuer, Client: f.Client, Secret: f.Secret, Name: f.Name, Required: f.Required}, http.DefaultTransport, now)
	if err != nil {
		return nil, fmt.Errorf("--oidc-issuer, --oidc-client, --oidc-secret: %w", err)
	}
	return p, nil
}
