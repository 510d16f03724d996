package dossier

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/sealed"
)

// Those with a code of their own: witnesses, and the person concerned.

// PeopleTitle is the neutral title of that page.
const PeopleTitle text.Key = "codes.title"

// PeopleFiles are the logical names of what it loads.
func PeopleFiles() []string { return Files() }

// PeoplePath is its address, without the language.
func PeoplePath(id gehoor.DossierID) string { return Path(id) + layout.SubPeople }

// Acts towards participants.
const (
	Admit   Act = "admit"
	WriteTo Act = "write-to"
	Share   Act = "share-agreement"
	EndCode Act = "end-code"
)

// peopleAgain is where one comes back to after signing in again.
func (c Case) peopleAgain() string { return PeoplePath(c.Dossier.ID) + c.Query }

// peopleLink says how many there are, and whether one waits for an answer.
func (c Case) peopleLink(w *text.Words) string {
	n := len(c.Dossier.Participants)
	for _, p := range c.Dossier.Participants {
		if p.Waiting() {
			return w.Say("codes.link-waits", text.Count("n", n))
		}
	}
	if n == 0 {
		return w.Say("codes.link")
	}
	return w.Say("codes.link-count", text.Count("n", n))
}

// roleOf is as what somebody takes part.
func roleOf(w *text.Words, as participant.As) string {
	return w.Say(map[participant.As]text.Key{participant.Witness: "codes.witness", participant.Concerned: "codes.person-concerned"}[as])
}

// participantLine says as what, since when, and whether the code was ended.
func participantLine(w *text.Words, p participant.Participant) string {
	line := desk.Upper(w.Say("codes.given", text.With("as", roleOf(w, p.As)), text.With("day", desk.Day(w, p.AdmittedAt))))
	if p.Ended() {
		line += "; " + w.Say("codes.ended", text.With("day", desk.Day(w, p.EndedAt)))
	}
	return line
}

// entryTitle says what an entry is.
func entryTitle(w *text.Words, e participant.Entry) string {
	switch {
	case e.Form == participant.FormAgreement:
		return w.Say("codes.agreement")
	case e.Form == participant.FormAnswer && e.Agrees:
		return w.Say("codes.agrees")
	case e.Form == participant.FormAnswer:
		return w.Say("codes.agrees-not")
	case e.Form == participant.FormCheckIn:
		return w.Say("codes.check-in")
	}
	return w.Say("codes.message")
}

// toParticipant are the sealed words of an entry.
func toParticipant(p participant.Participant, e participant.Entry) sealed.Words {
	return sealed.Words{Content: e.Content, Box: gehoor.WithParticipant(p.ID), Type: sealed.Message}
}

// entryBy is who said it.
func (c Case) entryBy(w *text.Words, e participant.Entry) string {
	if e.Own {
		return w.Say("codes.from")
	}
	return c.author(w, e.By)
}

// writeTo makes the form for a message to a participant.
func writeTo(w *text.Words, p participant.Participant) compose {
	return compose{
		act: WriteTo, of: string(p.ID), box: gehoor.WithParticipant(p.ID), kind: sealed.Message, first: p.Waiting(),
		title: w.Say("codes.write"), label: w.Say("codes.write-label"), hint: w.Say("codes.write-hint"), button: w.Say("codes.write-send"),
	}
}

// share makes the form with which an agreement is shared.
func share(w *text.Words, p participant.Participant) compose {
	return compose{
		act: Share, of: string(p.ID), box: gehoor.WithParticipant(p.ID), kind: sealed.Message,
		title: w.Say("codes.share"), label: w.Say("codes.share-label"), hint: w.Say("codes.share-hint"), button: w.Say("codes.share-send"),
	}
}

// unshared are the agreements that this person cannot read yet.
func (c Case) unshared(p participant.Participant) []dossier.Recorded {
	var all []dossier.Recorded
	for _, r := range c.Dossier.Records {
		if r.What == record.KindAgreement && !p.Shared(r.Seq) {
			all = append(all, r)
		}
	}
	return all
}

// sharing says whether agreements are shared with this person at all.
func sharing(p participant.Participant) bool {
	return p.As == participant.Concerned && !p.Ended()
}

func agreementRecord() record.Type {
	t, _ := record.Of(record.KindAgreement)
	return t
}

// whoIs are the words that say who it is.
func whoIs(p participant.Participant) sealed.Words {
	return sealed.Words{Content: p.Who, Box: gehoor.Case, Type: sealed.Note}
}

// participantLine says of one contact what was asked and answered, and on which day.
func (c Case) participantLine(w *text.Words, one checkin.CheckIn) string {
	return c.contactLine(w, one, participantSaid)
}

// participantSaid is an answer in sentences.
func participantSaid(w *text.Words, one checkin.CheckIn) []string {
	all := []string{w.Say(map[checkin.Going]text.Key{
		checkin.Well: "dossier.check-in-well", checkin.SoSo: "dossier.check-in-so-so", checkin.Bad: "dossier.check-in-bad",
	}[one.Going])}
	if one.KeptAway {
		all = append(all, w.Say("codes.check-in-away"))
	}
	if one.TreatedWorse {
		all = append(all, w.Say("codes.check-in-worse"))
	}
	return all
}
