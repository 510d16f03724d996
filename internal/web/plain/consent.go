package plain

import (
	"errors"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/record"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// consent takes what a reporter agrees to that needs no key, and whatever they take back.
// That it was done before is no fault.
func (p *Plain) consent(w http.ResponseWriter, r *http.Request, v *visitor) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	c := record.Consent{For: form.Get(pages.FieldFor), Person: gehoor.PersonID(form.Get(pages.FieldPerson)), Recipient: form.Get(pages.FieldRecipient)}
	return p.boxed(w, r, v, func(mine account.Mailbox) error {
		if form.Get(pages.FieldConsent) == pages.DoAgree {
			err = p.cfg.Cases.Consent(r.Context(), mine, casework.Consenting{Consent: c})
		} else {
			err = p.cfg.Cases.WithdrawConsent(r.Context(), mine, c)
		}
		if err != nil && !errors.Is(err, gehoor.Refuse(dossier.CodeConsented)) && !errors.Is(err, gehoor.Refuse(dossier.CodeNoConsent)) {
			return err
		}
		return p.to(w, r, pages.PathBox+"?"+queryConsent)
	})
}
