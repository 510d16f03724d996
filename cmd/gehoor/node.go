package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/notify/webhook"
	"github.com/gehoor/gehoor/internal/provider"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/asset"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/plain"
	"github.com/gehoor/gehoor/internal/witness"
)

// node is one running server of an organisation: the site, and what happens
// without anybody asking.
type node struct {
	org       gehoor.OrgID
	db        *store.DB
	cases     *casework.Casework
	door      *account.Door
	publisher *register.Publisher
	circle    *witness.Circle // nil without witnesses
	every     time.Duration   // between two checkpoints
	channel   notify.Channel  // nil without a mail relay
	hooks     []hooked
	news      *notify.NewsDesk
	guard     *flood.Guard
	log       *slog.Logger
	time      *steady
	handler   http.Handler
	dir       string   // the data folder
	hosts     []string // the names of the site; none is any
	pulse     *pulse   // how the loops fare
	erased    int      // how many destructions the list has; the tick's alone
	// certificate is nil behind a web server with TLS.
	certificate *certificate
}

// options are what a node is made of beside its database.
type options struct {
	folder  folder
	files   blob.Store
	org     gehoor.OrgID
	every   time.Duration
	quantum int64
	relay   mailFlags
	// webhooks are told that there is something.
	webhooks webhookFlags
	// provider is where staff may sign in too.
	provider providerFlags
	budget   flood.Budget
	log      *slog.Logger
	hosts    []string
	// certificate is nil behind a web server with TLS.
	certificate *certificate
}

// newNode puts a node together, and looks whether the database can be the log
// that was published.
func newNode(ctx context.Context, db *store.DB, o options) (*node, error) {
	k, err := o.folder.loadKeys()
	if err != nil {
		return nil, err
	}
	secret, err := k.secret()
	if err != nil {
		return nil, err
	}
	signer, err := k.signer(o.org)
	if err != nil {
		return nil, err
	}
	policy, err := o.folder.loadWitnesses()
	if err != nil {
		return nil, err
	}
	n := &node{
		org: o.org, db: db, every: o.every, log: o.log, door: account.NewDoor(db, secret, random),
		news: notify.NewNewsDesk(db, secret.KeyFor("news"), random),
		dir:  string(o.folder), hosts: o.hosts, pulse: newPulse(), certificate: o.certificate,
		guard: flood.NewGuard(secret.KeyFor("flood"), o.budget, o.folder.space),
	}
	n.time = newSteady(func(err error) { n.failed(ctx, "clock", err) })
	if policy != nil {
		n.circle = &witness.Circle{Org: o.org, Store: db, Log: signer.Verifier(), Policy: policy}
	}
	says, err := o.folder.loadSite()
	if err != nil {
		return nil, err
	}
	address := cmp.Or(says.Site, o.relay.Site)
	if n.hooks, err = o.webhooks.channels(o.org, address); err != nil {
		return nil, err
	}
	documents, err := o.webhooks.documents(address)
	if err != nil {
		return nil, err
	}
	told := n.news
	if o.relay.Host == "" {
		told = nil // no mail, so none to reporters
	}
	if n.cases, err = casesWith(o.folder, db, o.files, o.org, casework.Publishing{Signer: signer, Quantum: o.quantum, Every: o.every, Witnesses: policy}, told, n.time.Now, names(n.hooks)...); err != nil {
		return nil, err
	}
	if n.channel, err = o.relay.channel(n.cases); err != nil {
		return nil, err
	}
	if n.publisher, err = newPublisher(o, db, signer); err != nil {
		return nil, err
	}
	if err := n.trust(ctx, signer); err != nil {
		return nil, err
	}
	identities, err := o.provider.provider(n.time.Now)
	if err != nil {
		return nil, err
	}
	return n, n.site(ctx, o.folder, secret, identities, documents)
}

func newPublisher(o options, db *store.DB, signer *register.Signer) (*register.Publisher, error) {
	high, err := register.OpenHighFile(o.folder.highest())
	if err != nil {
		return nil, err
	}
	return &register.Publisher{Org: o.org, Store: db, Signer: signer, High: high, Quantum: o.quantum, Random: random}, nil
}

// trust refuses to serve what would sign another history.
func (n *node) trust(ctx context.Context, signer *register.Signer) error {
	org, err := n.cases.Organisation(ctx, n.org)
	if errors.Is(err, gehoor.ErrNotFound) {
		return fmt.Errorf("%s was never founded", n.org)
	}
	if err != nil {
		return err
	}
	if org.Log != signer.VerifierKey() {
		return errors.New("keys.json holds another log key than the organisation's; after a restore only the new one signs")
	}
	if _, err := n.publisher.CatchUp(ctx); err != nil {
		return fmt.Errorf("the database is not the log that was published; was it put back from a backup? %w", err)
	}
	return nil
}

// install states in the log which program this is, before it serves anything.
func (n *node) install(ctx context.Context, assets *asset.Set) (directory.Installation, error) {
	program, err := describe(web.Delivered(assets))
	if err != nil {
		return directory.Installation{}, err
	}
	installed, err := n.cases.InstallProgram(ctx, n.org, program)
	if err != nil {
		return installed, fmt.Errorf("state in the log which program this is: %w", err)
	}
	return installed, nil
}

// site makes the handler.
func (n *node) site(ctx context.Context, f folder, secret account.ServerSecret, identities *provider.Provider, documents webhook.Documents) error {
	says, err := f.loadSite()
	if err != nil {
		return err
	}
	org, err := n.cases.Organisation(ctx, n.org)
	if err != nil {
		return err
	}
	assets, err := asset.Load()
	if err != nil {
		return err
	}
	installed, err := n.install(ctx, assets)
	if err != nil {
		return err
	}
	before, err := says.described(org)
	if err != nil {
		return fmt.Errorf("%s: %w", f.site(), err)
	}
	rehearsals, err := veenhaven.NewPlayer(n.time.Now)
	if err != nil {
		return err
	}
	cfg := web.Config{
		Rehearsals: rehearsals,
		Org:        n.org, Address: says.Site, SecurityContact: cmp.Or(says.SecurityContact, org.Description().Security), OwnDomains: before.OwnDomains(), Assets: assets, Installed: installed, Door: n.door, Provider: identities, Webhook: documents, Guard: n.guard, Cases: n.cases, Log: n.log, Now: n.time.Now, Hosts: n.hosts,
		Owner: layout.Organisation{
			Name: org.Description().Name, Phone: org.Description().Phone, Mail: says.Mail,
			Address: says.Address, Hours: says.Hours, Trial: says.Trial, Plain: layout.Plain(before.Plain), Desk: says.Desk,
		},
	}
	if cfg.Plain, err = n.plain(secret); err != nil {
		return err
	}
	if n.handler, err = web.New(cfg); err != nil {
		return err
	}
	if err := n.cases.ImportDescription(ctx, n.org, before); err != nil {
		return fmt.Errorf("take over what %s says of the organisation: %w", f.site(), err)
	}
	return nil
}

// plain makes the way without JavaScript. Its cookies outlive a restart, and are
// the same on every node.
func (n *node) plain(secret account.ServerSecret) (web.Way, error) {
	return plain.New(plain.Config{
		Org: n.org, Door: n.door, Guard: n.guard, Cases: n.cases,
		Key: secret.KeyFor("plain cookie"), Random: random, Now: n.time.Now,
	})
}
