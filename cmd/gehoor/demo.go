package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/story/veenhaven"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// demoCommand is gehoor demo. It is a launcher: one child makes the municipality
// and ends, a second one serves. What the first prints (passphrases, codes) goes
// through a pipe to the terminal; the second never gets it.
type demoCommand struct {
	Listen string `default:"127.0.0.1:0" placeholder:"ADDR" help:"Where to listen; port 0 is any free one."`
	Data   string `type:"path" placeholder:"DIR" help:"Keep everything in this folder, and go on with what is there."`
	JSON   bool   `name:"json" help:"Print one line of JSON when ready: address and people."`
}

// Run starts the demo and waits for its end.
func (d *demoCommand) Run(ctx context.Context, out io.Writer) error {
	dir, remove, err := d.dir()
	if err != nil {
		return err
	}
	defer remove()
	people, err := d.seed(ctx, dir)
	if ctx.Err() != nil {
		return nil // stopped before it began
	}
	if err != nil {
		return err
	}
	defer func() { _ = people.Close() }()
	server, err := startServer(dir, d.Listen, d.Data == "")
	if err != nil {
		return err
	}
	if err := d.announce(out, server.url, people); err != nil {
		return errors.Join(err, server.stop())
	}
	select {
	case <-ctx.Done():
		return server.stop()
	case <-server.ended:
		if ctx.Err() != nil || server.err == nil { // Ctrl-C reaches both
			return nil
		}
		return fmt.Errorf("the server ended: %w", server.err)
	}
}

// dir is the data folder; remove does away with it, unless it is to be kept.
func (d *demoCommand) dir() (dir string, remove func(), err error) {
	if d.Data != "" {
		return d.Data, func() {}, os.MkdirAll(d.Data, ownerFolder)
	}
	dir, err = os.MkdirTemp("", "gehoor-demo-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}

// seed lets a child fill the folder, and returns what the child printed, unread.
// A folder that is filled already gives nothing: its passphrases were printed
// once.
func (d *demoCommand) seed(ctx context.Context, dir string) (*os.File, error) {
	printed, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = w.Close() }()
	if _, err := os.Stat(folder(dir).database()); !errors.Is(err, fs.ErrNotExist) {
		return printed, err
	}
	if err := sweepBuilding(dir, seedingPrefix); err != nil {
		return nil, err
	}
	args := []string{"demo-seed", "--data", dir}
	if d.JSON {
		args = append(args, "--json")
	}
	child, err := self(ctx, args...)
	if err != nil {
		return nil, err
	}
	child.Stdout = w
	if err := child.Run(); err != nil {
		_ = printed.Close()
		return nil, fmt.Errorf("make the municipality: %w", err)
	}
	return printed, nil
}

// announce says that the demo is ready. What the first child printed is copied
// in one buffer that is emptied afterwards.
func (d *demoCommand) announce(out io.Writer, url string, people io.Reader) error {
	buffer := make([]byte, 64<<10)
	defer clear(buffer)
	n, err := io.ReadFull(people, buffer)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if d.JSON {
		return announceJSON(out, url, buffer[:n])
	}
	_, err = fmt.Fprintf(out, greeting, veenhaven.Name, url)
	if n == 0 {
		buffer = append(buffer[:0], again...)
		n = len(again)
	}
	if _, more := out.Write(buffer[:n]); more != nil {
		err = errors.Join(err, more)
	}
	base := strings.TrimSuffix(url, "/")
	_, more := fmt.Fprintf(out, try, base, base+"/nl"+layout.PathSignIn, base+"/nl"+layout.PathResume)
	return errors.Join(err, more)
}

const (
	greeting = `
Gehoor is ready for %s, which does not exist:

  %s

`
	again = "This folder was filled before. Its passphrases and codes were shown then and are kept\nnowhere; for new ones start with an empty folder.\n"
	try   = `
What to try
  1. As a reporter, go to %s and give a signal. Keep the code.
  2. As noor, sign in at %s, open your signal, acknowledge it,
     ask something, and write a note. See in another dossier what was done, and what is due.
  3. Come back with the code at %s, read, answer, and fetch the proof.
  4. As yara, see the dossier that only you can still read since koos left. Give its key to
     saar or milan. Or as jet, under Recovery, ask the key holders to give it.
  5. Try a recovery: as jet begin a drill for noor; as wies and as roos give your share, each in
     a browser of your own; as noor join them. gehoor check knows of it afterwards.
  6. As fenna, a confidential adviser, note a conversation that nobody else can
     read. Enter what somebody told you; see who reads it, and that you do not.
  7. As floor, look after the organisation, see by which protocols it works, and import an
     organisation chart from a CSV file. You see no dossier, and not how many there are.
  8. As noor, say whom a signal is about: who works in that person's line is out at once.
     See who knew what, and when. As meike, the mayor, see of which signals you were told.
  9. As an outsider, check that proof offline:
     go run ./cmd/gehoor-verify receipt FILE --log-key KEY

Do not use it for real signals. Ctrl-C ends it.
`
)

// announceJSON prints exactly one line. people is a JSON list with a newline, or
// nothing for a folder that was filled before.
func announceJSON(out io.Writer, url string, people []byte) error {
	address, err := json.Marshal(url)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		if people, err = json.Marshal(knownPeople()); err != nil {
			return err
		}
	}
	for len(people) > 0 && people[len(people)-1] == '\n' {
		people = people[:len(people)-1]
	}
	for _, part := range [][]byte{[]byte(`{"url":`), address, []byte(`,"people":`), people, []byte("}\n")} {
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// knownPeople is everybody without a passphrase.
func knownPeople() []demoPerson {
	var people []demoPerson
	for _, p := range veenhaven.People() {
		people = append(people, demoPerson{Name: p.Name, Role: p.Role, Login: p.Login})
	}
	return people
}

// server is the child that serves.
type server struct {
	url   string
	hold  io.Closer // its standard input: it stops when this ends
	kill  func() error
	ended chan struct{}
	err   error // once ended is closed
}

// The demo is for one person at a machine: its log is published at once, and is
// quiet.
const (
	demoQuantum = 16
	demoEvery   = 2 * time.Second
)

// startServer starts the child that serves. forget lets it remove the folder
// too, in case that the launcher is killed.
func startServer(dir, listen string, forget bool) (*server, error) {
	args := []string{
		"serve", "--child", "--data", dir, "--listen", listen, "--org", string(veenhaven.Org), "--log", "warn",
		"--publish-every", demoEvery.String(), "--quantum", strconv.Itoa(demoQuantum),
	}
	if forget {
		args = append(args, "--forget")
	}
	// Not bound to the context: a server that is told to stop finishes what it
	// has begun.
	child, err := self(context.Background(), args...)
	if err != nil {
		return nil, err
	}
	stdin, err := child.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := child.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := child.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	s := &server{hold: stdin, kill: child.Process.Kill, ended: make(chan struct{})}
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	go func() {
		s.err = child.Wait()
		close(s.ended)
	}()
	var r ready
	if err == nil {
		err = json.Unmarshal(line, &r)
	}
	if err != nil {
		return nil, errors.Join(errors.New("the server did not start"), s.stop())
	}
	s.url = r.URL
	return s, nil
}

// stop lets the server finish, and ends it if it does not.
func (s *server) stop() error {
	err := s.hold.Close()
	select {
	case <-s.ended:
		return errors.Join(err, s.err)
	case <-time.After(patience + time.Second):
		return errors.Join(err, s.kill(), errors.New("the server did not stop by itself"))
	}
}

// self is this program again, with no setting but what is given: the settings of
// another installation that lie in the environment are not for the demo.
func self(ctx context.Context, args ...string) (*exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	child := exec.CommandContext(ctx, program, args...)
	child.Args[0] = os.Args[0]
	child.Stderr = os.Stderr
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "GEHOOR_") {
			child.Env = append(child.Env, setting)
		}
	}
	return child, nil
}
