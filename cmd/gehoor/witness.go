package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/witness"
)

// witnessCommand is gehoor witness: C2SP tlog-witness, for logs of others. It
// needs no organisation and no database; its folder holds
//
//	witness.json     its name and the seed of its key; readable by the owner alone
//	logs             the verifier keys of the logs that it knows, one a line
//	seen/            the checkpoint that it cosigned last, for each log
//
// Never put the folder back from a backup: a witness that has forgotten what it
// cosigned can be made to cosign another history. Begin again in a new folder,
// under a new name.
type witnessCommand struct {
	Data   string     `required:"" type:"path" placeholder:"DIR" help:"The witness's own folder."`
	Name   string     `placeholder:"NAME" help:"The name of its key, such as witness.duinrade.example/gehoor; needed the first time, which makes the key."`
	Listen string     `default:"127.0.0.1:8090" placeholder:"ADDR" help:"Where to listen. Put a web server with TLS in front of it."`
	Log    slog.Level `default:"info" help:"What to log: debug, info, warn or error."`

	// For tests, which start this command themselves.
	Child bool `hidden:"" help:"Say on standard output when ready, and stop when standard input ends."`
}

// Run witnesses until the context ends, or with Child until standard input does.
func (c *witnessCommand) Run(ctx context.Context, out io.Writer) error {
	if c.Child {
		var stop context.CancelFunc
		ctx, stop = untilEOF(ctx, os.Stdin)
		defer stop()
	}
	f := witnessFolder(c.Data)
	key, err := f.key(register.Origin(c.Name))
	if err != nil {
		return err
	}
	logs, err := f.logs()
	if err != nil {
		return err
	}
	w, err := witness.Open(f.seen(), key, logs, time.Now)
	if err != nil {
		return err
	}
	return errors.Join(c.serve(ctx, out, w, len(logs)), w.Close())
}

func (c *witnessCommand) serve(ctx context.Context, out io.Writer, w *witness.Witness, logs int) error {
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String() + "/"
	if c.Child {
		if err := json.NewEncoder(out).Encode(readyWitness{ready{url}, w.Key().VerifierKey()}); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: c.Log}))
	log.Info("witnessing", "url", url, "key", w.Key().VerifierKey(), "logs", logs)
	return serveUntil(ctx, []ear{{listener, web.Server(w.Handler(log))}}, func(ctx context.Context) { <-ctx.Done() })
}

// readyWitness is the line that tests wait for.
type readyWitness struct {
	ready
	Key string `json:"key"`
}

type witnessFolder string

func (f witnessFolder) keyFile() string  { return filepath.Join(string(f), "witness.json") }
func (f witnessFolder) logsFile() string { return filepath.Join(string(f), "logs") }
func (f witnessFolder) seen() string     { return filepath.Join(string(f), "seen") }

// witnessFile is witness.json.
type witnessFile struct {
	V    int             `json:"v"` // 1
	Name register.Origin `json:"name"`
	Seed []byte          `json:"seed"` // 32 random bytes
}

// key reads the witness's key. The first time it makes one; never where the
// witness cosigned before, because then the key was lost.
func (f witnessFolder) key(name register.Origin) (*register.Cosigner, error) {
	data, err := readPrivate(f.keyFile())
	if errors.Is(err, fs.ErrNotExist) {
		return f.makeKey(name)
	}
	if err != nil {
		return nil, err
	}
	var k witnessFile
	if err := json.Unmarshal(data, &k); err != nil || k.V != 1 || len(k.Seed) != 32 {
		return nil, fmt.Errorf("%s is not as gehoor writes it", f.keyFile())
	}
	if name != "" && name != k.Name {
		return nil, fmt.Errorf("the witness in %s is called %s", string(f), k.Name)
	}
	return register.NewCosigner(k.Name, [32]byte(k.Seed))
}

func (f witnessFolder) makeKey(name register.Origin) (*register.Cosigner, error) {
	if name == "" {
		return nil, fmt.Errorf("%s holds no witness yet: say with --name what it is called", string(f))
	}
	if _, err := os.Stat(f.seen()); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is there, and the key is not: it was lost. Begin in a new folder, under a new name", f.seen())
	}
	k := witnessFile{V: 1, Name: name, Seed: make([]byte, 32)}
	random(k.Seed)
	key, err := register.NewCosigner(name, [32]byte(k.Seed))
	if err != nil {
		return nil, fmt.Errorf("--name: small letters, digits and ./:_- : %w", err)
	}
	data, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return nil, err
	}
	return key, errors.Join(os.MkdirAll(string(f), ownerFolder), writeNew(f.keyFile(), append(data, '\n')))
}

// logs reads the keys of the logs that are watched over. Empty lines, and lines
// that begin with #, are left out.
func (f witnessFolder) logs() ([]note.Verifier, error) {
	data, err := os.ReadFile(f.logsFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not there: put the verifier keys of the logs in it, one a line", f.logsFile())
	}
	if err != nil {
		return nil, err
	}
	var logs []note.Verifier
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		log, err := register.ParseVerifier(text)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", f.logsFile(), n, err)
		}
		logs = append(logs, log)
	}
	return logs, nil
}
