package journey_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// server is gehoor serve over a data folder. It can be killed and started again.
type server struct {
	t    testing.TB
	dir  string
	args []string
	env  []string

	cmd   *exec.Cmd
	stdin io.Closer
	ended chan error
	said  said
	// at is the address, which changes with each start while others use it.
	at atomic.Value
}

// url is where the server listens itself, behind the front.
func (s *server) url() string { return s.at.Load().(string) }

// said keeps what a process wrote, for the canary and for failures.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *said) bytes() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.b.Bytes())
}

// newServer starts a server over a folder; it ends with the test.
func newServer(t testing.TB, dir string, args ...string) *server {
	t.Helper()
	s := &server{t: t, dir: dir, args: args}
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("the server said:\n%s", tail(s.said.bytes(), 4000))
		}
	})
	s.start()
	return s
}

// start starts the process and waits until it says that it is ready.
func (s *server) start() {
	s.t.Helper()
	args := append([]string{
		"serve", "--child", "--data", s.dir, "--listen", "127.0.0.1:0", "--org", string(veenhaven.Org),
		"--publish-every", "1s", "--quantum", "16", "--log", "debug",
		"--codes-per-hour", "1000000", "--codes-per-day", "1000000",
	}, s.args...)
	s.cmd = exec.Command(built.gehoor, args...)
	s.cmd.Stderr = &s.said
	s.cmd.Env = append(os.Environ(), s.env...)
	var err error
	if s.stdin, err = s.cmd.StdinPipe(); err != nil {
		s.t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	var ready struct{ URL string }
	line, err := bufio.NewReader(out).ReadBytes('\n')
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.cmd.Wait() }()
	if err == nil {
		err = json.Unmarshal(line, &ready)
	}
	if err != nil {
		s.t.Fatalf("the server did not start: %v\n%s", err, tail(s.said.bytes(), 4000))
	}
	_, _ = s.said.Write(line)
	s.at.Store(ready.URL)
}

// kill ends the process as a power cut does.
func (s *server) kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(syscall.SIGKILL) // no harm if it ended
	<-s.ended
	_ = s.stdin.Close()
	s.cmd = nil
}

// stop lets the process finish.
func (s *server) stop() {
	s.t.Helper()
	if err := s.stdin.Close(); err != nil {
		s.t.Fatal(err)
	}
	if err := <-s.ended; err != nil {
		s.t.Errorf("the server ended with %v", err)
	}
	s.cmd = nil
}

// run runs a program to its end and returns what it printed and how it ended.
func run(t testing.TB, program string, args ...string) (string, int) {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if exit, ok := err.(*exec.ExitError); ok {
		return string(out), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(out), 0
}

// sound says that the installation is whole: every event, every list, the log.
func sound(t testing.TB, dir string, args ...string) {
	t.Helper()
	for _, chore := range []string{"replay", "check"} {
		if out, code := run(t, built.gehoor, append([]string{chore, "--data", dir}, args...)...); code != 0 {
			t.Errorf("gehoor %s ended with %d:\n%s", chore, code, out)
		}
	}
}

func tail(b []byte, n int) []byte { return b[max(0, len(b)-n):] }
