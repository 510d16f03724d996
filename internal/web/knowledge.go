package web

import (
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/web/page/dossier"
	"github.com/gehoor/gehoor/internal/web/page/knowledge"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// Who knew what of a dossier, and when.

// knowledgePage says it to whoever handles the dossier.
func (s *Site) knowledgePage(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	known, err := s.cases.Knowledge(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return err
	}
	c, err := s.caseOf(r, me, id)
	if err != nil {
		return err
	}
	p := s.page(r, layout.ForStaff, knowledge.Title, dossier.KnownPath(id), knowledge.Files()...)
	return s.show(w, r, http.StatusOK, knowledge.Page(p, knowledge.Data{Case: c, Known: known, Ask: knowledge.Read(r.URL.Query())}))
}

// knowledgeFile makes a file of it, and records that it did.
func (s *Site) knowledgeFile(w http.ResponseWriter, r *http.Request, me account.Session) error {
	id, err := dossierOf(r)
	if err != nil {
		return err
	}
	if err := readForm(r); err != nil {
		return err
	}
	ask := knowledge.Read(r.PostForm)
	if ask.Wrong != "" {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	known, err := s.cases.ExportKnowledge(r.Context(), s.cfg.Org, me.Person, id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+knowledge.FileName+`"`)
	return send(w, http.StatusOK, "text/csv; charset=utf-8", knowledge.File(wordsOf(r), knowledge.Data{Known: known, Ask: ask, Case: dossier.Case{Now: s.now()}}))
}
