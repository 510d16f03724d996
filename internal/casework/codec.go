package casework

import (
	"encoding/json"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// decoders is the codec: every kind of fact there is, and its type. A kind is
// added here with the noun that states it, and never removed.
var decoders = withRecords(table(
	reader[directory.Founded],
	reader[directory.LogContinued],
	reader[directory.CustodianAppointed],
	reader[directory.IntakeOpened],
	reader[directory.IntakeClosed],
	reader[directory.ProgramInstalled],
	reader[directory.KeysStated],
	reader[directory.RecoveryTested],
	reader[directory.Described],
	reader[directory.RetentionAdopted],
	reader[directory.StreamErased],
	reader[directory.StubsDestroyed],
	reader[directory.MailsWorded],
	reader[directory.RootAnnounced],
	reader[directory.RootConfirmed],
	reader[directory.RootDropped],
	reader[directory.RootReplaced],
	reader[directory.TextsWorded],
	reader[directory.WatchAgreed],
	reader[directory.WatchEnded],
	reader[directory.Joined],
	reader[directory.Invited],
	reader[directory.KeyOffered],
	reader[directory.KeyPublished],
	reader[directory.KeyLapsed],
	reader[directory.MailChanged],
	reader[directory.MailDropped],
	reader[directory.Absent],
	reader[directory.Returned],
	reader[directory.HelpAsked],
	reader[directory.HelpLate],
	reader[directory.HelpGiven],
	reader[directory.HelpDropped],
	reader[directory.CardRead],
	reader[directory.Left],
	reader[directory.HolderAdded],
	reader[directory.HolderRemoved],

	reader[diary.Kept],

	reader[dossier.Opened],
	reader[dossier.SettingChanged],
	reader[dossier.CompartmentMade],
	reader[dossier.SharesRenewed],
	reader[dossier.Rekeyed],
	reader[dossier.Granted],
	reader[dossier.Withdrawn],
	reader[dossier.ShortHanded],
	reader[dossier.HolderAbsent],
	reader[dossier.HolderReturned],
	reader[dossier.Excluded],
	reader[dossier.Readmitted],
	reader[dossier.InterestsDecided],
	reader[dossier.NoInterestDeclared],
	reader[dossier.LinesChecked],
	reader[dossier.PatternLooked],
	reader[dossier.PatternJoined],
	reader[dossier.PatternWeighed],
	reader[dossier.NamingDue],
	reader[dossier.RecoveryRequested],
	reader[dossier.ShareGiven],
	reader[dossier.ShareRefused],
	reader[dossier.Recovered],
	reader[dossier.RecoveryEnded],
	reader[dossier.DrillBegun],
	reader[dossier.NamingProposed],
	reader[dossier.NamingTold],
	reader[dossier.NamingEnded],
	reader[dossier.CodeRenewed],
	reader[dossier.Linked],
	reader[dossier.Unlinked],
	reader[dossier.LinkConfirmed],
	reader[dossier.NoteWritten],
	reader[dossier.FileAdded],
	reader[dossier.Escalated],
	reader[dossier.NoticeGiven],
	reader[dossier.RecordProposed],
	reader[dossier.RecordDropped],
	reader[dossier.Closed],
	reader[dossier.Reopened],
	reader[dossier.Exported],
	reader[dossier.KnowledgeExported],
	reader[dossier.LetterSealed],
	reader[dossier.Held],
	reader[dossier.HoldReleased],
	reader[dossier.DestructionProposed],
	reader[dossier.DestructionDropped],
	reader[dossier.ErasureRequested],
	reader[dossier.ErasureProposed],
	reader[dossier.ErasureDropped],
	reader[dossier.ErasureRefused],
	reader[dossier.MadeAvailable],
	reader[dossier.FileMadeAvailable],

	reader[signal.Received],
	reader[signal.PassedOn],
	reader[signal.Routed],
	reader[signal.Identified],
	reader[signal.SentPlainly],
	reader[signal.Entered],
	reader[signal.AccountCorrected],
	reader[signal.AccountApproved],
	reader[signal.TalkAsked],
	reader[signal.Acknowledged],
	reader[signal.MessageSent],
	reader[signal.FeedbackGiven],
	reader[signal.FileAdded],
	reader[signal.MadeFormal],
	reader[signal.QuestionsSent],
	reader[signal.QuestionsAnswered],
	reader[signal.QuestionsDeclined],
	reader[signal.QuestionsWithdrawn],
	reader[signal.AnswerDemanded],
	reader[signal.DemandAnswered],
	reader[signal.ConsentAsked],
	reader[signal.ConsentAnswered],
	reader[signal.CheckInAsked],
	reader[signal.CheckInAnswered],
	reader[signal.CheckInSkipped],
	reader[signal.CheckInsStopped],
	reader[signal.CheckInsResumed],
	reader[signal.Withdrew],
	reader[signal.Rejoined],
	reader[signal.ReachSet],

	reader[participant.Admitted],
	reader[participant.MessageSent],
	reader[participant.AgreementShared],
	reader[participant.AgreementAnswered],
	reader[participant.Ended],
	reader[participant.CheckInAsked],
	reader[participant.CheckInAnswered],
	reader[participant.CheckInSkipped],
	reader[participant.CheckInsStopped],
	reader[participant.CheckInsResumed],

	reader[questionnaire.Adopted],
	reader[questionnaire.Retired],

	reader[pattern.Kept],
	reader[pattern.BurdenKept],

	reader[counsel.Given],
	reader[counsel.Confirmed],
	reader[counsel.Answered],

	reader[chart.Imported],
	reader[chart.Placed],
	reader[chart.Departed],
	reader[chart.KeyGiven],
	reader[chart.Merged],
	reader[chart.Split],
	reader[chart.NamesDestroyed],
	reader[chart.Kept],

	reader[adoption.Adopted],
	reader[adoption.Retired],
	reader[adoption.ClosingsSet],
	reader[adoption.ParametersSet],
))

// Decode reads a fact's body. Unknown fields are allowed, because bodies grow;
// an unknown kind is an error, because ignoring it would be forgetting.
func Decode(kind gehoor.Kind, body json.RawMessage) (gehoor.Fact, error) {
	read, ok := decoders[kind]
	if !ok {
		return nil, fmt.Errorf("casework: unknown kind %q", kind)
	}
	return read(body)
}

// Kinds lists every kind of fact there is: the vocabulary of protocols.
func Kinds() []gehoor.Kind {
	kinds := make([]gehoor.Kind, 0, len(decoders))
	for k := range decoders {
		kinds = append(kinds, k)
	}
	return kinds
}

type read func(json.RawMessage) (gehoor.Fact, error)

func reader[F gehoor.Fact]() (gehoor.Kind, read) {
	var zero F
	return zero.Kind(), func(body json.RawMessage) (gehoor.Fact, error) {
		var f F
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, fmt.Errorf("casework: %s: malformed body", zero.Kind())
		}
		return f, nil
	}
}

// withRecords adds every kind of the catalogue of records.
func withRecords(t map[gehoor.Kind]read) map[gehoor.Kind]read {
	for _, one := range record.All() {
		if _, twice := t[one.Kind]; twice {
			panic("casework: kind stated twice: " + string(one.Kind)) // at start, never later
		}
		t[one.Kind] = func(body json.RawMessage) (gehoor.Fact, error) {
			r, err := record.Decode(one.Kind, body)
			if err != nil {
				return nil, fmt.Errorf("casework: %s: malformed body", one.Kind)
			}
			return r, nil
		}
	}
	return t
}

func table(readers ...func() (gehoor.Kind, read)) map[gehoor.Kind]read {
	t := make(map[gehoor.Kind]read, len(readers))
	for _, r := range readers {
		kind, read := r()
		if _, twice := t[kind]; twice {
			panic("casework: kind stated twice: " + string(kind)) // at start, never later
		}
		t[kind] = read
	}
	return t
}
