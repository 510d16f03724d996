package simulate

import "math"

// Plus adds up the figures of two simulations of the same rules.
func (f Figures) Plus(g Figures) Figures {
	f.Runs += g.Runs
	f.Years += g.Years
	f.Others = f.Others.plus(g.Others)
	f.Repeating = f.Repeating.plus(g.Repeating)
	f.Weighings += g.Weighings
	f.Apart += g.Apart
	f.squares += g.squares
	return f
}

func (p People) plus(q People) People {
	return People{p.All + q.All, p.Told + q.Told, p.Seen + q.Seen, p.Followed + q.Followed, p.InTime + q.InTime, p.Before + q.Before}
}

// PerYear is how many weighings the rules force in a year.
func (f Figures) PerYear() float64 { return share(f.Weighings, f.Years) }

// ApartPerYear is how many of them are about people who did not do it again and again, and
// Error its standard error.
func (f Figures) ApartPerYear() float64 { return share(f.Apart, f.Years) }

// Error is the standard error of [Figures.ApartPerYear]: chance alone moves it about so far.
func (f Figures) Error() float64 {
	if f.Runs < 2 || f.Years == 0 {
		return math.NaN()
	}
	n := float64(f.Runs)
	mean := float64(f.Apart) / n
	variance := max(0, (float64(f.squares)-n*mean*mean)/(n-1))
	return math.Sqrt(variance/n) / (float64(f.Years) / n)
}

// Wrong is the share of weighings that are about people who did not do it again and again.
func (f Figures) Wrong() float64 { return share(f.Apart, f.Weighings) }

// SeenOfAll is the share of all people of a sort for whom a rule fired while they worked
// there.
func (p People) SeenOfAll() float64 { return share(p.Seen, p.All) }

// SeenOfTold is that share of those about whom anything was told.
func (p People) SeenOfTold() float64 { return share(p.Seen, p.Told) }

// SeenInTime is the share for whom a rule fired within three years of the first signal, of
// those who worked there so long.
func (p People) SeenInTime() float64 { return share(p.InTime, p.Followed) }

// SignalsBefore is how many signals there had been on average when a rule first fired.
func (p People) SignalsBefore() float64 { return share(p.Before, p.Seen) }

// share is a part of a whole; of nothing it is 0.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
