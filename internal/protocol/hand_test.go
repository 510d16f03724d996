package protocol_test

import (
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
)

// TestFieldOfTwoTypes: a field that the fact at hand does not have is as if nothing was
// answered, also if another kind, of which the definition asks elsewhere, has a field of
// that name and another type. Conditions were once answered by chance here.
func TestFieldOfTwoTypes(t *testing.T) {
	options := []string{"reporter", "team"}
	v := append(vocabulary(),
		protocol.FactType{Kind: "measure.imposed", Fields: []protocol.FieldType{{Name: "burden", Type: protocol.ValueChoices, Options: options}}},
		protocol.FactType{Kind: "measure.none-needed"},
		protocol.FactType{Kind: "dossier.agreement-made", Fields: []protocol.FieldType{{Name: "burden", Type: protocol.ValueChoice, Options: options}}})
	text := strings.Replace(byOffice, "record: [signal.acknowledged]", `record: [measure.imposed, measure.none-needed]
    record-if: 'not ("reporter" in fact.burden)'`, 1)
	text = strings.Replace(text, "on: [dossier.talk-held]", "on: [dossier.agreement-made]", 1)
	text = strings.Replace(text, `'"mayor" in offices'`, `fact.burden == "reporter"`, 1)
	d, err := language.Parse([]byte(text), v, law(t))
	if err != nil {
		t.Fatal(err)
	}
	s := (&stream{t: t}).add("2026-01-05 09:00", "signal.received", first).add("2026-01-06 09:00", "measure.none-needed", "")
	for range 50 {
		r := protocol.Evaluate(d, setting(t), s.facts, at(t, "2026-01-07 09:00"))
		if len(r.Clocks) != 1 || r.Clocks[0].State != protocol.StateMet {
			t.Fatalf("got %v", r.Clocks)
		}
	}
}
