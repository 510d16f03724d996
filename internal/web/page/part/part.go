// Package part has the pieces that pages are built of, in the components of the
// NL Design System: headings and paragraphs, messages, buttons, and questions
// with their hint and their error.
//
// A piece is plain HTML that works without scripts. It takes sentences, not
// keys, so that it can show what a page has put together; the sentences are
// escaped here.
package part

// Tone is what kind of message an alert is. It is said in words too, never only
// by a colour.
type Tone string

// The tones there are.
const (
	Info    Tone = "info"
	OK      Tone = "ok"
	Warning Tone = "warning"
	Error   Tone = "error"
)

// class names the tone's classes in full, because the build looks for them.
func (t Tone) class() string {
	switch t {
	case OK:
		return "utrecht-alert utrecht-alert--ok"
	case Warning:
		return "utrecht-alert utrecht-alert--warning"
	case Error:
		return "utrecht-alert utrecht-alert--error"
	}
	return "utrecht-alert utrecht-alert--info"
}

// Rank is how much a button stands out. A page has one primary action at most.
type Rank int

// The ranks there are.
const (
	Primary Rank = iota
	Secondary
	Subtle
)

// Field is one question that is answered by typing. Spelling is not checked by
// the browser, as some send what is typed elsewhere to check it.
type Field struct {
	// Name is the form's name and, with "field-" before it, the element's id.
	Name string
	// Label is the question; Hint helps to answer it, and may be empty.
	Label, Hint string
	// Error says what is not right, "" if nothing is.
	Error string
	Value string
	// Optional says behind the label that the question may be skipped.
	Optional bool
	// MaxLength bounds what can be typed; 0 does not.
	MaxLength int
	// Autocomplete is the HTML token; "" is "off": what a reporter typed is never
	// offered to the next one at the device.
	Autocomplete string
	// Kind is the input's type; "" is text.
	Kind string
}

// ID is the element's id, so that an error summary can lead to it.
func (f Field) ID() string { return fieldID(f.Name) }

// Choice is one question that is answered by choosing.
type Choice struct {
	Name, Label, Hint, Error string
	Optional                 bool
	Options                  []Option
	// Several makes it boxes to tick instead of one of a row.
	Several bool
}

// ID is the id of the first option, where an error summary leads.
func (c Choice) ID() string { return fieldID(c.Name) }

// Option is one of the answers to choose from.
type Option struct {
	Value, Label, Hint string
	Chosen             bool
}

// Problem is a line of an error summary: what is not right, and the id of the
// question.
type Problem struct {
	ID, Text string
}

func fieldID(name string) string { return "field-" + name }

// described lists the ids of the hint and the error, for aria-describedby.
func described(id, hint, problem string) string {
	switch {
	case hint != "" && problem != "":
		return id + "-hint " + id + "-error"
	case hint != "":
		return id + "-hint"
	case problem != "":
		return id + "-error"
	}
	return ""
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
