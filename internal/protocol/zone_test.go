package protocol_test

import (
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
)

// TestZone: the day of a moment, and the moment of a time of day, are what package time
// says, on both sides of every change of the clocks and long before and after.
func TestZone(t *testing.T) {
	there := protocol.Amsterdam()
	for _, from := range []int{1890, 1938, 1970, 2026, 2198} {
		at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
		for at.Year() < from+4 {
			local := at.In(there)
			want := protocol.Date{Year: local.Year(), Month: local.Month(), Day: local.Day()}
			if got := protocol.DateOf(at); got != want {
				t.Fatalf("%s is %v, want %v", at, got, want)
			}
			for _, hour := range []int{0, 1, 4, 8, 17, 23} { // between two and three the clocks change
				want := time.Date(local.Year(), local.Month(), local.Day(), hour, 30, 0, 0, there)
				if got := protocol.DateOf(at).At(hour, 30, 0); !got.Equal(want) && from >= 1970 {
					t.Fatalf("%v at %d:30 is %s, want %s", protocol.DateOf(at), hour, got, want.UTC())
				}
			}
			at = at.Add(37 * time.Minute)
		}
	}
}
