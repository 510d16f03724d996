package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
)

// intakeCommand is gehoor intake: whether real signals are taken in.
type intakeCommand struct {
	Open  intakeOpen  `cmd:"" help:"Take real signals in, from now on; says what stands against it."`
	Close intakeClose `cmd:"" help:"Take no more in. Whoever gave a signal comes back as before."`
}

// intakeOpen is gehoor intake open.
type intakeOpen struct{ at }

// errTrial: there is nothing to open or close.
var errTrial = errors.New("this installation is for trial: signals come in, and every page says that nothing real is to be told. " +
	"For real ones begin another with gehoor init")

// Run opens, or says all that is lacking.
func (c *intakeOpen) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		says, err := s.folder.loadSite()
		if err != nil {
			return err
		}
		if says.Trial {
			return errTrial
		}
		err = s.cases.OpenIntake(ctx, s.org, gehoor.System)
		if errors.Is(err, &gehoor.Refusal{Code: directory.CodeNotReady}) {
			return c.lacking(ctx, s, out)
		}
		if err == nil {
			_, err = fmt.Fprintf(out, "%s takes signals in.\n", s.org)
		}
		return err
	})
}

func (c *intakeOpen) lacking(ctx context.Context, s opened, out io.Writer) error {
	r, err := s.cases.Readiness(ctx, s.org)
	if err != nil {
		return err
	}
	for _, one := range lacks(r) {
		_, _ = fmt.Fprintf(out, "✗ %s\n", one)
	}
	return errFound
}

// lacks says what stands between an organisation and real signals.
func lacks(r directory.Readiness) []string {
	var all []string
	if len(r.Short) > 0 {
		names := make([]string, len(r.Short))
		for i, o := range r.Short {
			names[i] = string(o)
		}
		all = append(all, "fewer than two people with signed keys could read a signal, also with the external desk, about: "+strings.Join(names, ", "))
	}
	if r.Keyless > 0 {
		all = append(all, fmt.Sprintf("%d custodians more must have a signed key", r.Keyless))
	}
	if !r.Tested {
		all = append(all, "the custodians have not recovered anything together yet: let them try")
	}
	return all
}

// intakeClose is gehoor intake close.
type intakeClose struct{ at }

// Run closes; what is closed already stays so.
func (c *intakeClose) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		says, err := s.folder.loadSite()
		if err != nil {
			return err
		}
		if says.Trial {
			return errTrial
		}
		if err := s.cases.CloseIntake(ctx, s.org, gehoor.System); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s takes no signals in.\n", s.org)
		return err
	})
}

// intake says whether real signals are taken in, and if not, why.
func (i inspection) intake(ctx context.Context) {
	says, err := i.folder.loadSite()
	if err != nil {
		i.say("", err.Error())
		return
	}
	if says.Trial {
		_, _ = fmt.Fprintln(i.out, "  – for trial: every page says that nothing real is to be told here")
		return
	}
	r, err := i.cases.Readiness(ctx, i.org)
	if err != nil {
		i.say("", "whether signals can be taken in cannot be read: "+err.Error())
		return
	}
	if open, err := i.cases.TakesSignals(ctx, i.org); err != nil || open {
		i.say("signals are taken in", lacks(r)...)
		i.retention(ctx)
		return
	}
	wrong := lacks(r)
	if r.Ready() {
		wrong = []string{"nothing is lacking any more, and gehoor intake open was not said yet"}
	}
	for n := range wrong {
		wrong[n] = "signals are not taken in: " + wrong[n]
	}
	i.say("", wrong...)
}

// retention warns where real signals come in and nobody said how long they are kept:
// then nothing can ever be destroyed.
func (i inspection) retention(ctx context.Context) {
	o, err := i.cases.Organisation(ctx, i.org)
	switch {
	case err != nil:
		i.say("", "the rules of retention cannot be read: "+err.Error())
	case o.Adoption().Seq == 0:
		_, _ = fmt.Fprintln(i.out, "  – no rules of retention were adopted, so nothing can be destroyed: an administrator does it on the page Keeping, or gehoor retention adopt")
	default:
		i.say("rules of retention hold since " + o.Adoption().At.Format(time.DateOnly))
	}
}
