package measure

import "time"

// Load is what one bearer carries in all.
type Load struct {
	Bearer Bearer
	// Count is how many burdens began, Breaches how many of them were breaches, and Running
	// how many are borne on the day of which it is asked.
	Count, Breaches, Running int
	// Days is for how long, all of them together: two on one day are two.
	Days int
}

// Loads are what each bearer carried until a day, that day among them. Who carried nothing
// is not in it. What begins later does not count yet.
func (l List) Loads(day time.Time) []Load {
	var all []Load
	for _, b := range Bearers() {
		load := Load{Bearer: b}
		for _, m := range l.All {
			borne, ok := m.Burden(b)
			if !ok || !m.Begun(day) {
				continue
			}
			load.Count++
			load.Days += m.Days(borne, day)
			if m.Breach {
				load.Breaches++
			}
			if m.Runs(borne, day) {
				load.Running++
			}
		}
		if load.Count > 0 {
			all = append(all, load)
		}
	}
	return all
}

// OneSided says whether somebody who speaks up carries something on a day, and the source
// carries nothing.
func (l List) OneSided(day time.Time) bool {
	speaker, source := false, false
	for _, m := range l.All {
		for _, b := range m.Burdens {
			if m.Runs(b, day) {
				speaker = speaker || b.Bearer.SpeaksUp()
				source = source || b.Bearer == Concerned || m.AtSource && !b.Bearer.SpeaksUp()
			}
		}
	}
	return speaker && !source
}
