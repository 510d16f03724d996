package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/text"
)

// questionnaireCommand is gehoor questionnaire: what reporters are asked, at the
// beginning and in follow-ups.
type questionnaireCommand struct {
	List   questionnaireList   `cmd:"" help:"Say what is asked now and which follow-ups can be sent, and what was before."`
	Export questionnaireExport `cmd:"" help:"Print a questionnaire as a file: what whoever begins is asked now, or the one that is named."`
	Check  questionnaireCheck  `cmd:"" help:"Say in which line of a file something is wrong, and how to mend it."`
	Adopt  questionnaireAdopt  `cmd:"" help:"Ask the questionnaire of a file from now on; a follow-up can be sent from now on."`
	Retire questionnaireRetire `cmd:"" help:"Offer a follow-up to handlers no longer. What was sent can still be answered."`
}

// questionnaireList is gehoor questionnaire list.
type questionnaireList struct{ at }

// Run prints a line for each questionnaire.
func (c *questionnaireList) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		forms, err := s.cases.Forms(ctx, s.org)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "QUESTIONNAIRE\tPURPOSE\tDIGEST\tADOPTED\tNOW")
		for _, q := range forms.Known {
			adopted, now := "shipped", ""
			for _, a := range forms.Adopted {
				if a.Form.Digest() == q.Digest() {
					adopted = a.At.Format(time.DateOnly)
				}
			}
			if one := forms.Now(q.Purpose, q.ID); one != nil && one.Digest() == q.Digest() {
				now = nowWords[q.Purpose]
			}
			_, _ = fmt.Fprintf(w, "%s-%d\t%s\t%s\t%s\t%s\n", q.ID, q.Version, q.Purpose, q.Digest(), adopted, now)
		}
		return w.Flush()
	})
}

// nowWords say of a questionnaire that it is the one of its purpose.
var nowWords = map[questionnaire.Purpose]string{questionnaire.Intake: "asked", questionnaire.FollowUp: "offered"}

// questionnaireExport is gehoor questionnaire export.
type questionnaireExport struct {
	at
	Name string `arg:"" optional:"" placeholder:"NAME" help:"As gehoor questionnaire list shows it: signal-1, or its digest."`
}

// Run prints the file, byte for byte.
func (c *questionnaireExport) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		forms, err := s.cases.Forms(ctx, s.org)
		if err != nil {
			return err
		}
		form := forms.Asked
		if c.Name != "" {
			if form = named(forms.Known, c.Name); form == nil {
				return fmt.Errorf("there is no questionnaire %q; gehoor questionnaire list shows them", c.Name)
			}
		}
		_, err = out.Write(form.JSON())
		return err
	})
}

func named(known []*questionnaire.Questionnaire, name string) *questionnaire.Questionnaire {
	for _, q := range known {
		if name == fmt.Sprintf("%s-%d", q.ID, q.Version) || name == string(q.Digest()) {
			return q
		}
	}
	return nil
}

// questionnaireFile is a file that is looked at.
type questionnaireFile struct {
	File string `arg:"" type:"existingfile" help:"The questionnaire. Its form is in schema.json; begin with what gehoor questionnaire export prints."`
}

// read reads the file; what is wrong with it is one error, a line for each fault.
func (f questionnaireFile) read() (*questionnaire.Questionnaire, error) {
	data, err := os.ReadFile(f.File)
	if err != nil {
		return nil, err
	}
	q, err := questionnaire.Parse(data)
	var faults questionnaire.Faults
	if errors.As(err, &faults) {
		lines := make([]string, len(faults))
		for i, one := range faults {
			lines[i] = f.File + ": " + one.Error()
		}
		return nil, errors.New(strings.Join(lines, "\n"))
	}
	if err != nil {
		return nil, err
	}
	return q, sentence(q.Askable())
}

// sentence says a refusal in words.
func sentence(err error) error {
	var refusal *gehoor.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	return errors.New(text.For(gehoor.English).Refusal(refusal))
}

// questionnaireCheck is gehoor questionnaire check.
type questionnaireCheck struct{ questionnaireFile }

// Run reads a file and asks nobody anything.
func (c *questionnaireCheck) Run(out io.Writer) error {
	q, err := c.read()
	if err != nil {
		return err
	}
	questions := 0
	for _, s := range q.Steps {
		questions += len(s.Questions)
	}
	_, err = fmt.Fprintf(out, "%s, version %d, %s: %d steps, %d questions, in order\n%s\n", q.ID, q.Version, q.Purpose, len(q.Steps), questions, q.Digest())
	return err
}

// questionnaireAdopt is gehoor questionnaire adopt.
type questionnaireAdopt struct {
	at
	questionnaireFile
}

// Run adopts the file. A server that runs asks it from then on.
func (c *questionnaireAdopt) Run(ctx context.Context, out io.Writer) error {
	q, err := c.read()
	if err != nil {
		return err
	}
	return c.with(ctx, func(s opened) error {
		forms, err := s.cases.Forms(ctx, s.org)
		if err != nil {
			return err
		}
		if err := s.cases.AdoptForm(ctx, s.org, gehoor.System, q, forms.Chosen(q.Purpose, q.ID)); err != nil {
			return sentence(err)
		}
		does := map[questionnaire.Purpose]string{questionnaire.Intake: "asks", questionnaire.FollowUp: "offers the follow-up"}[q.Purpose]
		_, err = fmt.Fprintf(out, "%s %s %s, version %d, from now on.\n", s.org, does, q.ID, q.Version)
		return err
	})
}

// questionnaireRetire is gehoor questionnaire retire.
type questionnaireRetire struct {
	at
	ID string `arg:"" help:"The follow-up, without its version: burden."`
}

// Run takes it out of what handlers can send.
func (c *questionnaireRetire) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(s opened) error {
		if err := s.cases.RetireForm(ctx, s.org, gehoor.System, questionnaire.ID(c.ID)); err != nil {
			return sentence(err)
		}
		_, err := fmt.Fprintf(out, "%s offers the follow-up %s no longer.\n", s.org, c.ID)
		return err
	})
}
