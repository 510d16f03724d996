package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/seal"
)

// staffAdmit is gehoor staff admit.
type staffAdmit struct {
	at
	Signed string `arg:"" type:"existingfile" help:"What gehoor root sign or gehoor root replace printed."`
}

// Run takes in each line, or says why not. When nothing waits for an announced root
// any more, that root counts from then on.
func (c *staffAdmit) Run(ctx context.Context, out io.Writer) error {
	file, err := os.ReadFile(c.Signed)
	if err != nil {
		return err
	}
	signed, err := founding.ParseSigned(file)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Signed, err)
	}
	return c.with(ctx, func(s opened) error {
		refused := false
		for _, one := range signed {
			said, err := s.admit(ctx, one)
			var no *gehoor.Refusal
			switch {
			case errors.Is(err, errCustodians):
				_, _ = fmt.Fprintln(out, "– the next root has no signature of the one before: two key holders bring this file on the page Root key")
			case errors.As(err, &no):
				refused = true
				_, _ = fmt.Fprintf(out, "✗ %s: %s\n", nameOf(one), reason(no.Code))
			case err != nil:
				return err
			default:
				_, _ = fmt.Fprintf(out, "✓ %s\n", said)
			}
		}
		if err := s.finishRoot(ctx, out); err != nil {
			return err
		}
		if refused {
			return errFound
		}
		return nil
	})
}

// errCustodians: whoever is at the server's machine cannot replace a root alone.
var errCustodians = errors.New("custodians announce this")

// admit takes in one line and says what is so now.
func (s opened) admit(ctx context.Context, one founding.Signed) (string, error) {
	if one.Change != "" {
		if change, err := seal.VerifyRootChange(one.Change, s.org); err == nil && change.Way != seal.RootPlanned {
			return "", errCustodians
		}
		return "the next root is announced", s.cases.AnnounceRoot(ctx, s.org, gehoor.System, one.Change)
	}
	return string(one.Person) + " can be sealed to", s.cases.PublishKey(ctx, s.org, gehoor.System, one.Person, one.Note)
}

func nameOf(one founding.Signed) string {
	if one.Change != "" {
		return "the next root"
	}
	return string(one.Person)
}

// finishRoot lets an announced root count, if the one before signed that it may and
// it signed everybody's key. Otherwise it says what is still to be done.
func (s opened) finishRoot(ctx context.Context, out io.Writer) error {
	org, err := s.cases.Organisation(ctx, s.org)
	if err != nil || org.Next.Root == "" || org.Next.Unsigned() {
		return err
	}
	left, err := s.cases.Unsigned(ctx, s.org)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		_, err := fmt.Fprintf(out, "– the next root has not signed the keys of %d people yet; until then the one before counts: gehoor staff keys prints them for gehoor root replace\n", len(left))
		return err
	}
	if err := s.cases.ReplaceRoot(ctx, s.org, gehoor.System, org.Next.Root); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "✓ from now on this root vouches for keys; publish it where you published the one before:\n  %s\n", org.Next.Root)
	return err
}

// reason is what an administrator is told.
func reason(code gehoor.Code) string {
	switch code {
	case casework.CodeUnsigned:
		return "the organisation's root did not sign this"
	case directory.CodeOtherKey:
		return "this is not the key that the person made; let gehoor staff waiting print anew"
	case directory.CodeGone:
		return "nobody of that number works here"
	case directory.CodeRootNote:
		return "this says nothing of the root that the organisation has now"
	case directory.CodeRootOpen:
		return "another root is announced already; a custodian or an administrator can stop it, on the page Root key"
	case directory.CodeRootInDoubt:
		return "custodians say that the root was stolen; only what the next root signs too is taken in"
	case "":
		return ""
	}
	return string(code)
}
