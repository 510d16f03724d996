package draw

// Mark is the sign at a step, of which the box says the same in words.
type Mark int

// The marks.
const (
	Waiting  Mark = iota // nothing has begun it
	Ahead                // begins by itself, later
	Running              // its term runs
	Late                 // its term runs and is over
	Done                 // done in time
	DoneLate             // done, and late
	Ended                // not needed any more
	Locked               // something else must be done first
	Added                // new in this version
	Removed              // gone in this version
	Changed              // another in this version
)

// markNames are also the ends of the names of classes.
var markNames = [...]string{"waiting", "ahead", "running", "late", "done", "done-late", "ended", "locked", "added", "removed", "changed"}

func (m Mark) name() string {
	if m < 0 || int(m) >= len(markNames) {
		return markNames[Waiting]
	}
	return markNames[m]
}

// frame is the shape around a mark: what is late is a square, all else is round.
func (m Mark) square() bool { return m == Late || m == DoneLate }

// Sign is what stands in a mark's frame, as the path of an SVG around 0,0; within 7
// of it. Pages draw the same beside their lists.
func (m Mark) Sign() string {
	switch m {
	case Done, DoneLate:
		return "M-4 0L-1 3.5L4.5 -3.5"
	case Late:
		return "M0 -4.5V1.5M0 4V4.5"
	case Running:
		return "M0 -4.5V0L3 2.5"
	case Ahead:
		return "M-4 0H-3.5M-0.25 0H0.25M3.5 0H4"
	case Ended:
		return "M-5 5L5 -5"
	case Locked:
		return "M-3.5 -0.5H3.5V4.5H-3.5ZM-2 -0.5V-2.5A2 2 0 0 1 2 -2.5V-0.5"
	case Added:
		return "M-4.5 0H4.5M0 -4.5V4.5"
	case Removed:
		return "M-4.5 0H4.5"
	case Changed:
		return "M-4.5 1C-3 -3 -1 -3 0 0S3 3 4.5 -1"
	}
	return ""
}

// Frame is the shape around it.
func (m Mark) Frame() string {
	switch {
	case m == Waiting:
		return ""
	case m.square():
		return "M-8 -8H8V8H-8Z"
	}
	return "M-8.5 0A8.5 8.5 0 1 1 8.5 0A8.5 8.5 0 1 1 -8.5 0Z"
}

// Class is the class of the frame, beside "pp-mark".
func (m Mark) Class() string { return "pp-mark--" + m.name() }

func (p *picture) mark(m Mark, x, y float64) {
	if m.Frame() == "" {
		return
	}
	p.start("g", "class", "pp-mark "+m.Class(), "transform", "translate("+num(x)+" "+num(y)+")")
	p.tag("path", "class", "pp-frame", "d", m.Frame())
	p.tag("path", "class", "pp-sign", "d", m.Sign())
	p.svg.WriteString("</g>\n")
}
