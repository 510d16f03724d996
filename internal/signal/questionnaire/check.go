package questionnaire

import (
	"slices"
	"strconv"

	"github.com/gehoor/gehoor"
)

// checkQuestion looks at one question by itself.
func (r *reader) checkQuestion(n *node, where string, q Question) {
	if !q.Kind.Valid() {
		r.fault(n.fields["kind"], where+" has the unknown kind "+quote(string(q.Kind)), "use one of "+join(Kinds()))
		return
	}
	if !q.Leaves.Valid() {
		r.fault(n.fields["leaves"], "“leaves” of "+where+" is "+quote(string(q.Leaves)), "use sealed or server")
	}
	if q.Compartment != gehoor.Conversation && q.Compartment != gehoor.Identity {
		r.fault(n.fields["compartment"], where+" is in "+quote(string(q.Compartment)),
			"use conversation or identity; a reporter’s browser makes no other")
	}
	r.checkParts(n, where, q)
	r.checkOptions(n, where, q)
	r.checkLeaving(n, where, q)
	switch {
	case q.Kind == KindConsent && q.Required:
		r.fault(n, where+" is a consent that must be given", "make it not required")
	case q.Kind.Filed() && q.Required:
		r.fault(n, where+" asks for a file that must be there", "make it not required: who cannot add one must get on")
	case q.Compartment == gehoor.Identity && q.ID != NameQuestion && q.ID != ContactQuestion:
		r.fault(n, where+" is in the identity compartment", "there are only the questions name and contact; put others in the conversation")
	case q.Compartment == gehoor.Identity && !q.Kind.Typed():
		r.fault(n, where+" is in the identity compartment and is not typed", "use text or long-text, or the conversation")
	}
}

// checkParts: each kind has the parts that it needs, and no others.
func (r *reader) checkParts(n *node, where string, q Question) {
	parts := []struct {
		field  string
		has    bool
		should bool
	}{
		{"limit", q.Limit != nil, q.Kind.Typed()},
		{"options", len(q.Options) > 0, q.Kind.Chosen()},
		{"files", q.Files != nil, q.Kind.Filed()},
		{"group", q.Group != nil, q.Kind == KindGroup},
	}
	for _, p := range parts {
		switch {
		case p.has && !p.should:
			r.fault(n.fields[p.field], where+" is of kind "+string(q.Kind)+" and has "+quote(p.field), "remove it")
		case !p.has && p.should && n.fields[p.field] == nil:
			r.fault(n, where+" is of kind "+string(q.Kind)+" and has no "+quote(p.field), "add it")
		}
	}
	if q.Group == nil {
		return
	}
	var ids []ID
	for _, inner := range q.Group.Questions {
		r.checkInner(n.fields["group"], where, q, inner)
		ids = append(ids, inner.ID)
	}
	twice(r, n.fields["group"], "questions in "+where, ids)
}

// checkInner looks at a question inside a group.
func (r *reader) checkInner(n *node, where string, outer, inner Question) {
	where += ", inside " + quote(string(inner.ID))
	switch {
	case !inner.Kind.Typed() && inner.Kind != KindDate:
		r.fault(n, where+" is of kind "+quote(string(inner.Kind)), "use text, long-text or date inside a group")
	case inner.When != nil:
		r.fault(n, where+" has a condition", "put the condition on the group")
	case inner.Required:
		r.fault(n, where+" is required", "make it not required: who adds an item by mistake must get on")
	case inner.Leaves != LeavesSealed || inner.Compartment != outer.Compartment:
		r.fault(n, where+" goes elsewhere than its group", "give it the leaves and compartment of the group")
	}
}

func (r *reader) checkOptions(n *node, where string, q Question) {
	var ids []OptionID
	for _, o := range q.Options {
		ids = append(ids, o.ID)
	}
	if len(ids) > 0 {
		twice(r, n.fields["options"], "options of "+where, ids)
	}
	yesNo := []OptionID{Yes, No}
	if q.Kind == KindYesNoUnknown && !slices.Equal(ids, yesNo) && !slices.Equal(ids, append(yesNo, Unknown)) {
		r.fault(n, where+" has options "+join(ids), "have yes, no and, if it is offered, unknown, in this order")
	}
}

// checkLeaving keeps the promise of what leaves the browser unsealed.
func (r *reader) checkLeaving(n *node, where string, q Question) {
	switch {
	case q.ID == OfficeQuestion:
		var ids []gehoor.Office
		for _, o := range q.Options {
			ids = append(ids, gehoor.Office(o.ID))
		}
		if q.Kind != KindSingle || !q.Required || q.When != nil || q.Leaves != LeavesServer || !slices.Equal(ids, gehoor.Offices()) {
			r.fault(n, where+" is not as it must be", "make it a required single choice without a condition, of leaves server, with the options "+join(gehoor.Offices()))
		}
	case q.ID == NotSafeQuestion, q.ID == TalkQuestion:
		if q.Kind != KindConsent || q.Leaves != LeavesServer {
			r.fault(n, where+" is not as it must be", "make it a consent of leaves server")
		}
	case q.Leaves == LeavesServer:
		r.fault(n, where+" would leave the browser unsealed", "use sealed: only office, not-safe and talk-asked may leave")
	}
}

// checkWhole looks at what only the whole questionnaire shows.
func (r *reader) checkWhole(q *Questionnaire, root *node) {
	twice(r, root.fields["languages"], "languages", q.Languages)
	var steps []ID
	var asked []Question
	typed := map[gehoor.Compartment]int{}
	for i, s := range q.Steps {
		n := root.fields["steps"].items[i]
		steps = append(steps, s.ID)
		for j, one := range s.Questions {
			at := n.fields["questions"].items[j]
			if slices.ContainsFunc(asked, func(o Question) bool { return o.ID == one.ID }) {
				r.fault(at, "there are two questions "+quote(string(one.ID)), "give each its own id")
			}
			r.checkCondition(at, one, asked)
			r.checkFollowing(at, q, one)
			asked = append(asked, one)
			typed[one.Compartment] += characters(one)
		}
	}
	twice(r, root.fields["steps"], "steps", steps)
	for _, c := range []gehoor.Compartment{gehoor.Conversation, gehoor.Identity} {
		if typed[c] > MaxAnswers {
			r.fault(root, "the answers in "+string(c)+" can have "+strconv.Itoa(typed[c])+" characters",
				"lower the limits to "+strconv.Itoa(MaxAnswers)+" together, so that they always fit one sealed content")
		}
	}
}

// checkFollowing: what is asked of somebody who has told stays in the conversation.
// Who receives it was chosen, and who somebody is has a place of its own.
func (r *reader) checkFollowing(n *node, q *Questionnaire, one Question) {
	if q.Purpose == FollowUp && (one.Leaves != LeavesSealed || one.Compartment != gehoor.Conversation) {
		r.fault(n, "question "+quote(string(one.ID))+" is in a follow-up and leaves the conversation",
			"take it out: a follow-up asks neither the office nor who somebody is, and nothing of it leaves the browser unsealed")
	}
}

// checkCondition: it looks back, at options that are there.
func (r *reader) checkCondition(n *node, q Question, asked []Question) {
	if q.When == nil {
		return
	}
	where := "the condition of question " + quote(string(q.ID))
	at := n.fields["when"]
	i := slices.IndexFunc(asked, func(o Question) bool { return o.ID == q.When.Question })
	if i < 0 {
		r.fault(at, where+" looks at "+quote(string(q.When.Question)), "name a question that is asked earlier, outside a group")
		return
	}
	if !asked[i].Kind.Chosen() && asked[i].Kind != KindConsent {
		r.fault(at, where+" looks at a question without options", "name one with options, or a consent")
		return
	}
	for _, id := range q.When.Equals {
		if _, there := asked[i].Option(id); !there && (asked[i].Kind != KindConsent || id != Yes) {
			r.fault(at, where+" waits for "+quote(string(id))+", which is no option of "+quote(string(q.When.Question)), "name an option that is there")
		}
	}
	twice(r, at, "options in "+where, q.When.Equals)
}

// twice is a fault where a list has something twice.
func twice[T ~string](r *reader, n *node, what string, ids []T) {
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			r.fault(n, quote(string(id))+" is there twice among the "+what, "remove one, or give it another name")
		}
	}
}

// characters is how much can be typed in answer to a question.
func characters(q Question) int {
	switch {
	case q.Limit != nil:
		return q.Limit.Characters
	case q.Files != nil:
		return q.Files.Most * MaxFileName
	case q.Group != nil:
		sum := 0
		for _, inner := range q.Group.Questions {
			sum += characters(inner)
		}
		return sum * q.Group.Most
	}
	return 0
}
