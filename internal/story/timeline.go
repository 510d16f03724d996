package story

import (
	"fmt"
	"time"
)

// scene is the lines of a story that play at one moment.
type scene struct {
	at time.Time
	// asleep: the clock did not tick since the scene before.
	asleep bool
	// line is where the moment is named.
	line  int
	lines []Statement
}

// timeline cuts a story into scenes, for a story that is played at now. It
// refuses moments that do not exist, that go back, or, unless open, that have
// not come yet.
func timeline(s *Story, now time.Time, open bool) ([]scene, error) {
	var scenes []scene
	var previous time.Time
	for _, line := range s.Lines {
		if line.Form != formAt && line.Form != formAsleep {
			if n := len(scenes); n > 0 {
				scenes[n-1].lines = append(scenes[n-1].lines, line)
			}
			continue
		}
		at, err := lineTime(line, now, previous)
		switch {
		case err != nil:
		case at.Before(previous):
			err = fmt.Errorf("time goes back, from %s to %s", local(previous), local(at))
		case !open && at.After(now):
			err = fmt.Errorf("%s has not come yet", local(at))
		}
		if err != nil {
			return nil, Problem{Name: s.Name, Line: line.Line, Col: 1, What: err.Error()}
		}
		previous = at
		scenes = append(scenes, scene{at: at, asleep: line.Form == formAsleep, line: line.Line})
	}
	return scenes, nil
}

func lineTime(line Statement, now, previous time.Time) (time.Time, error) {
	m, err := parseMoment(line.Values[0])
	if err != nil {
		return time.Time{}, err
	}
	if m.base == after && previous.IsZero() {
		return time.Time{}, fmt.Errorf("the first moment of a story cannot be counted from one before it")
	}
	return m.resolve(now, previous)
}
