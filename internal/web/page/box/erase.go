package box

import (
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/text"
)

// erasureText says how it stands with a request to erase what the reporter told.
func (d Data) erasureText(r dossier.ErasureRequest) []string {
	w := d.Words
	on := text.With("day", w.Date(r.ReceivedOn.At(12, 0, 0)))
	if r.RefusedAt.IsZero() {
		return []string{w.Say("erasure.box-asked", on, text.With("due", w.Date(r.DueAt()))), w.Say("erasure.box-granted")}
	}
	return []string{
		w.Say("erasure.box-refused", on, text.With("refused", w.Date(r.RefusedAt))), d.refusal(r.Ground), w.Say("erasure.box-complain"),
	}
}

// refusal is why it was refused, in words for the reporter.
func (d Data) refusal(g dossier.RefusalGround) string {
	switch g {
	case dossier.GroundDuty:
		return d.Words.Say("erasure.box-duty")
	case dossier.GroundClaims:
		return d.Words.Say("erasure.box-claims")
	case dossier.GroundArchive:
		return d.Words.Say("erasure.box-archive")
	case dossier.GroundExpression:
		return d.Words.Say("erasure.box-expression")
	case dossier.GroundHealth:
		return d.Words.Say("erasure.box-health")
	}
	return d.Words.Say("erasure.box-no-right")
}
