package story_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/story"
)

// TestOfficeName: somebody reads the functions of the chart, in words.
func TestOfficeName(t *testing.T) {
	for _, o := range gehoor.Offices() {
		if got := story.OfficeName(o); got == "" || got == "alderman" {
			t.Errorf("%s is called %q", o, got)
		}
	}
	if got := story.OfficeName(gehoor.OfficeAlderman); got != "wethouder" {
		t.Errorf("an alderman is called %q", got)
	}
}
