package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/recovery"
)

// changeAbsence says that somebody is away, until when and who stands in, or that they
// are back.
func (s *Site) changeAbsence(w http.ResponseWriter, r *http.Request, me account.Session) error {
	if err := readForm(r); err != nil {
		return err
	}
	who, err := gehoor.ParsePersonID(r.PostForm.Get(recovery.FieldPerson))
	if err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	if r.PostForm.Get(recovery.FieldAct) == recovery.ActBack {
		err = s.cases.CallBack(r.Context(), s.cfg.Org, me.Person, who)
	} else {
		until, dateErr := protocol.ParseDate(r.PostForm.Get(recovery.FieldUntil))
		if dateErr != nil {
			return gehoor.Refuse(directory.CodeAbsence)
		}
		away := directory.Absent{Reason: directory.AbsenceReason(r.PostForm.Get(recovery.FieldReason)), Until: until}
		if deputy := r.PostForm.Get(recovery.FieldDeputy); deputy != "" {
			if away.Deputy, err = gehoor.ParsePersonID(deputy); err != nil {
				return gehoor.Refuse(gehoor.CodeMalformed)
			}
		}
		err = s.cases.DeclareAbsent(r.Context(), s.cfg.Org, me.Person, who, away)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to(r, layout.PathRecovery)+"#absence", http.StatusSeeOther)
	return nil
}
