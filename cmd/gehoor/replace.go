package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/terminal"
)

// rootReplace is gehoor root replace, on the machine on which the root signs. Broken
// off and run again with the same files, it goes on with the root that it made.
type rootReplace struct {
	New    string `required:"" type:"path" placeholder:"FILE" help:"Where the next root's secret half goes, or is since the last time."`
	Old    string `type:"existingfile" placeholder:"FILE" help:"The file of the root until now: it signs that the next one follows."`
	Lost   string `placeholder:"KEY" help:"Instead: the public half of a root with which nobody can sign any more."`
	Stolen string `placeholder:"KEY" help:"Instead: the public half of a root with which somebody else may sign."`
	Keys   string `arg:"" type:"existingfile" help:"What gehoor staff keys printed on the server."`
}

// Run prints that the next root comes, and everybody's key signed by it too.
// Without the root before it asks for each key whether its owner reads out the same
// number: that a root vouched for it counts no more.
func (c *rootReplace) Run(ctx context.Context, out io.Writer) error {
	list, err := os.ReadFile(c.Keys)
	if err != nil {
		return err
	}
	keys, err := founding.ParseWaiting(list)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Keys, err)
	}
	t := terminal.New(ctx)
	r, err := c.before(t, keys[0].Org)
	if err == nil {
		err = c.next(t, &r)
	}
	if err != nil {
		return err
	}
	return c.print(t, r, keys, json.NewEncoder(out))
}

// before is the root until now: its file, or its public half.
func (c *rootReplace) before(t *terminal.Terminal, org gehoor.OrgID) (r founding.Replacement, err error) {
	r = founding.Replacement{Org: org, On: time.Now()}
	switch {
	case c.Old != "" && c.Lost == "" && c.Stolen == "":
		var root founding.RootKey
		if root, err = openRoot(t, c.Old, "Passphrase of the root until now"); err != nil {
			return r, err
		}
		r.Way, r.BeforeKey = seal.RootPlanned, root.Verifier
		r.BeforeSigner, err = root.Signer()
	case c.Old == "" && c.Lost != "" && c.Stolen == "":
		r.Way, r.BeforeKey = seal.RootLost, c.Lost
	case c.Old == "" && c.Lost == "" && c.Stolen != "":
		r.Way, r.BeforeKey = seal.RootStolen, c.Stolen
	default:
		return r, errors.New("say one of --old, --lost and --stolen")
	}
	if err == nil {
		r.Before, err = seal.ParseRoot(org, r.BeforeKey)
	}
	return r, err
}

// next is the root that comes: made now, or when this was run before.
func (c *rootReplace) next(t *terminal.Terminal, r *founding.Replacement) error {
	var root founding.RootKey
	_, err := os.Stat(c.New)
	switch {
	case err == nil:
		root, err = openRoot(t, c.New, "Passphrase of the next root")
	case errors.Is(err, fs.ErrNotExist):
		root, err = newRoot(t, r.Org, c.New)
	}
	if err != nil {
		return err
	}
	t.Say(fmt.Sprintf("\nThe next root of %s\n  %s\n  number %s\n", r.Org, root.Verifier, seal.RootNumber(r.Org, root.Verifier)))
	r.NextKey = root.Verifier
	r.Next, err = root.Signer()
	return err
}

func (c *rootReplace) print(t *terminal.Terminal, r founding.Replacement, keys []founding.Waiting, to *json.Encoder) error {
	announced, err := r.Announce()
	if err == nil {
		err = to.Encode(announced)
	}
	if err != nil {
		return err
	}
	for _, w := range keys {
		if r.BeforeSigner == nil {
			same, err := founding.Compare(t, w)
			if err != nil {
				return err
			}
			if !same {
				continue
			}
		}
		one, err := r.Sign(w)
		if err == nil {
			err = to.Encode(one)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// openRoot asks for the passphrase of a root's file.
func openRoot(t *terminal.Terminal, path, question string) (founding.RootKey, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return founding.RootKey{}, err
	}
	passphrase, err := t.Secret(question)
	if err != nil {
		return founding.RootKey{}, err
	}
	root, err := founding.OpenRoot(file, passphrase)
	if err != nil {
		return root, fmt.Errorf("%s: %w", path, err)
	}
	return root, nil
}

// newRoot makes a root and writes it to a file that is not there yet.
func newRoot(t *terminal.Terminal, org gehoor.OrgID, path string) (founding.RootKey, error) {
	if why := placeForRoot(path, ""); why != "" {
		return founding.RootKey{}, fmt.Errorf("%s: %s", path, why)
	}
	passphrase, err := founding.AskPassphrase(t, random)
	if err != nil {
		return founding.RootKey{}, err
	}
	root, err := founding.MakeRoot(org, random)
	if err != nil {
		return root, err
	}
	locked, err := root.Lock(passphrase)
	if err == nil {
		err = writeNew(path, locked)
	}
	return root, err
}
