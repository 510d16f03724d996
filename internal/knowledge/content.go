package knowledge

import (
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
)

// locate remembers what the words are that a fact brings.
func (r *reader) locate() {
	switch f := r.fact.What.(type) {
	case signal.Received:
		r.keep(f.Content, Account, f.Signal)
	case signal.PassedOn:
		r.keep(f.Content, Account, f.Signal)
	case signal.AccountCorrected:
		r.keep(f.Content, Account, f.Signal)
	case signal.Identified:
		r.keep(f.Content, Identity, f.Signal)
	case signal.Acknowledged:
		r.keep(f.Content, Words, f.Signal)
	case signal.MessageSent:
		r.keep(f.Content, Words, f.Signal)
	case signal.FeedbackGiven:
		r.keep(f.Content, Words, f.Signal)
	case signal.FileAdded:
		r.keep(f.Content, Words, f.Signal)
	case signal.TalkAsked:
		r.keep(f.Content, Words, f.Signal)
	case signal.QuestionsSent:
		r.keep(f.Content, Words, f.Signal)
	case signal.QuestionsAnswered:
		r.keep(f.Content, Words, f.Signal)
	case signal.AnswerDemanded:
		r.keep(f.Content, Words, f.Signal)
	case signal.DemandAnswered:
		r.keep(f.Content, Words, f.Signal)
	case signal.CheckInAnswered:
		r.keep(f.Content, Words, f.Signal)
	case signal.Withdrew:
		r.keep(f.Content, Words, f.Signal)
	case dossier.NamingProposed:
		r.keep(f.Content, Words, f.Signal)
	case participant.Admitted:
		r.keep(f.Content, Words, "")
	case participant.MessageSent, participant.AgreementShared, participant.AgreementAnswered, participant.CheckInAnswered:
		r.keep(participant.Words(f), Words, "")
	case dossier.NoteWritten:
		r.keep(f.Content, Words, "")
	case dossier.FileAdded:
		r.keep(f.Content, Words, "")
	case dossier.RecordProposed:
		r.keep(f.Content, class(f.Record), f.Signal)
	case record.Record:
		r.keep(f.Content, class(f.What), f.Signal)
		r.keep(f.Different, class(f.What), f.Signal)
	default:
		r.keep(WordsOf(f), Decision, "")
	}
}

func (r *reader) keep(id gehoor.ContentID, what What, s gehoor.SignalID) {
	if id != "" {
		r.contents[id] = content{what: what, signal: s}
	}
}

// WordsOf is the words of a fact that its actor wrote, or in a record confirms; "" if it has
// none. Of what a reporter tells, it is what is told later than the account.
func WordsOf(f gehoor.Fact) gehoor.ContentID {
	switch f := f.(type) {
	case signal.AccountCorrected:
		return f.Content
	case signal.Acknowledged:
		return f.Content
	case signal.MessageSent:
		return f.Content
	case signal.FeedbackGiven:
		return f.Content
	case signal.FileAdded:
		return f.Content
	case signal.QuestionsSent:
		return f.Content
	case signal.DemandAnswered:
		return f.Content
	case participant.MessageSent:
		return f.Content
	case participant.AgreementShared:
		return f.Content
	case dossier.NoteWritten:
		return f.Content
	case dossier.FileAdded:
		return f.Content
	case dossier.Closed:
		return f.Content
	case dossier.Reopened:
		return f.Content
	case dossier.Held:
		return f.Content
	case dossier.HoldReleased:
		return f.Content
	case dossier.DestructionProposed:
		return f.Content
	case dossier.ErasureProposed:
		return f.Content
	case dossier.RecordProposed:
		return f.Content
	case record.Record:
		return f.Content
	}
	return ""
}
