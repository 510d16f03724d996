package questionnaire

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
)

// shape says which fields an object has. schema.json says the same; a test
// compares them.
type shape struct{ required, optional []string }

func fields(required, optional string) shape {
	return shape{strings.Fields(required), strings.Fields(optional)}
}

var (
	rootShape      = fields("id version languages title steps", "purpose")
	stepShape      = fields("id title questions", "lead")
	questionShape  = fields("id kind label required leaves compartment", "help when limit options files contacts group")
	conditionShape = fields("question equals", "")
	limitShape     = fields("characters why", "")
	filesShape     = fields("most why", "")
	optionShape    = fields("id label", "help")
	contactShape   = fields("label phone", "")
	groupShape     = fields("most why item add remove questions", "")
)

var (
	idPattern    = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	phonePattern = regexp.MustCompile(`^[0-9][0-9 -]{1,18}[0-9]$`)
)

// reader turns nodes into a questionnaire and collects what is wrong.
type reader struct {
	faults    Faults
	languages []gehoor.Language
}

func (r *reader) fault(n *node, what, mend string) { r.faultAt(n, n.path, what, mend) }

// faultAt is a fault at a place that is not there.
func (r *reader) faultAt(n *node, path, what, mend string) {
	if len(r.faults) < MaxFaults {
		r.faults = append(r.faults, Fault{Line: n.line, What: what, Mend: mend, Path: path})
	}
}

// fields says whether n is an object with the shape's fields; what is missing
// or too many is a fault.
func (r *reader) fields(n *node, where string, s shape) bool {
	if !r.is(n, where, object) {
		return false
	}
	for _, key := range n.keys {
		if !slices.Contains(s.required, key) && !slices.Contains(s.optional, key) {
			r.fault(n.fields[key], where+" has an unknown field "+quote(key),
				"remove it; known are "+strings.Join(slices.Concat(s.required, s.optional), ", "))
		}
	}
	whole := true
	for _, key := range s.required {
		if n.fields[key] == nil {
			r.fault(n, where+" has no "+quote(key), "add it")
			whole = false
		}
	}
	return whole
}

func (r *reader) is(n *node, where string, want kind) bool {
	if n.kind != want {
		r.fault(n, where+" is "+string(n.kind), "make it "+string(want))
		return false
	}
	return true
}

func (r *reader) root(n *node) *Questionnaire {
	q := &Questionnaire{}
	if !r.fields(n, "the questionnaire", rootShape) {
		return q
	}
	r.languages = r.tongues(n.fields["languages"])
	q.Languages = r.languages
	q.ID = r.id(n.fields["id"], "the questionnaire’s id")
	q.Version = r.count(n.fields["version"], "the version", maxVersion)
	q.Purpose = r.purpose(n.fields["purpose"])
	q.Title = r.texts(n.fields["title"], "the title", maxLabel)
	q.Steps = each(r, n.fields["steps"], "steps", 1, maxSteps, r.step)
	return q
}

// purpose is an intake's where the file says nothing: those that are older than
// follow-ups do not.
func (r *reader) purpose(n *node) Purpose {
	if n == nil {
		return Intake
	}
	p := Purpose(r.string(n, "the purpose", maxLabel))
	if !p.Valid() {
		r.fault(n, "the purpose is "+quote(string(p)), "use intake or follow-up")
	}
	return p
}

func (r *reader) tongues(n *node) []gehoor.Language {
	return each(r, n, "languages", 1, 20, func(n *node) gehoor.Language {
		lang := gehoor.Language(r.string(n, "a language", 2))
		if !lang.Valid() {
			r.fault(n, quote(string(lang))+" is no language of Gehoor", "use nl or en")
		}
		return lang
	})
}

func (r *reader) step(n *node) Step {
	var s Step
	if !r.fields(n, "a step", stepShape) {
		return s
	}
	s.ID = r.id(n.fields["id"], "a step’s id")
	where := "step " + quote(string(s.ID))
	s.Title = r.texts(n.fields["title"], "the title of "+where, maxLabel)
	if lead := n.fields["lead"]; lead != nil {
		s.Lead = r.texts(lead, "the lead of "+where, maxHelp)
	}
	s.Questions = each(r, n.fields["questions"], "questions of "+where, 1, maxQuestions, r.question)
	return s
}

func (r *reader) question(n *node) Question {
	var q Question
	if !r.fields(n, "a question", questionShape) {
		return q
	}
	q.ID = r.id(n.fields["id"], "a question’s id")
	where := "question " + quote(string(q.ID))
	q.Kind = Kind(r.string(n.fields["kind"], "the kind of "+where, maxLabel))
	q.Label = r.texts(n.fields["label"], "the label of "+where, maxLabel)
	if r.is(n.fields["required"], "“required” of "+where, boolean) {
		q.Required = n.fields["required"].truth
	}
	q.Leaves = Leaves(r.string(n.fields["leaves"], "“leaves” of "+where, maxLabel))
	q.Compartment = gehoor.Compartment(r.string(n.fields["compartment"], "the compartment of "+where, maxLabel))
	r.extras(n, where, &q)
	r.checkQuestion(n, where, q)
	return q
}

// extras reads the fields that not every question has.
func (r *reader) extras(n *node, where string, q *Question) {
	for _, key := range n.keys {
		field := n.fields[key]
		switch key {
		case "help":
			q.Help = r.texts(field, "the help of "+where, maxHelp)
		case "when":
			q.When = r.condition(field, where)
		case "limit":
			q.Limit = r.limit(field, where)
		case "options":
			q.Options = each(r, field, "options of "+where, 2, maxOptions, r.option)
		case "files":
			q.Files = r.files(field, where)
		case "contacts":
			q.Contacts = each(r, field, "contacts of "+where, 1, maxContacts, r.contact)
		case "group":
			q.Group = r.group(field, where)
		}
	}
}

func (r *reader) condition(n *node, where string) *Condition {
	var c Condition
	if r.fields(n, "the condition of "+where, conditionShape) {
		c.Question = r.id(n.fields["question"], "the condition’s question")
		c.Equals = each(r, n.fields["equals"], "“equals” of "+where, 1, maxOptions, func(n *node) OptionID {
			return OptionID(r.id(n, "an option’s id"))
		})
	}
	return &c
}

func (r *reader) limit(n *node, where string) *Limit {
	var l Limit
	if r.fields(n, "the limit of "+where, limitShape) {
		l.Characters = r.count(n.fields["characters"], "the limit of "+where, MaxAnswers)
		l.Why = r.string(n.fields["why"], "the reason for the limit of "+where, maxHelp)
	}
	return &l
}

func (r *reader) files(n *node, where string) *Files {
	var f Files
	if r.fields(n, "“files” of "+where, filesShape) {
		f.Most = r.count(n.fields["most"], "“most” of "+where, maxFiles)
		f.Why = r.string(n.fields["why"], "the reason for “most” of "+where, maxHelp)
	}
	return &f
}

func (r *reader) option(n *node) Option {
	var o Option
	if !r.fields(n, "an option", optionShape) {
		return o
	}
	o.ID = OptionID(r.id(n.fields["id"], "an option’s id"))
	o.Label = r.texts(n.fields["label"], "the label of option "+quote(string(o.ID)), maxLabel)
	if help := n.fields["help"]; help != nil {
		o.Help = r.texts(help, "the help of option "+quote(string(o.ID)), maxHelp)
	}
	return o
}

func (r *reader) contact(n *node) Contact {
	var c Contact
	if !r.fields(n, "a contact", contactShape) {
		return c
	}
	c.Label = r.texts(n.fields["label"], "a contact’s label", maxLabel)
	c.Phone = r.string(n.fields["phone"], "a contact’s number", 20)
	if !phonePattern.MatchString(c.Phone) {
		r.fault(n.fields["phone"], quote(c.Phone)+" is no telephone number", "write digits, with spaces or hyphens between them")
	}
	return c
}

func (r *reader) group(n *node, where string) *Group {
	g := &Group{}
	if !r.fields(n, "the group of "+where, groupShape) {
		return g
	}
	g.Most = r.count(n.fields["most"], "“most” of "+where, maxRepeats)
	g.Why = r.string(n.fields["why"], "the reason for “most” of "+where, maxHelp)
	g.Item = r.texts(n.fields["item"], "“item” of "+where, maxLabel)
	g.Add = r.texts(n.fields["add"], "“add” of "+where, maxLabel)
	g.Remove = r.texts(n.fields["remove"], "“remove” of "+where, maxLabel)
	g.Questions = each(r, n.fields["questions"], "questions of "+where, 1, maxQuestions, r.question)
	return g
}

// each reads a list.
func each[T any](r *reader, n *node, what string, least, most int, read func(*node) T) []T {
	if !r.is(n, "the list of "+what, list) {
		return nil
	}
	if len(n.items) < least || len(n.items) > most {
		r.fault(n, "there are "+strconv.Itoa(len(n.items))+" "+what,
			"have "+strconv.Itoa(least)+" to "+strconv.Itoa(most))
		n.items = n.items[:min(len(n.items), most)]
	}
	var all []T
	for _, item := range n.items {
		all = append(all, read(item))
	}
	return all
}

func (r *reader) id(n *node, where string) ID {
	s := r.string(n, where, 40)
	if n.kind == text && !idPattern.MatchString(s) {
		r.fault(n, where+" is "+quote(s), "begin with a letter; use a-z, 0-9 and hyphens, at most 40")
	}
	return ID(s)
}

func (r *reader) count(n *node, where string, most int) int {
	if !r.is(n, where, number) {
		return 0
	}
	i, err := strconv.Atoi(n.text)
	if err != nil || i < 1 || i > most {
		r.fault(n, where+" is "+quote(n.text), "use a whole number from 1 to "+strconv.Itoa(most))
		return 0
	}
	return i
}

// string reads a text of at most so many characters, without markup or signs
// that are not seen.
func (r *reader) string(n *node, where string, most int) string {
	if !r.is(n, where, text) {
		return ""
	}
	switch {
	case strings.TrimSpace(n.text) == "":
		r.fault(n, where+" is empty", "write it, or leave the field out if it may be")
	case strings.TrimSpace(n.text) != n.text:
		r.fault(n, where+" begins or ends with a space", "remove the space")
	case len([]rune(n.text)) > most:
		r.fault(n, where+" is longer than "+strconv.Itoa(most)+" characters", "shorten it")
	case strings.ContainsAny(n.text, "<>"), strings.ContainsFunc(n.text, func(c rune) bool { return !unicode.IsPrint(c) }):
		r.fault(n, where+" has markup or a sign that is not seen", "write plain text on one line")
	}
	return n.text
}

// texts reads one text in every language, and in no other.
func (r *reader) texts(n *node, where string, most int) Texts {
	if !r.is(n, where, object) {
		return nil
	}
	t := Texts{}
	for _, key := range n.keys {
		lang := gehoor.Language(key)
		if !slices.Contains(r.languages, lang) {
			r.fault(n.fields[key], where+" is also in "+quote(key), "remove it, or add the language to “languages”")
			continue
		}
		t[lang] = r.string(n.fields[key], where+" in "+key, most)
	}
	for _, lang := range r.languages {
		if n.fields[string(lang)] == nil {
			r.faultAt(n, below(n.path, string(lang)), where+" is not there in "+quote(string(lang)), "translate it")
		}
	}
	return t
}
