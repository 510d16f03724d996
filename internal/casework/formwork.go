package casework

import (
	"context"
	"errors"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/form"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/work"
)

// FormWork is the questionnaire that administrators are writing.
type FormWork struct {
	form.Draft
	Work work.Form
}

// FormWork returns it, or [gehoor.ErrNotFound] if nobody is writing one.
func (c *Casework) FormWork(ctx context.Context, org gehoor.OrgID) (FormWork, error) {
	d, err := c.deps.Forms.Form(ctx, org)
	if err != nil {
		return FormWork{}, err
	}
	f, err := work.Read(d.File)
	return FormWork{Draft: d, Work: f}, err
}

// SaveForm keeps the work as by leaves it, if nobody else saved since revision seen
// (0: nobody was writing). Whoever was later is refused, and nothing is written
// over.
func (c *Casework) SaveForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, seen int64, f work.Form) error {
	return c.saveForm(ctx, org, by, seen, func(form.Draft) ([]byte, []byte) { return f.File(), nil })
}

// UndoForm puts the work back as it was before the last edit; undone twice it is as
// before.
func (c *Casework) UndoForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, seen int64) error {
	return c.saveForm(ctx, org, by, seen, func(d form.Draft) ([]byte, []byte) {
		if len(d.Before) == 0 {
			return d.File, nil
		}
		return d.Before, d.File
	})
}

// saveForm keeps what change makes of the draft: its file, and what came before if
// that is another than the file there is.
func (c *Casework) saveForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, seen int64, change func(form.Draft) (file, before []byte)) error {
	if _, err := c.govern(ctx, org, by, gehoor.QuestionnaireStream); err != nil {
		return err
	}
	now, err := c.deps.Forms.Form(ctx, org)
	if err != nil && !errors.Is(err, gehoor.ErrNotFound) {
		return err
	}
	if now.Revision != seen {
		return gehoor.Refuse(form.CodeMoved)
	}
	who, _ := by.Person()
	next := form.Draft{Org: org, Revision: seen + 1, By: who, SavedAt: gehoor.Moment(c.deps.Source.Now())}
	if next.File, next.Before = change(now); next.Before == nil {
		next.Before = now.File
	}
	if len(next.File) > form.MaxBytes {
		return gehoor.Refuse(form.CodeTooLong)
	}
	kept, err := c.deps.Forms.PutForm(ctx, next)
	if err == nil && !kept {
		err = gehoor.Refuse(form.CodeMoved)
	}
	return err
}

// DropForm forgets the work.
func (c *Casework) DropForm(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, seen int64) error {
	if _, err := c.govern(ctx, org, by, gehoor.QuestionnaireStream); err != nil {
		return err
	}
	return c.deps.Forms.DropForm(ctx, org, seen)
}

// AdoptWork lets the organisation ask what by has written, as it was at revision
// seen, and forgets the work. A crash between the two leaves a work that is what is
// asked, which is said of it.
func (c *Casework) AdoptWork(ctx context.Context, org gehoor.OrgID, by gehoor.Actor, seen int64, after gehoor.Digest) error {
	w, err := c.FormWork(ctx, org)
	if err != nil {
		return err
	}
	if w.Revision != seen {
		return gehoor.Refuse(form.CodeMoved)
	}
	q, faults := w.Work.Check()
	if len(faults) > 0 {
		return gehoor.Refuse(questionnaire.CodeFaulty)
	}
	if err := c.AdoptForm(ctx, org, by, q, after); err != nil {
		return err
	}
	return c.deps.Forms.DropForm(ctx, org, seen)
}
