package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// steady is the time as a running server believes it. Facts are kept for ever and
// people are told that they are late, so a clock that jumps is not believed at once:
// time goes on as it ran, until the clock was set right or has stood by what it says
// for a while. A machine that slept looks the same as one whose clock jumped ahead; it
// is a while late with what it slept over.
//
// What it cannot see is a clock that is wrong when the server starts: that looks like a
// server that was off.
type steady struct {
	wall func() time.Time     // the machine's clock
	ran  func() time.Duration // how long the machine has run, whatever its clock did
	told func(error)          // of a jump, when it is seen and when it is believed

	mu    sync.Mutex    // guards what follows
	base  time.Time     // the time
	at    time.Duration // when it was
	doubt *doubt
}

// doubt is a clock that is not believed.
type doubt struct {
	since time.Duration
	off   time.Duration
}

const (
	// maxDrift is what is followed at once: more than a time server corrects between
	// two looks, less than anything that a term is measured in.
	maxDrift = time.Minute
	// believedAfter: a clock that was set wrong is mostly set right within it.
	believedAfter = 10 * time.Minute
)

// errJumped is what the log says of it.
var errJumped = errors.New("the machine's clock jumped")

// newSteady is the machine's time.
func newSteady(told func(error)) *steady {
	began := time.Now()
	return &steady{
		wall: func() time.Time { return time.Now().Round(0) }, // without its own steady part
		ran:  func() time.Duration { return time.Since(began) },
		told: told, base: began.Round(0),
	}
}

// Now is the time.
func (s *steady) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	wall, ran := s.wall(), s.ran()
	own := s.base.Add(ran - s.at)
	off := wall.Sub(own)
	switch {
	case off.Abs() <= maxDrift:
		s.follow(wall, ran)
		return wall
	case s.doubt == nil || (off-s.doubt.off).Abs() > maxDrift:
		s.doubt = &doubt{ran, off}
		s.told(fmt.Errorf("%w by %s; it is believed if it stays so for %s", errJumped, off.Round(time.Second), believedAfter))
	case ran-s.doubt.since >= believedAfter:
		s.follow(wall, ran)
		s.told(fmt.Errorf("%w by %s, and is believed from now on", errJumped, off.Round(time.Second)))
		return wall
	}
	return own
}

func (s *steady) follow(wall time.Time, ran time.Duration) {
	s.base, s.at, s.doubt = wall, ran, nil
}
