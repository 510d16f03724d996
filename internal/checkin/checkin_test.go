package checkin_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/checkin"
)

// TestWhatIsWrong: what opens a closed dossier again, and what nobody need look at.
func TestWhatIsWrong(t *testing.T) {
	for _, one := range []struct {
		checkin.Answer
		wrong, quiet bool
	}{
		{checkin.Answer{Going: checkin.Well}, false, true},
		{checkin.Answer{Going: checkin.Well, Content: "c"}, false, false},
		{checkin.Answer{Going: checkin.Well, KeptAway: true}, true, false},
		{checkin.Answer{Going: checkin.Well, TreatedWorse: true}, true, false},
		{checkin.Answer{Going: checkin.SoSo}, false, false},
		{checkin.Answer{Going: checkin.SoSo, Content: "c"}, true, false},
		{checkin.Answer{Going: checkin.Bad}, true, false},
	} {
		if one.Wrong() != one.wrong || one.Quiet() != one.quiet {
			t.Errorf("%+v: wrong %v, quiet %v", one.Answer, one.Wrong(), one.Quiet())
		}
	}
}
