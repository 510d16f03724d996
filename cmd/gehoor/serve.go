package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/web"
)

// serveCommand is gehoor serve.
type serveCommand struct {
	where
	Listen       string        `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen. Put a web server with TLS in front of it."`
	Org          string        `placeholder:"NAME" help:"The organisation to serve; needed only if the database holds several."`
	PublishEvery time.Duration `default:"1m" help:"Time between two checkpoints of the log."`
	Quantum      int64         `default:"64" help:"How many leaves each checkpoint adds, real ones and dummies together."`
	Log          slog.Level    `default:"info" help:"What to log: debug, info, warn or error."`
	Mail         mailFlags     `embed:"" prefix:"mail-"`

	// For the demo, which starts this command itself.
	Child  bool `hidden:"" help:"Say on standard output when ready, and stop when standard input ends."`
	Forget bool `hidden:"" help:"Remove the data folder at the end."`
}

// Run serves until the context ends, or with Child until standard input does.
func (s *serveCommand) Run(ctx context.Context, out io.Writer) error {
	if s.PublishEvery < time.Second || s.Quantum < 1 {
		return errors.New("a checkpoint adds at least one leaf, at most once a second")
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
		return newNode(ctx, db, options{
			folder: s.folder(), files: files, org: org, every: s.PublishEvery, quantum: s.Quantum, relay: s.Mail, log: s.logger(),
		})
	})
	err = errors.Join(err, db.Close(), closeFiles())
	if s.Forget {
		err = errors.Join(err, os.RemoveAll(s.Data))
	}
	return err
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
	listener, err := net.Listen("tcp", s.Listen)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String() + "/"
	if s.Child {
		if err := json.NewEncoder(out).Encode(ready{URL: url}); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	n.log.Info("serving", "url", url, "organisation", n.org)
	return n.serve(ctx, listener)
}

// ready is the line that the demo waits for.
type ready struct {
	URL string `json:"url"`
}

// patience is how long requests that have begun may take when the node stops.
const patience = 10 * time.Second

// serve answers requests and runs the loops until the context ends; then what
// has begun is finished.
func (n *node) serve(ctx context.Context, listener net.Listener) error {
	return serveUntil(ctx, web.Server(n.handler), listener, n.loops)
}

// serveUntil answers requests while work runs, which ends with its context; then
// what has begun is finished. If serving fails, work's context ends.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener, work func(context.Context)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		err := server.Serve(listener)
		stop()
		ended <- err
	}()
	work(ctx)
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := server.Shutdown(late); err != nil {
		_ = server.Close() // somebody holds on; nothing was promised to them
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
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
