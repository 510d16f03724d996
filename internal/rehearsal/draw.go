package rehearsal

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/text"
)

// Measures of a drawing, in pixels. It is as wide as an A4 page at 96 dots an inch.
const (
	drawnWidth = 760
	labelWidth = 226 // for the names of rows
	rightEdge  = 112 // for how late a step was
	rowHeight  = 26
	laneHead   = 30
	axisHeight = 26
	tickRoom   = 78 // between two dates
	labelChars = 33
	// maxRows bounds the steps and people of one timeline that are drawn.
	maxRows = 60
)

// Draw draws timelines one above the other on one axis, as an SVG: a row for each
// step, with its term, how long it took and how late it was; a row for each person
// who was told something. Everything it says stands in its description too. It takes
// its colour from the text around it, so that it can be read in print and in the dark.
//
// A file of its own gets a white ground; within a page it has none. The same values
// give the same bytes.
func Draw(w *text.Words, file bool, timelines ...Timeline) []byte {
	d := &drawing{words: w, several: len(timelines) > 1}
	for _, t := range timelines {
		d.include(t)
	}
	if !d.to.After(d.from) {
		d.to = d.from.Add(time.Hour)
	}
	lanes := make([]lane, len(timelines))
	height := float64(axisHeight)
	for i, t := range timelines {
		lanes[i] = d.lane(t, i)
		height += laneHead + rowHeight*float64(len(lanes[i].rows))
	}
	d.open(file, height+8, timelines, lanes)
	d.axis(height)
	y := float64(axisHeight)
	for _, l := range lanes {
		y = d.drawLane(l, y)
	}
	d.b.WriteString("</svg>\n")
	return []byte(d.b.String())
}

type drawing struct {
	words    *text.Words
	several  bool
	from, to time.Time
	b        strings.Builder
}

// lane is one timeline.
type lane struct {
	name string
	rows []row
}

// row is a step or a person.
type row struct {
	name  string
	bars  []Clock
	told  []time.Time
	until time.Time
}

// include widens the axis to all that happened.
func (d *drawing) include(t Timeline) {
	if d.from.IsZero() || t.From.Before(d.from) {
		d.from = t.From
	}
	moments := []time.Time{t.Until}
	for _, e := range t.Entries {
		moments = append(moments, e.At)
	}
	for _, m := range moments {
		if m.After(d.to) {
			d.to = m
		}
	}
}

// lane gathers the rows of a timeline: the steps in the order in which they began,
// then the people in the order in which they were told.
func (d *drawing) lane(t Timeline, place int) lane {
	l := lane{}
	names := make([]string, len(t.Protocols))
	for i, p := range t.Protocols {
		names[i] = d.words.Say("rehearse.protocol", text.With("code", p.Code), text.With("version", p.Version), text.With("title", p.Title.In(d.words.Language())))
	}
	l.name = strings.Join(names, "; ")
	if d.several {
		l.name = string(rune('A'+place)) + " · " + l.name
	}
	add := func(name string) *row {
		i := slices.IndexFunc(l.rows, func(r row) bool { return r.name == name })
		if i < 0 && len(l.rows) < maxRows {
			l.rows = append(l.rows, row{name: name, until: t.Until})
			i = len(l.rows) - 1
		}
		if i < 0 {
			return &row{}
		}
		return &l.rows[i]
	}
	for _, c := range t.Clocks {
		r := add(about(t.Label(c.Step, d.words.Language()), cmp.Or(c.Signal, c.Dossier), d.words))
		r.bars = append(r.bars, c)
	}
	for _, e := range t.Entries {
		if e.Kind != EntryTold {
			continue
		}
		for _, to := range e.To {
			r := add(t.Named(to))
			r.told = append(r.told, e.At)
		}
	}
	return l
}

// x is where a moment stands.
func (d *drawing) x(t time.Time) float64 {
	share := float64(t.Sub(d.from)) / float64(d.to.Sub(d.from))
	return labelWidth + min(max(share, 0), 1)*(drawnWidth-labelWidth-rightEdge)
}

func (d *drawing) tag(name string, attrs ...string) {
	d.b.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		d.b.WriteString(" " + attrs[i] + `="`)
		d.escape(attrs[i+1])
		d.b.WriteByte('"')
	}
	d.b.WriteString("/>\n")
}

func (d *drawing) escape(s string) { _ = xml.EscapeText(&d.b, []byte(s)) } // a Builder never fails

func (d *drawing) say(x, y float64, anchor, weight, says string) {
	fmt.Fprintf(&d.b, `<text x="%s" y="%s" text-anchor="%s" font-weight="%s" font-size="12" fill="currentColor">`, num(x), num(y), anchor, weight)
	d.escape(says)
	d.b.WriteString("</text>\n")
}

func num(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// open begins the picture, with its title and everything that it shows in words.
func (d *drawing) open(file bool, height float64, timelines []Timeline, lanes []lane) {
	title := ""
	if len(timelines) > 0 {
		title = timelines[0].Titled(d.words.Language())
	}
	space := ""
	if file {
		space = ` xmlns="http://www.w3.org/2000/svg"`
	}
	fmt.Fprintf(&d.b, `<svg%s viewBox="0 0 %d %s" width="%d" height="%s" lang="%s" role="img" aria-labelledby="rehearsal-title" aria-describedby="rehearsal-desc" font-family="system-ui, sans-serif">`+"\n",
		space, drawnWidth, num(height), drawnWidth, num(height), d.words.Language())
	d.b.WriteString(`<title id="rehearsal-title">`)
	d.escape(d.words.Say("rehearse.drawn", text.With("title", title)))
	d.b.WriteString("</title>\n" + `<desc id="rehearsal-desc">`)
	d.escape(d.describe(timelines, lanes))
	d.b.WriteString("</desc>\n")
	d.b.WriteString(`<defs><pattern id="rehearsal-late" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" stroke="currentColor" stroke-width="4"/></pattern></defs>` + "\n")
	if file {
		d.tag("rect", "width", strconv.Itoa(drawnWidth), "height", num(height), "fill", "#fff")
	}
}

// describe says in words what is drawn.
func (d *drawing) describe(timelines []Timeline, lanes []lane) string {
	parts := []string{d.words.Say("rehearse.drawn-what")}
	for i, t := range timelines {
		parts = append(parts, lanes[i].name+".")
		for _, e := range t.Entries {
			switch e.Kind {
			case EntryTold, EntryBegan, EntryMet, EntryLate, EntryEnded:
				parts = append(parts, d.words.Moment(e.At)+": "+t.Say(e, d.words))
			}
		}
	}
	return strings.Join(parts, "\n")
}

// axis draws the dates above, and lines down from them.
func (d *drawing) axis(height float64) {
	last := -float64(tickRoom)
	day := protocol.DateOf(d.from)
	for n := 0; n < 100_000; n++ {
		at := day.AddDays(n).At(0, 0, 0)
		if at.After(d.to) {
			return
		}
		x := d.x(at)
		if at.Before(d.from) || x < last+tickRoom || x > drawnWidth-tickRoom/2 {
			continue
		}
		last = x
		d.tag("path", "d", "M"+num(x)+" "+num(axisHeight-6)+"V"+num(height), "stroke", "currentColor", "stroke-opacity", "0.25", "fill", "none")
		d.say(x, axisHeight-10, "middle", "400", at.In(protocol.Amsterdam()).Format("2-1-2006"))
	}
}

// drawLane draws a timeline and returns where the next one begins.
func (d *drawing) drawLane(l lane, y float64) float64 {
	d.tag("path", "d", "M0 "+num(y+2)+"H"+strconv.Itoa(drawnWidth), "stroke", "currentColor", "fill", "none")
	d.say(0, y+20, "start", "700", clip(l.name, 100))
	y += laneHead
	for _, r := range l.rows {
		d.say(0, y+15, "start", "400", clip(r.name, labelChars))
		for i, c := range r.bars {
			d.bar(c, r.until, y, i == len(r.bars)-1)
		}
		for i, at := range r.told {
			fill := "none"
			if i == 0 {
				fill = "currentColor"
			}
			d.tag("circle", "cx", num(d.x(at)), "cy", num(y+11), "r", "4.5", "fill", fill, "stroke", "currentColor", "stroke-width", "1.5")
		}
		y += rowHeight
	}
	return y
}

// bar draws a turn of a step: the term as a frame, what was used of it as a line, what
// was late striped; in words too for the last turn.
func (d *drawing) bar(c Clock, until time.Time, y float64, last bool) {
	end := c.Ended
	if end.IsZero() {
		end = until
	}
	from, due, to := d.x(c.Started), d.x(c.Due), d.x(end)
	d.tag("rect", "x", num(from), "y", num(y+4), "width", num(max(due-from, 1)), "height", "14", "fill", "none", "stroke", "currentColor")
	d.tag("path", "d", "M"+num(from)+" "+num(y+11)+"H"+num(max(min(due, to), from+1)), "stroke", "currentColor", "stroke-width", "4", "fill", "none")
	if c.Late {
		d.tag("rect", "x", num(due), "y", num(y+4), "width", num(max(to-due, 2)), "height", "14", "fill", "url(#rehearsal-late)", "stroke", "currentColor")
	}
	if c.Late && last {
		d.say(to+6, y+15, "start", "700", d.words.Say("rehearse.drawn-late", text.Count("n", c.lateDays(until))))
	}
	if c.State == ClockMet {
		d.tag("path", "d", "M"+num(to)+" "+num(y+1)+"V"+num(y+21), "stroke", "currentColor", "stroke-width", "3", "fill", "none")
	}
}

// clip keeps a name within its room.
func clip(s string, most int) string {
	r := []rune(s)
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
