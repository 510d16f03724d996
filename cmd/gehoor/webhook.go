package main

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/webhook"
)

// webhookFlags are the programs that hear that there is something; without any none do.
type webhookFlags struct {
	To  []string `placeholder:"NAME=URL" help:"A webhook: your name for it, and the address to which events go; may be repeated. Without one none are sent."`
	Key string   `help:"The key that signs events, Ed25519 in PEM; better a credential, or set in the environment."`
	OIN string   `name:"oin" placeholder:"DIGITS" help:"The organisation's OIN, which events name as their source; without one they name the organisation's short name."`
}

// hooked is one webhook with the channel to it.
type hooked struct {
	name    notify.Hook
	channel notify.Channel
}

// key signs events.
func (f webhookFlags) key() (*webhook.Key, error) {
	if f.Key == "" {
		return nil, errors.New("with --webhook-to comes --webhook-key, which openssl genpkey -algorithm ed25519 makes")
	}
	return webhook.ParseKey(f.Key)
}

// channels are the webhooks of an organisation whose site is at an address, in the
// order in which they were named.
func (f webhookFlags) channels(org gehoor.OrgID, site string) ([]hooked, error) {
	if len(f.To) == 0 {
		if f.OIN != "" {
			return nil, errors.New("with --webhook-oin comes --webhook-to")
		}
		return nil, nil
	}
	key, err := f.key()
	if err != nil {
		return nil, err
	}
	source, err := webhook.Source(org, f.OIN)
	if err != nil {
		return nil, err
	}
	var all []hooked
	seen := map[notify.Hook]bool{}
	for _, one := range f.To {
		before, address, _ := strings.Cut(one, "=")
		name, err := notify.ParseHook(before)
		if err != nil {
			return nil, fmt.Errorf("--webhook-to: %w", err)
		}
		if seen[name] {
			return nil, fmt.Errorf("--webhook-to: there are two webhooks %s", name)
		}
		seen[name] = true
		channel, err := webhook.New(webhook.Config{URL: address, Source: source, Site: site, Key: key}, time.Now)
		if err != nil {
			return nil, fmt.Errorf("--webhook-to %s: %w", name, err) // without the address, which may hold a secret
		}
		all = append(all, hooked{name, channel})
	}
	return all, nil
}

// documents are what the site publishes for who receives events.
func (f webhookFlags) documents(site string) (webhook.Documents, error) {
	if len(f.To) == 0 {
		return webhook.Documents{}, nil
	}
	key, err := f.key()
	if err != nil {
		return webhook.Documents{}, err
	}
	return key.Documents(site)
}

// names are what casework needs of webhooks.
func names(all []hooked) []notify.Hook {
	var out []notify.Hook
	for _, h := range all {
		out = append(out, h.name)
	}
	return out
}

// webhookCommand is gehoor webhook: what an operator does about webhooks. What could not
// be delivered is with gehoor mail.
type webhookCommand struct {
	Key  webhookKey  `cmd:"" help:"Print the public half of the key that signs events, as the site publishes it."`
	Test webhookTest `cmd:"" help:"Send an event to a webhook, to see whether it takes it."`
}

type webhookKey struct {
	Webhook webhookFlags `embed:"" prefix:"webhook-"`
}

// Run prints a JWK Set.
func (k *webhookKey) Run(out io.Writer) error {
	key, err := k.Webhook.key()
	if err != nil {
		return err
	}
	documents, err := key.Documents("")
	if err != nil {
		return err
	}
	_, err = out.Write(documents.Keys)
	return err
}

type webhookTest struct {
	at
	Name     string       `arg:"" help:"Your name for the webhook."`
	Webhook  webhookFlags `embed:"" prefix:"webhook-"`
	MailSite string       `placeholder:"URL" help:"The address of the site, if site.json does not say it."`
}

// Run sends one event that says that it is a test.
func (c *webhookTest) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		says, err := s.folder.loadSite()
		if err != nil {
			return err
		}
		all, err := c.Webhook.channels(s.org, cmp.Or(says.Site, c.MailSite))
		if err != nil {
			return err
		}
		for _, one := range all {
			if string(one.name) == c.Name {
				return tryHook(ctx, one, s.org, out)
			}
		}
		return fmt.Errorf("there is no webhook %s", c.Name)
	})
}

func tryHook(ctx context.Context, h hooked, org gehoor.OrgID, out io.Writer) error {
	var id [16]byte
	random(id[:])
	m := notify.Message{ID: hex.EncodeToString(id[:]), Org: org, Hook: h.name, Kind: webhook.KindTest, NotBefore: time.Now()}
	ctx, cancel := context.WithTimeout(ctx, notify.SendTimeout)
	defer cancel()
	if err := h.channel.Send(ctx, notify.Address{Org: org}, m); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "the webhook took it")
	return err
}
