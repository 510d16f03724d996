package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/terminal"
)

// rootCommand is gehoor root: the organisation's root key, on a machine that is no
// server. It needs no data folder and no network.
type rootCommand struct {
	Make rootMake `cmd:"" help:"Make a root: its secret half goes to a file under a passphrase, its public half is printed."`
	Sign rootSign `cmd:"" help:"Sign the keys that wait, after comparing each one's number with its owner."`
	// Replace is in replace.go.
	Replace rootReplace `cmd:"" help:"Let another root take the place of this one: make it, say so, and sign everybody's key with it too."`
}

// rootMake is gehoor root make.
type rootMake struct {
	Org  string `required:"" placeholder:"NAME" help:"The organisation's short name."`
	File string `required:"" type:"path" placeholder:"FILE" help:"Where its secret half goes."`
}

// Run asks for a passphrase and prints the public half.
func (c *rootMake) Run(ctx context.Context, out io.Writer) error {
	org, err := gehoor.ParseOrgID(c.Org)
	if err != nil {
		return err
	}
	root, err := newRoot(terminal.New(ctx), org, c.File)
	if err == nil {
		_, err = fmt.Fprintln(out, root.Verifier)
	}
	return err
}

// rootSign is gehoor root sign.
type rootSign struct {
	Root    string `arg:"" type:"existingfile" help:"The root's file."`
	Waiting string `arg:"" type:"existingfile" help:"What gehoor staff waiting printed on the server."`
}

// Run asks for the passphrase, and for each key whether its owner reads out the
// same number; what was signed goes to standard output.
func (c *rootSign) Run(ctx context.Context, out io.Writer) error {
	file, err := os.ReadFile(c.Root)
	if err != nil {
		return err
	}
	list, err := os.ReadFile(c.Waiting)
	if err != nil {
		return err
	}
	waiting, err := founding.ParseWaiting(list)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Waiting, err)
	}
	t := terminal.New(ctx)
	passphrase, err := t.Secret("Passphrase of the root")
	if err != nil {
		return err
	}
	root, err := founding.Unlock(file, passphrase)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Root, err)
	}
	signed, passed := json.NewEncoder(out), 0
	for _, w := range waiting {
		same, err := founding.Compare(t, w)
		if err != nil {
			return err
		}
		if !same {
			passed++
			continue
		}
		one, err := w.Sign(root, time.Now())
		if err == nil {
			err = signed.Encode(one)
		}
		if err != nil {
			return err
		}
	}
	if passed == len(waiting) {
		return errors.New("nothing was signed")
	}
	return nil
}
