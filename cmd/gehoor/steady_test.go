package main

import (
	"errors"
	"testing"
	"time"
)

// TestSteady: a clock that jumps is not believed at once; one that stays so is, and
// one that is set right again did no harm.
func TestSteady(t *testing.T) {
	const hour, year = time.Hour, 365 * 24 * time.Hour
	type look struct{ ran, off, want time.Duration } // off: what the clock says beyond what ran
	for name, looks := range map[string][]look{
		"it drifts":            {{0, 0, 0}, {hour, 30 * time.Second, 30 * time.Second}, {2 * hour, 80 * time.Second, 80 * time.Second}},
		"an hour back":         {{0, 0, 0}, {time.Minute, -hour, 0}, {9 * time.Minute, -hour, 0}, {11 * time.Minute, -hour, -hour}},
		"a year ahead, mended": {{0, 0, 0}, {time.Minute, year, 0}, {10 * time.Minute, year, 0}, {10*time.Minute + 1, 0, 0}, {hour, 0, 0}},
		"a year ahead, twice":  {{0, 0, 0}, {time.Minute, year, 0}, {2 * time.Minute, 0, 0}, {8 * time.Minute, year, 0}, {17 * time.Minute, year, 0}, {18 * time.Minute, year, year}},
		"ahead, and further":   {{0, 0, 0}, {time.Minute, year, 0}, {10 * time.Minute, 2 * year, 0}, {11 * time.Minute, 2 * year, 0}, {21 * time.Minute, 2 * year, 2 * year}},
		"a week asleep":        {{0, 0, 0}, {time.Second, 7 * 24 * hour, 0}, {time.Second + believedAfter, 7 * 24 * hour, 7 * 24 * hour}},
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
			var at look
			told, jumps := 0, false
			s := &steady{
				wall: func() time.Time { return begin.Add(at.ran + at.off) },
				ran:  func() time.Duration { return at.ran },
				told: func(err error) {
					if told++; !errors.Is(err, errJumped) {
						t.Error(err)
					}
				},
				base: begin,
			}
			for _, at = range looks {
				jumps = jumps || at.off.Abs() > 2*time.Minute
				if got := s.Now().Sub(begin) - at.ran; got != at.want {
					t.Errorf("after %s, with the clock %s off: the time is %s off, want %s", at.ran, at.off, got, at.want)
				}
			}
			if jumps != (told > 0) {
				t.Errorf("told %d times", told)
			}
		})
	}
}

// TestSteadyIsTheTime of the machine, as long as nothing jumps.
func TestSteadyIsTheTime(t *testing.T) {
	s := newSteady(func(err error) { t.Error(err) })
	before := time.Now().Round(0)
	got := s.Now()
	if after := time.Now().Round(0); got.Before(before) || got.After(after) {
		t.Errorf("it is %v, between %v and %v", got, before, after)
	}
}
