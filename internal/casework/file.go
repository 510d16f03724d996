package casework

import (
	"maps"
	"slices"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// File is the state of a dossier's stream: what each noun makes of it, what a
// protocol sees of it, and which content lies in which compartment.
type File struct {
	Dossier *dossier.State
	Signals *signal.State
	Diaries *diary.State
	// Participants are those with a code who report nothing.
	Participants *participant.State
	// Facts are the stream as a protocol reads it.
	Facts []protocol.Fact
	// LastAt is when the last event was; rows are a function of the stream, so
	// they are made as of then.
	LastAt time.Time

	places places
	said   []Said
	// assessed are the answers of the last first assessment of each signal, and with ""
	// of that of the dossier, if none of a signal came after it.
	assessed map[gehoor.SignalID]record.Fields
}

// place says where content belongs, and so who may have it.
type place struct {
	// compartment is whose holders may have it; "" for a key or a share.
	compartment gehoor.Compartment
	// code is whose code lets them have it; zero if nobody's.
	code dossier.Coded
	// person is the only one of staff who may have it; "" if compartment says.
	person gehoor.PersonID
	// codes: whoever opens the compartment with a code may have it too.
	codes bool
	// parts are those of the file that the content describes; nil for words.
	parts []gehoor.Part
}

// NewFile returns the state of a stream without events.
func NewFile() *File {
	return &File{Dossier: dossier.New(), Signals: signal.New(), Diaries: diary.New(), Participants: participant.New(), places: places{}, assessed: map[gehoor.SignalID]record.Fields{}}
}

// Clone returns an independent copy.
func (f *File) Clone() *File {
	return &File{
		Dossier: f.Dossier.Clone(), Signals: f.Signals.Clone(), Diaries: f.Diaries.Clone(), Participants: f.Participants.Clone(),
		Facts: slices.Clone(f.Facts), LastAt: f.LastAt, places: maps.Clone(f.places), said: slices.Clone(f.said), assessed: maps.Clone(f.assessed),
	}
}

// Fold adds one event to every noun's state.
func (f *File) Fold(e gehoor.Event, fact gehoor.Fact) error {
	if err := f.Dossier.Fold(e, fact); err != nil {
		return err
	}
	if err := f.Signals.Fold(e, fact); err != nil {
		return err
	}
	if err := f.Diaries.Fold(e, fact); err != nil {
		return err
	}
	if err := f.Participants.Fold(e, fact); err != nil {
		return err
	}
	f.LastAt = e.At
	f.Facts = append(f.Facts, protocolFact(e, fact))
	f.places.locate(fact, f.Dossier.WordsIn)
	f.remember(e, fact)
	if r, ok := fact.(record.Record); ok && r.What == protocol.Assessed {
		if r.Signal == "" {
			clear(f.assessed) // it is of all of them
		}
		f.assessed[r.Signal] = r.Fields
	}
	return nil
}

// places is where content belongs.
type places map[gehoor.ContentID]place

// locate remembers where the content that a fact names belongs; in says where the words of a
// record lie.
func (all places) locate(fact gehoor.Fact, in func(gehoor.Kind) gehoor.Compartment) {
	switch x := fact.(type) {
	case signal.Received:
		all[x.Content] = toReporter(x.Signal)
	case signal.PassedOn:
		all[x.Content] = place{compartment: gehoor.Conversation}
	case signal.Acknowledged:
		all[x.Content] = toReporter(x.Signal)
	case signal.MessageSent:
		all[x.Content] = toReporter(x.Signal)
	case signal.FeedbackGiven:
		all[x.Content] = toReporter(x.Signal)
	case signal.Identified:
		all[x.Content] = place{compartment: gehoor.Identity, code: dossier.Coded{Signal: x.Signal}}
	case signal.AccountCorrected:
		all[x.Content] = toReporter(x.Signal)
	case signal.TalkAsked:
		all[x.Content] = toReporter(x.Signal)
	case signal.QuestionsSent:
		all[x.Content] = toReporter(x.Signal)
	case signal.AnswerDemanded:
		all[x.Content] = toReporter(x.Signal)
	case signal.CheckInAnswered:
		all[x.Content] = toReporter(x.Signal)
	case signal.Withdrew:
		all[x.Content] = toReporter(x.Signal)
	case signal.ConsentAsked:
		all[x.Content] = toReporter(x.Signal)
	case signal.DemandAnswered:
		all[x.Content] = toReporter(x.Signal)
	case signal.QuestionsAnswered:
		all[x.Content] = toReporter(x.Signal)
	case signal.FileAdded:
		all[x.Content] = place{compartment: gehoor.Conversation, code: dossier.Coded{Signal: x.Signal}, parts: x.Parts}
	case diary.Kept:
		all[x.Content] = toReporter(x.Signal)
	case participant.Admitted:
		all[x.Content] = place{compartment: gehoor.Case}
	case participant.MessageSent, participant.AgreementShared, participant.AgreementAnswered, participant.CheckInAnswered:
		id, _ := participant.Subject(x)
		all[participant.Words(x)] = place{compartment: gehoor.WithParticipant(id), code: dossier.Coded{Participant: id}}
	case dossier.NoteWritten:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.Closed:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.Held:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.HoldReleased:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.NamingProposed:
		all[x.Content] = place{compartment: gehoor.Conversation} // the reporter's once it is said
	case dossier.ErasureProposed:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.RecordProposed:
		all[x.Content] = place{compartment: in(x.Record)}
	case record.Record:
		all[x.Content] = place{compartment: in(x.What)} // of a confirmed one, where it is already
		all[x.Different] = place{compartment: gehoor.Case}
	case dossier.DestructionProposed:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.Reopened:
		all[x.Content] = place{compartment: gehoor.Case}
	case dossier.FileAdded:
		all[x.Content] = place{compartment: gehoor.Case, parts: x.Parts}
	case dossier.CompartmentMade:
		for _, g := range x.Grants {
			all[g.Content] = place{person: g.Person, code: g.Coded()}
		}
		for _, s := range x.Shares {
			all[s.Content] = place{} // nobody, until a recovery
		}
	case dossier.Rekeyed:
		for _, g := range x.Grants {
			all[g.Content] = place{person: g.Person, code: g.Coded()}
		}
		for _, s := range x.Shares {
			all[s.Content] = place{}
		}
		all[x.Before] = place{compartment: x.Compartment, codes: true}
	case dossier.SharesRenewed:
		for _, s := range x.Shares {
			all[s.Content] = place{} // likewise
		}
	case dossier.Granted:
		all[x.Content] = place{person: x.Person}
	case dossier.CodeRenewed:
		for _, g := range x.Grants {
			all[g.Content] = place{code: x.Coded()}
		}
	case dossier.ShareGiven:
		all[x.Content] = place{} // the recipient, in the recovery
	case dossier.DrillBegun:
		all[x.Content] = place{} // likewise
	}
	delete(all, "") // of words that need not come with a fact, and did not
}

// toReporter is the place of words between whoever handles and the reporter of a signal.
func toReporter(s gehoor.SignalID) place {
	return place{compartment: gehoor.Conversation, code: dossier.Coded{Signal: s}}
}

// mayHave says whether somebody of staff may have content: the holders of its
// compartment, or the one person whom a key was sealed to, as long as they hold it; never an
// excluded one.
func (f *File) mayHave(p gehoor.PersonID, c gehoor.ContentID) bool {
	at, ok := f.places[c]
	if !ok || f.Dossier.Excluded(p) {
		return false
	}
	if at.compartment != "" {
		return f.Dossier.Holds(p, at.compartment)
	}
	return at.person == p && p != "" && f.Dossier.HasKey(p, c)
}

// codeMayHave says whether whoever has a code may have content.
func (f *File) codeMayHave(code dossier.Coded, c gehoor.ContentID) bool {
	at, ok := f.places[c]
	if at.codes {
		return slices.Contains(f.Dossier.Opens(code), at.compartment)
	}
	return ok && code != dossier.Coded{} && at.code == code
}

// hasPart says whether the file that content describes has such a part.
func (f *File) hasPart(file, part gehoor.ContentID) bool {
	return slices.ContainsFunc(f.places[file].parts, func(p gehoor.Part) bool { return p.ID == part })
}
