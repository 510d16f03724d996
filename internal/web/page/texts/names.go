package texts

import (
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/wording"
)

// placed are a name and a hint for each place: the name is the heading that stands
// above it on the page, where there is one.
var placed = map[wording.Place]struct{ name, hint text.Key }{
	wording.HomeTitle:     {"texts.home-title", "texts.home-title-hint"},
	wording.HomeLead:      {"texts.home-lead", "texts.home-lead-hint"},
	wording.HomeUs:        {"home.us-heading", "texts.home-us-hint"},
	wording.HomeWhat:      {"home.what-heading", "texts.home-what-hint"},
	wording.ClosedLead:    {"texts.closed-lead", "texts.closed-lead-hint"},
	wording.BeginFirst:    {"begin.first-heading", "texts.begin-first-hint"},
	wording.Then:          {"how.then-heading", "texts.then-hint"},
	wording.SentNext:      {"begin.next-heading", "texts.sent-next-hint"},
	wording.Protection:    {"demand.protection-heading", "texts.protection-hint"},
	wording.TalkCall:      {"talk.call-heading", "texts.talk-call-hint"},
	wording.TalkMeet:      {"talk.meet-heading", "texts.talk-meet-hint"},
	wording.TalkAdviser:   {"talk.adviser-heading", "texts.talk-adviser-hint"},
	wording.TalkElsewhere: {"talk.elsewhere-heading", "texts.talk-elsewhere-hint"},
	wording.PrivacyLead:   {"texts.privacy-lead", "texts.privacy-lead-hint"},
	wording.PrivacyWhy:    {"privacy.why-heading", "texts.privacy-why-hint"},
	wording.PrivacyLong:   {"privacy.long-heading", "texts.privacy-long-hint"},
	wording.PrivacyRights: {"privacy.rights-heading", "texts.privacy-rights-hint"},
	wording.PrivacyMore:   {"privacy.more-heading", "texts.privacy-more-hint"},
	wording.AccessTested:  {"access.tested-heading", "texts.access-tested-hint"},
	wording.AccessLimits:  {"access.limits-heading", "texts.access-limits-hint"},
	wording.AccessContact: {"access.contact-heading", "texts.access-contact-hint"},
}

// Name is how a place is called.
func Name(w *text.Words, p wording.Place) string { return w.Say(placed[p].name) }

func hint(w *text.Words, p wording.Place) string { return w.Say(placed[p].hint) }

// GroupName is how a group is called.
func GroupName(w *text.Words, g wording.Group) string {
	switch g {
	case wording.GroupHome:
		return w.Say("texts.group-home")
	case wording.GroupSignal:
		return w.Say("texts.group-signal")
	case wording.GroupTalk:
		return w.Say("texts.group-talk")
	case wording.GroupPrivacy:
		return w.Say("link.privacy")
	}
	return w.Say("link.accessibility")
}
