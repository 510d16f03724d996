package casework

import (
	"context"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
)

// A witness or the person concerned gets a code of their own from somebody who handles the
// dossier (package participant). What they and the handlers write is sealed to a
// compartment that nobody else with a code opens.

// Admission is a code of somebody's own, as a handler's browser made it.
type Admission struct {
	// Participant is made in that browser, because the sealed keys say whose they are.
	Participant gehoor.ParticipantID
	As          participant.As
	Language    gehoor.Language
	// Lookup is the hash of the code's look-up secret.
	Lookup [32]byte
	// Who says who it is, sealed to the compartment for internal words, and MadeCase is
	// that compartment if this browser had to make it, else nil.
	Who      ledger.Content
	MadeCase *Sealed
	// Made is the compartment for what is written.
	Made Sealed
}

func (a Admission) contents() []ledger.Content {
	all := append([]ledger.Content{a.Who}, a.Made.contents()...)
	if a.MadeCase != nil {
		all = append(all, a.MadeCase.contents()...)
	}
	return all
}

func (a Admission) code() dossier.Coded { return dossier.Coded{Participant: a.Participant} }

// Admit gives a witness or the person concerned a code of their own.
func (c *Casework) Admit(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, a Admission) error {
	if _, err := gehoor.ParseParticipantID(string(a.Participant)); err != nil || a.Lookup == [32]byte{} {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	contents := a.contents()
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		var d ledger.Decision
		if f.Dossier.MustDeclare(who) {
			return d, gehoor.Refuse(dossier.CodeDeclare)
		}
		if a.MadeCase == nil && !f.Dossier.Holds(who, gehoor.Case) {
			return d, gehoor.Refuse(dossier.CodeNoCompartment)
		}
		made, err := c.internal(ctx, org, f, gehoor.Case, a.MadeCase)
		if err != nil {
			return d, err
		}
		admitted, err := f.Participants.Admit(participant.Admitted{Participant: a.Participant, As: a.As, Language: a.Language, Content: a.Who.ID})
		if err != nil {
			return d, err
		}
		own, err := c.compartment(ctx, org, f, gehoor.WithParticipant(a.Participant), a.Made, a.code(), &d)
		if err != nil {
			return d, err
		}
		d.Facts = slices.Concat(made, admitted, own)
		d.Inserts = []ledger.Row{account.Mailbox{Org: org, Lookup: a.Lookup, Dossier: id, Participant: a.Participant}}
		return d, nil
	})
}

// EndCode ends a participant's code: from then on it opens nothing, and nobody is let in
// who had come in with it.
func (c *Casework) EndCode(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, p gehoor.ParticipantID) error {
	return c.asHolder(ctx, org, who, id, nil, func(f *File) (ledger.Decision, error) {
		facts, err := f.Participants.End(p)
		return ledger.Decision{Facts: facts, Deletes: []ledger.Row{account.FormerCodes{Org: org, Dossier: id, Participant: p}}}, err
	})
}

// WriteParticipant sends a message to a participant.
func (c *Casework) WriteParticipant(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, p gehoor.ParticipantID, words ledger.Content) error {
	return c.tellParticipant(ctx, org, who, id, words, func(f *File) ([]gehoor.Fact, error) { return f.Participants.Say(p, words.ID) })
}

// ShareAgreement lets the person concerned read an agreement that was made with them;
// agreement is the record of it.
func (c *Casework) ShareAgreement(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, p gehoor.ParticipantID, agreement gehoor.Seq, words ledger.Content) error {
	return c.tellParticipant(ctx, org, who, id, words, func(f *File) ([]gehoor.Fact, error) {
		return f.Participants.ShareAgreement(participant.AgreementShared{Participant: p, Agreement: agreement, Content: words.ID}, f.isAgreement)
	})
}

// isAgreement says whether a fact records an agreement.
func (f *File) isAgreement(at gehoor.Seq) bool {
	return slices.ContainsFunc(f.Dossier.Records, func(r dossier.Recorded) bool { return r.Seq == at && r.What == record.KindAgreement })
}

func (c *Casework) tellParticipant(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, words ledger.Content, act func(*File) ([]gehoor.Fact, error)) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.asHolder(ctx, org, who, id, contents, func(f *File) (ledger.Decision, error) {
		if f.Dossier.MustDeclare(who) {
			return ledger.Decision{}, gehoor.Refuse(dossier.CodeDeclare)
		}
		facts, err := act(f)
		return ledger.Decision{Facts: facts}, err
	})
}

// ParticipantBox is what a participant reads.
type ParticipantBox struct {
	participant.Participant
	// Holders can open what is written.
	Holders []*directory.Person
	// Agreements are those that were shared, oldest first.
	Agreements []Agreement
	// CheckIn is the question how it goes that waits for an answer; nil if none does.
	CheckIn *CheckInBy
	// CodeSeen: somebody of staff has seen the code.
	CodeSeen bool
	// Closed says on which day the dossier was closed; zero if it is open.
	Closed time.Time
	Boxes  []Box
}

// Agreement is one as the person concerned reads it.
type Agreement struct {
	// Number is the fact that records it.
	Number gehoor.Seq
	// CheckOn is when is looked whether it is kept; zero if no day was set.
	CheckOn protocol.Date
	// Answered is what the person concerned said of it last; zero if nothing.
	Answered participant.Entry
}

// ParticipantBox returns what there is for whoever has a participant's code.
func (c *Casework) ParticipantBox(ctx context.Context, box account.Mailbox) (ParticipantBox, error) {
	f, p, err := c.participantFile(ctx, box)
	if err != nil {
		return ParticipantBox{}, err
	}
	result, err := c.evaluate(ctx, box.Org, f, c.deps.Source.Now())
	if err != nil {
		return ParticipantBox{}, err
	}
	var reads []ledger.Version
	holders, err := c.people(ctx, box.Org, f.Dossier.Holders(gehoor.WithParticipant(p.ID)), &reads)
	if err != nil {
		return ParticipantBox{}, err
	}
	mine := ParticipantBox{
		Participant: p, Holders: holders, Agreements: f.agreements(p), CheckIn: f.checkInBy(codeOf(box), result),
		CodeSeen: f.Dossier.CodeSeen(codeOf(box)), Boxes: f.opened(codeOf(box)),
	}
	if last, closed := f.Dossier.Closing(); closed {
		mine.Closed = protocol.Day(last.At)
	}
	return mine, nil
}

// agreements are those that a participant can read.
func (f *File) agreements(p participant.Participant) []Agreement {
	var all []Agreement
	for _, e := range p.Thread {
		if e.Form != participant.FormAgreement {
			continue
		}
		one := Agreement{Number: e.Agreement}
		for _, r := range f.Dossier.Records {
			if day, ok := r.Fields["check_on"].(string); ok && r.Seq == e.Agreement {
				one.CheckOn, _ = protocol.ParseDate(day)
			}
		}
		one.Answered, _ = p.Answer(e.Agreement)
		all = append(all, one)
	}
	return all
}

// participantFile loads the dossier of whoever has a participant's code.
func (c *Casework) participantFile(ctx context.Context, box account.Mailbox) (*File, participant.Participant, error) {
	snap, err := c.dossier.Load(ctx, box.Org, gehoor.DossierStream(box.Dossier))
	if err != nil {
		return nil, participant.Participant{}, err
	}
	p, ok := snap.State.Participants.Get(box.Participant)
	if !ok || p.Ended() {
		return nil, p, gehoor.ErrNotFound
	}
	return snap.State, p, nil
}

// ParticipantSays is a message of a participant.
func (c *Casework) ParticipantSays(ctx context.Context, box account.Mailbox, words ledger.Content) error {
	contents := []ledger.Content{words}
	if err := checkContents(contents); err != nil {
		return err
	}
	return c.participantActs(ctx, box, contents, true, func(f *File) ([]gehoor.Fact, error) {
		return f.Participants.Say(box.Participant, words.ID)
	})
}

// AnswerAgreement is whether that is what was agreed; words need not come with it.
func (c *Casework) AnswerAgreement(ctx context.Context, box account.Mailbox, agreement gehoor.Seq, agrees bool, words *ledger.Content) error {
	fact := participant.AgreementAnswered{Participant: box.Participant, Agreement: agreement, Agrees: agrees}
	contents, err := optional(words, &fact.Content)
	if err != nil {
		return err
	}
	return c.participantActs(ctx, box, contents, true, func(f *File) ([]gehoor.Fact, error) { return f.Participants.AnswerAgreement(fact) })
}

// ParticipantAnswers takes the answer to how it goes. Those who handle are told unless it
// goes well and nothing was said.
func (c *Casework) ParticipantAnswers(ctx context.Context, box account.Mailbox, how HowItGoes) error {
	contents, err := optional(how.Words, &how.Content)
	if err != nil {
		return err
	}
	return c.participantActs(ctx, box, contents, !how.Quiet(), func(f *File) ([]gehoor.Fact, error) {
		facts, err := f.Participants.AnswerCheckIn(box.Participant, how.Step, how.Answer)
		if p, _ := f.Participants.Get(box.Participant); err == nil && p.As == participant.Witness && (how.KeptAway || how.TreatedWorse) {
			facts = append(facts, f.Dossier.Return()...) // what forces a review does not lie in a closed file
		}
		return facts, err
	})
}

// ParticipantSkips says that a participant does not want the contact that was asked about.
func (c *Casework) ParticipantSkips(ctx context.Context, box account.Mailbox, step string) error {
	return c.participantActs(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Participants.SkipCheckIn(box.Participant, step) })
}

// ParticipantStops says that a participant wants to be asked no more, and ParticipantResumes
// takes that back.
func (c *Casework) ParticipantStops(ctx context.Context, box account.Mailbox) error {
	return c.participantActs(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Participants.StopCheckIns(box.Participant) })
}

// ParticipantResumes takes back that a participant wants to be asked no more.
func (c *Casework) ParticipantResumes(ctx context.Context, box account.Mailbox) error {
	return c.participantActs(ctx, box, nil, false, func(f *File) ([]gehoor.Fact, error) { return f.Participants.ResumeCheckIns(box.Participant) })
}

// participantActs runs an act of a participant; those who handle are told, without content,
// if they are to be. A closed dossier stays closed: what the person concerned writes is no
// signal, and opening it again would have it weighed as if one came.
func (c *Casework) participantActs(ctx context.Context, box account.Mailbox, contents []ledger.Content, tells bool, act func(*File) ([]gehoor.Fact, error)) error {
	if _, _, err := c.participantFile(ctx, box); err != nil {
		return err
	}
	_, err := c.dossier.Update(ctx, box.Org, gehoor.DossierStream(box.Dossier), func(s ledger.Snapshot[*File]) (ledger.Decision, error) {
		f := s.State
		if f.has(contents) {
			return ledger.Decision{}, nil
		}
		if b, _ := f.Dossier.Box(gehoor.WithParticipant(box.Participant)); len(contents) > 0 && !sealedToNewest(ctx, b) {
			return ledger.Decision{}, gehoor.Refuse(dossier.CodeOtherKey)
		}
		facts, err := act(f)
		d := ledger.Decision{Actor: gehoor.ByParticipant(box.Participant), Protocol: f.Dossier.Protocol, Facts: facts, Contents: contents}
		if err != nil {
			return d, err
		}
		if err := c.allowed(ctx, box.Org, f, d.Actor, d.Facts, &d.Reads); err != nil {
			return d, err
		}
		if !tells {
			return d, nil
		}
		to, err := c.working(ctx, box.Org, f.Dossier.Holders(gehoor.Conversation), &d.Reads)
		d.Inserts = c.alerts(box.Org, to, alert{kind: notify.KindMessage, quiet: f.quiet()})
		return d, err
	})
	return err
}

// RenewParticipantCode gives a participant another code at their own wish; admit as in
// [Casework.RenewOwnCode].
func (c *Casework) RenewParticipantCode(ctx context.Context, box account.Mailbox, r Renewal, admit func(account.Mailbox) account.Session) error {
	if _, _, err := c.participantFile(ctx, box); err != nil {
		return err
	}
	return c.renewOwn(ctx, box, gehoor.ByParticipant(box.Participant), r, admit)
}
