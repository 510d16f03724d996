// Package pgserver runs a PostgreSQL cluster of one's own for a while: for tests
// (package pgtest) and for measurements. It lies in a temporary folder, listens
// on a Unix socket only, keeps fsync on, and ends with the program that started
// it. It is no way to run a database that is to be kept.
package pgserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a PostgreSQL cluster in a temporary folder.
type Server struct {
	programs string
	dir      string
	as       *syscall.Credential // whom it runs as; nil is ourselves
	run      *exec.Cmd
	ended    chan struct{}
}

// Find returns the folder of the newest installed server's programs, where
// Debian puts them, or "".
func Find() string {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil || len(found) == 0 {
		return ""
	}
	slices.Sort(found) // two digits each since version 10
	return filepath.Dir(found[len(found)-1])
}

// New makes a cluster with the programs of a folder and starts it. It lies in a
// new folder in parent, "" for the system's temporary one. A socket's path has
// at most 107 bytes, so parent must be short.
func New(programs, parent string) (*Server, error) {
	s := &Server{programs: programs}
	var err error
	if s.as, err = credential(); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp(parent, "gehoor-pg-"); err != nil {
		return nil, err
	}
	if s.as != nil {
		if err := os.Chown(s.dir, int(s.as.Uid), int(s.as.Gid)); err != nil {
			return nil, errors.Join(err, os.RemoveAll(s.dir))
		}
	}
	if err := s.init(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.dir))
	}
	if err := s.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.dir))
	}
	return s, nil
}

// credential finds an unprivileged user if we are root, as whom PostgreSQL
// refuses to run.
func credential() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("as root a user postgres is needed: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.programs, name), args...)
	c.Dir = s.dir
	c.Env = []string{"LC_ALL=C", "TZ=UTC"}
	c.SysProcAttr = attributes(s.as)
	return c
}

func (s *Server) init() error {
	c := s.command("initdb", "--pgdata", s.data(), "--username=gehoor", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Start starts the server and waits until it answers.
func (s *Server) Start() error {
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	s.run = s.command("postgres", "-D", s.data(), "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "max_connections=60")
	s.run.Stdout, s.run.Stderr = log, log
	started := make(chan error)
	s.ended = make(chan struct{})
	go func(c *exec.Cmd, ended chan struct{}) {
		// The server ends with the thread that started it (attributes).
		runtime.LockOSThread()
		err := c.Start()
		started <- err
		if err == nil {
			_ = c.Wait()
		}
		close(ended)
	}(s.run, s.ended)
	if err := <-started; err != nil {
		return err
	}
	return s.answers()
}

func (s *Server) answers() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.DSN())
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.ended:
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server ended: %s", log)
		case <-ctx.Done():
			return err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// DSN is the connection text of the server's own database.
func (s *Server) DSN() string {
	return fmt.Sprintf("host='%s' port=5432 user=gehoor dbname=postgres sslmode=disable", s.dir)
}

// Stop ends the server at once, as a power cut would; what it confirmed is
// there after Start.
func (s *Server) Stop() {
	if s.run == nil || s.run.Process == nil {
		return
	}
	_ = s.run.Process.Signal(syscall.SIGQUIT)
	<-s.ended
	s.run = nil
}

// Remove deletes a stopped cluster.
func (s *Server) Remove() { _ = os.RemoveAll(s.dir) }
