package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/flood"
	"github.com/gehoor/gehoor/internal/web"
)

// serveCommand is gehoor serve.
type serveCommand struct {
	where
	Listen       string        `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen. Without a certificate put a web server with TLS in front of it."`
	TLSCert      string        `name:"tls-cert" type:"path" placeholder:"FILE" help:"The certificate with its chain (PEM). It may be replaced while the server runs."`
	TLSKey       string        `name:"tls-key" type:"path" placeholder:"FILE" help:"Its key (PEM)."`
	Redirect     string        `placeholder:"ADDR" help:"Where to listen without TLS and lead to the site with it, as :80. Needs --tls-cert and --host."`
	Host         []string      `placeholder:"NAME" help:"A name under which people reach the site; may be repeated. A request for another name is refused. Without one any name will do."`
	Admin        string        `default:"127.0.0.1:8081" placeholder:"ADDR" help:"Where to answer /healthz, /readyz and /metrics, for who keeps the machine running; off for nowhere."`
	Org          string        `placeholder:"NAME" help:"The organisation to serve; needed only if the database holds several."`
	PublishEvery time.Duration `default:"1m" help:"Time between two checkpoints of the log."`
	Quantum      int64         `default:"64" help:"How many leaves each checkpoint adds, real ones and dummies together."`
	Log          slog.Level    `default:"info" help:"What to log: debug, info, warn or error."`
	Mail         mailFlags     `embed:"" prefix:"mail-"`
	Webhook      webhookFlags  `embed:"" prefix:"webhook-"`
	OIDC         providerFlags `embed:"" prefix:"oidc-"`
	CodesPerHour int           `default:"120" help:"How many people may begin in an hour before their browsers must work something out first."`
	CodesPerDay  int           `default:"600" help:"The same for a day."`

	// For the demo, which starts this command itself.
	Child  bool `hidden:"" help:"Say on standard output when ready, and stop when standard input ends."`
	Forget bool `hidden:"" help:"Remove the data folder at the end."`
}

// Run serves until the context ends, or with Child until standard input does.
func (s *serveCommand) Run(ctx context.Context, out io.Writer) error {
	if s.PublishEvery < time.Second || s.Quantum < 1 {
		return errors.New("a checkpoint adds at least one leaf, at most once a second")
	}
	if err := s.consistent(); err != nil {
		return err
	}
	if s.Child {
		var stop context.CancelFunc
		ctx, stop = untilEOF(ctx, os.Stdin)
		defer stop()
	}
	db, err := s.open(ctx)
	if err != nil {
		return err
	}
	files, closeFiles, err := s.files(ctx)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	err = s.with(ctx, out, func() (*node, error) {
		org, err := organisation(ctx, db, gehoor.OrgID(s.Org))
		if err != nil {
			return nil, err
		}
		o := options{
			folder: s.folder(), files: files, org: org, every: s.PublishEvery, quantum: s.Quantum, relay: s.Mail, webhooks: s.Webhook, provider: s.OIDC,
			budget: flood.NewBudget(s.CodesPerHour, s.CodesPerDay), log: s.logger(), hosts: s.Host,
		}
		if s.TLSCert != "" {
			if o.certificate, err = openCertificate(s.TLSCert, s.TLSKey, s.Host, o.log); err != nil {
				return nil, err
			}
		}
		return newNode(ctx, db, o)
	})
	err = errors.Join(err, db.Close(), closeFiles())
	if s.Forget {
		err = errors.Join(err, os.RemoveAll(s.Data))
	}
	return err
}

// consistent refuses flags that do not go together.
func (s *serveCommand) consistent() error {
	switch {
	case (s.TLSCert == "") != (s.TLSKey == ""):
		return errors.New("--tls-cert and --tls-key go together")
	case s.Redirect != "" && (s.TLSCert == "" || len(s.Host) == 0):
		return errors.New("--redirect needs --tls-cert, and --host to lead to")
	case s.CodesPerHour < 1 || s.CodesPerDay < 1:
		return errors.New("somebody must be able to begin: --codes-per-hour and --codes-per-day are at least 1")
	}
	return nil
}

// logger writes lines of JSON to standard error.
func (s *serveCommand) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: s.Log}))
}

// with makes the node and serves it.
func (s *serveCommand) with(ctx context.Context, out io.Writer, build func() (*node, error)) error {
	n, err := build()
	if err != nil {
		return err
	}
	ears, err := s.listen(n)
	if err != nil {
		return err
	}
	if s.Child {
		if err := json.NewEncoder(out).Encode(ready{URL: ears.url}); err != nil {
			return errors.Join(err, ears.close())
		}
	}
	n.log.Info("serving", "url", ears.url, "organisation", n.org)
	tellSystemd("READY=1")
	defer context.AfterFunc(ctx, func() { tellSystemd("STOPPING=1") })()
	return serveUntil(ctx, ears.all, n.loops)
}

// noAdmin is the address of no admin listener.
const noAdmin = "off"

// listen opens all listeners, the site's first.
func (s *serveCommand) listen(n *node) (*ears, error) {
	e := &ears{}
	site, err := e.open(s.Listen, web.Server(n.handler))
	if err != nil {
		return nil, err
	}
	e.url = "http://" + site.Addr().String() + "/"
	if n.certificate != nil {
		e.url = "https" + strings.TrimPrefix(e.url, "http")
		e.all[0].server.TLSConfig = n.certificate.config()
	}
	if s.Admin != noAdmin && !s.Child {
		admin, err := e.open(s.Admin, web.Server(n.adminSite()))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("--admin: %w", err), e.close())
		}
		n.log.Info("admin", "address", admin.Addr().String())
	}
	if s.Redirect != "" {
		if _, err := e.open(s.Redirect, web.Server(leadTo(s.Host[0]))); err != nil {
			return nil, errors.Join(fmt.Errorf("--redirect: %w", err), e.close())
		}
	}
	return e, nil
}

// leadTo leads who comes without TLS to the same page with it.
func leadTo(host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+host+r.URL.RequestURI(), http.StatusPermanentRedirect)
	})
}

// ready is the line that the demo waits for.
type ready struct {
	URL string `json:"url"`
}

// patience is how long requests that have begun may take when the node stops.
const patience = 10 * time.Second

// ears are the listeners of a node with who answers there.
type ears struct {
	url string
	all []ear
}

type ear struct {
	listener net.Listener
	server   *http.Server
}

// serve answers until the server is shut down; with a certificate in HTTP/2 too.
func (e ear) serve() error {
	if e.server.TLSConfig != nil {
		return e.server.ServeTLS(e.listener, "", "")
	}
	return e.server.Serve(e.listener)
}

func (e *ears) open(address string, server *http.Server) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		e.all = append(e.all, ear{listener, server})
	}
	return listener, err
}

func (e *ears) close() (err error) {
	for _, one := range e.all {
		err = errors.Join(err, one.listener.Close())
	}
	return err
}

// serveUntil answers requests while work runs, which ends with its context; then
// what has begun is finished. If serving fails, work's context ends.
func serveUntil(ctx context.Context, all []ear, work func(context.Context)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, len(all))
	for _, one := range all {
		go func() {
			err := one.serve()
			stop()
			ended <- err
		}()
	}
	work(ctx)
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	var failed error
	for _, one := range all {
		if err := one.server.Shutdown(late); err != nil {
			_ = one.server.Close() // somebody holds on; nothing was promised to them
		}
	}
	for range all {
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// untilEOF is ctx, ended early when the reader ends: the demo's server stops
// when the demo is gone, however it went.
func untilEOF(ctx context.Context, r io.Reader) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		_, _ = io.Copy(io.Discard, r)
		stop()
	}()
	return ctx, stop
}
