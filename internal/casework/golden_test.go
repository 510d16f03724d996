package casework_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/counsel"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/pattern"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/adoption"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
	"github.com/gehoor/gehoor/internal/wording"
	"github.com/google/go-cmp/cmp"
)

// add writes golden files that are missing. It never changes one: a golden
// encoding is what old databases hold.
var add = flag.Bool("add", false, "add missing golden files")

func id(c string) string      { return strings.Repeat(c, 32) }
func content(c string) string { return strings.Repeat(c, 64) }

func in2026(month time.Month, d int) protocol.Date {
	return protocol.Date{Year: 2026, Month: month, Day: d}
}

// samples has one fact of every kind, with every field set, and a second one of a
// kind whose body has grown: the first stays as it was.
func samples() []gehoor.Fact {
	var (
		vera   = gehoor.PersonID(id("a"))
		karim  = gehoor.PersonID(id("b"))
		own    = gehoor.ParticipantID(id("7"))
		one    = gehoor.SignalID(id("1"))
		c1, c2 = gehoor.ContentID(content("c")), gehoor.ContentID(content("d"))
		both   = gehoor.Text{NL: "casusregisseur", EN: "case director"}
	)
	names := chart.Edition{Edition: gehoor.EditionID(id("7")), Recipient: "age1pqnames", Names: []gehoor.ContentID{c1}, Keys: []chart.Key{{Person: noor, Content: c2}}}
	return []gehoor.Fact{
		directory.Founded{Name: "Veenhaven", Root: "veenhaven-root+00000001+AAAA", Log: "veenhaven.example/log+00000002+AAAA", Threshold: 2, Phone: "14 0000"},
		directory.LogContinued{
			Log: "veenhaven.example/log/from-20260329t013000z+00000003+AAAA", Before: "veenhaven.example/log+00000002+AAAA",
			Checkpoint: "veenhaven.example/log\n64\nAAAA\n\n— veenhaven.example/log AAAA\n", Size: 70, Highest: 128, HighestRoot: "AAAA",
			TakenAt: time.Date(2026, 3, 28, 2, 0, 0, 0, time.UTC),
		},
		directory.CustodianAppointed{Person: vera},
		directory.IntakeOpened{},
		directory.IntakeClosed{},
		directory.ProgramInstalled{Program: gehoor.Program{
			Version: "v0.4.0", Revision: "0123456789abcdef", Go: "go1.26", Platform: "linux/amd64",
			Binary: gehoor.Digest("sha256-" + content("f")), Policy: "default-src 'none'",
			Assets: []gehoor.Asset{{Path: "/a/site-ABCDEFGH.css", Integrity: "sha384-AAAA"}},
		}},
		directory.KeysStated{KeyList: gehoor.KeyList{
			Edition: 3, Root: "veenhaven-root+00000001+AAAA", Threshold: 2,
			People: []gehoor.KeyEntry{{Person: vera, Entry: gehoor.Digest("sha256-" + content("e"))}},
		}},
		directory.Described{
			Name: "Gemeente Veenhaven", Phone: "14 0000", Mail: "gemeente@veenhaven.example", Address: []string{"Raadhuisplein 1", "0000 AA Veenhaven"},
			Hours:    []directory.Opening{{Day: time.Monday, From: "9.00", Until: "17.00"}, {Day: time.Sunday}},
			Security: "mailto:security@veenhaven.example", Domains: []string{"veenhaven.example"}, Plain: directory.PlainClosing,
			Desk: directory.Desk{Name: "Meldpunt Rietland", Phone: "0999 - 65 43 21"},
		},
		directory.MailsWorded{Texts: []directory.MailText{{Mail: "staff", Language: gehoor.Dutch, Subject: "Er is iets", Body: "Kijk op {site}"}}},
		directory.WatchAgreed{On: protocol.Date{Year: 2026, Month: 2, Day: 10}}, directory.WatchEnded{},
		directory.TextsWorded{Texts: []directory.PageText{{Place: wording.HomeLead, Text: gehoor.Text{NL: "Wij zijn er voor u.", EN: "We are there for you."}}}},
		directory.RecoveryTested{Drill: gehoor.DossierID(id("3")), Custodians: 2},
		directory.RetentionAdopted{
			Rules: retention.Rules{Version: 1, Rules: []retention.Rule{{
				Code: "dossier", Of: retention.OfDossier, Trigger: retention.FromClosing, Category: "0.1",
				Term: protocol.Span{Months: 24, Days: 1}, Basis: protocol.BasisDefault, Ground: gehoor.Text{NL: "twee jaar", EN: "two years"},
				Source: "Stcrt.", Action: retention.Destroy,
			}}},
			By: "college van burgemeester en wethouders", On: protocol.Date{Year: 2026, Month: 3, Day: 3},
		},
		directory.StreamErased{
			Streams:  []directory.ErasedStream{{Stream: gehoor.DossierStream(gehoor.DossierID(id("4"))), Events: 12}},
			Contents: 9, Files: 1, Rule: "dossier", Rules: gehoor.Digest("sha256-" + content("b")), Category: "0.1", Ground: both,
			Term: "24mnd", Action: retention.Destroy, ClosedOn: protocol.Date{Year: 2024, Month: 1, Day: 15}, DueOn: protocol.Date{Year: 2026, Month: 1, Day: 16},
			ProposedBy: vera, ProposedAt: time.Date(2026, 3, 28, 9, 0, 0, 0, time.UTC), ConfirmedBy: karim, Quiet: true,
			Again: true, ErasedAt: time.Date(2026, 3, 28, 10, 0, 0, 0, time.UTC),
		},
		directory.StubsDestroyed{Stubs: []gehoor.StubID{gehoor.StubID(id("4"))}},
		pattern.Kept{
			Person: karim, Day: day(1), Severity: pattern.Moderate, Distinct: true, Channel: "letter", TalkOn: day(2), NothingOn: day(3), MeasureOn: day(4),
			Exit: "followed-up", ClosedOn: day(5), Until: day(6),
		},
		pattern.Kept{Person: karim, Team: true, Day: day(1), Until: day(6)},
		pattern.Kept{Office: gehoor.OfficeMayor, Day: day(1), Until: day(6)},
		pattern.BurdenKept{Bearer: "reporter", Weight: "low", Breach: true, Own: true, On: day(1), EndedOn: day(4), Start: day(1), OverOn: day(3), Planned: day(5), Until: day(6)},
		directory.Joined{Role: gehoor.RoleCaseworker, Function: both, Name: "Noor Zilverberk"},
		directory.Invited{EndsAt: time.Date(2026, 4, 12, 9, 0, 0, 0, time.UTC)},
		directory.KeyOffered{Recipient: "age1pq1example"},
		directory.KeyPublished{Recipient: "age1pq1example", Note: "gehoor staff key v1\n"},
		directory.RootAnnounced{Way: seal.RootPlanned, Before: "veenhaven-root+00000001+AAAA", Root: "veenhaven-root+00000004+AAAA", Note: "gehoor root change v1\n"},
		directory.RootConfirmed{Root: "veenhaven-root+00000004+AAAA"},
		directory.RootDropped{Root: "veenhaven-root+00000004+AAAA"},
		directory.RootReplaced{Way: seal.RootStolen, Before: "veenhaven-root+00000001+AAAA", Root: "veenhaven-root+00000004+AAAA", Note: "gehoor root change v1\n"},
		directory.KeyLapsed{},
		directory.MailChanged{Mails: true},
		directory.MailDropped{},
		directory.Absent{Reason: directory.AbsenceSudden, Until: protocol.Date{Year: 2026, Month: 5, Day: 1}},
		directory.Absent{Reason: directory.AbsencePlanned, Until: protocol.Date{Year: 2026, Month: 5, Day: 1}, Deputy: vera},
		directory.Absent{Reason: directory.AbsencePlanned, From: protocol.Date{Year: 2026, Month: 4, Day: 20}, Until: protocol.Date{Year: 2026, Month: 5, Day: 1}},
		directory.Returned{},
		directory.HelpAsked{Due: time.Date(2026, 4, 3, 12, 0, 0, 0, time.UTC), Higher: time.Date(2026, 4, 7, 15, 0, 0, 0, time.UTC)},
		directory.HelpLate{Level: 1, To: []gehoor.PersonID{vera}},
		directory.HelpGiven{},
		directory.HelpDropped{},
		directory.CardRead{Card: strings.Repeat("c", 64)},
		directory.CardRead{Card: strings.Repeat("c", 64), Practised: true},
		directory.Left{},
		directory.HolderAdded{Person: vera},
		directory.HolderRemoved{Person: vera},
		dossier.Opened{},
		dossier.Opened{Protocols: []gehoor.Digest{gehoor.Digest("sha256-" + content("e")), gehoor.Digest("sha256-" + content("f"))}, Setting: 3},
		dossier.Opened{Protocols: []gehoor.Digest{gehoor.Digest("sha256-" + content("e"))}, Setting: 3, Numbers: 4},
		dossier.SettingChanged{Setting: 5},
		dossier.CompartmentMade{
			Compartment: gehoor.Conversation, Epoch: 1, Recipient: "age1pq1example", Threshold: 2,
			Grants: []dossier.Grant{{Person: vera, Content: c1}, {Signal: one, Content: c2}},
			Shares: []dossier.Share{{Custodian: karim, Content: c1}},
		},
		dossier.CompartmentMade{
			Compartment: gehoor.Case, Epoch: 1, Recipient: "age1pq1example", Threshold: 2, Tag: strings.Repeat("d", 64),
			Grants: []dossier.Grant{{Person: vera, Content: c1}},
			Shares: []dossier.Share{{Custodian: karim, Content: c1}},
		},
		dossier.Rekeyed{
			Compartment: gehoor.Case, Epoch: 2, Recipient: "age1pq1b", Threshold: 2, Before: c2,
			Grants: []dossier.Grant{{Person: vera, Content: c1}, {Signal: one, Content: c2, Vouched: dossier.Vouched{Recipient: "age1pq1r", Tag: "ab"}}},
			Shares: []dossier.Share{{Custodian: karim, Content: c1}},
		},
		dossier.SharesRenewed{Compartment: gehoor.Case, Epoch: 1, Threshold: 2, Shares: []dossier.Share{{Custodian: karim, Content: c1}}},
		dossier.Granted{Compartment: gehoor.Case, Epoch: 2, Person: karim, Content: c1},
		dossier.Withdrawn{Person: karim, Reason: dossier.WithdrawalHandedOver},
		dossier.ShortHanded{Holders: 1, To: []gehoor.PersonID{karim}},
		dossier.HolderAbsent{Person: karim},
		dossier.HolderAbsent{Person: karim, Deputy: vera},
		dossier.HolderReturned{Person: karim},
		dossier.Excluded{Person: karim, Reason: dossier.ReasonReporter},
		dossier.Readmitted{Person: karim, Reason: dossier.ReasonLine},
		dossier.InterestsDecided{},
		dossier.NoInterestDeclared{},
		dossier.LinesChecked{Chart: 3},
		dossier.LinkConfirmed{Dossier: gehoor.DossierID(id("3"))},
		dossier.PatternLooked{Signal: one, Person: karim},
		dossier.PatternJoined{Signal: one, Person: karim, With: gehoor.DossierID(id("3"))},
		dossier.PatternLooked{Signal: one, Person: karim, Team: true},
		dossier.PatternJoined{Signal: one, Person: karim, With: gehoor.DossierID(id("3")), Team: true},
		dossier.PatternLooked{Signal: one, Office: gehoor.OfficeMayor},
		dossier.PatternJoined{Signal: one, With: gehoor.DossierID(id("3")), Office: gehoor.OfficeMayor},
		dossier.PatternWeighed{With: gehoor.DossierID(id("3"))},
		dossier.LinesChecked{Chart: 3, Held: []dossier.OfficesHeld{{Signal: one, Offices: []gehoor.Office{gehoor.OfficeMayor}}}, Unclear: true},
		dossier.LinesChecked{Chart: 3, Again: protocol.Date{Year: 2026, Month: 6, Day: 1}},
		dossier.RecoveryRequested{Recovery: gehoor.RecoveryID(id("2")), Reason: dossier.RecoveryAbsent, Recipient: karim,
			Compartments: []gehoor.Compartment{gehoor.Case, gehoor.Conversation}},
		dossier.ShareGiven{Recovery: gehoor.RecoveryID(id("2")), Custodian: vera, Compartment: gehoor.Case, Content: c1},
		dossier.ShareRefused{Recovery: gehoor.RecoveryID(id("2")), Custodian: vera},
		dossier.Recovered{Recovery: gehoor.RecoveryID(id("2")), Custodians: []gehoor.PersonID{vera, karim}},
		dossier.RecoveryEnded{Recovery: gehoor.RecoveryID(id("2"))},
		dossier.RecoveryRequested{Recovery: gehoor.RecoveryID(id("2")), Reason: dossier.RecoveryNaming, Recipient: karim,
			Compartments: []gehoor.Compartment{gehoor.Identity}, Naming: 7},
		dossier.NamingProposed{Signal: one, Recipient: karim, Outside: dossier.OutsiderProsecutor, Ground: dossier.NamingCriminal, Content: c1},
		dossier.NamingTold{Naming: 7, Until: protocol.Date{Year: 2026, Month: 3, Day: 17}},
		dossier.NamingDue{Naming: 7},
		dossier.NamingEnded{Naming: 7},
		dossier.DrillBegun{Content: c1, Proof: content("f")},
		dossier.CodeRenewed{Signal: one, Grants: []dossier.CodeGrant{{Compartment: gehoor.Conversation, Epoch: 1, Content: c1}}},
		dossier.CodeRenewed{Participant: own, Grants: []dossier.CodeGrant{{Compartment: gehoor.WithParticipant(own), Epoch: 1, Content: c1}}},
		dossier.Linked{Dossier: gehoor.DossierID(id("3")), Reason: dossier.LinkTogether},
		dossier.Unlinked{Dossier: gehoor.DossierID(id("3"))},
		dossier.NoteWritten{Content: c1},
		dossier.FileAdded{Content: c1, Parts: []gehoor.Part{{ID: c2, Size: 8392299}}},
		dossier.NoticeGiven{Signal: one, Step: "inform-mayor", To: []gehoor.PersonID{vera}, Functions: []gehoor.Role{gehoor.RoleMayor}},
		dossier.Escalated{Signal: one, Step: "acknowledge", Level: 1, To: []gehoor.PersonID{karim}},
		dossier.Escalated{Signal: one, Step: "say-something", Level: 1, Began: 7, To: []gehoor.PersonID{karim}},
		dossier.RecordProposed{Record: "measure.imposed", Signal: one, Content: c1, Fields: record.Fields{
			"burden": []string{"person-concerned"}, "interim": true, "review_on": "2026-05-01", "days": 14,
		}},
		dossier.RecordProposed{Record: "dossier.weighed", Content: c1, Fields: record.Fields{"severity": "serious"}, Alike: &record.Likeness{Check: 1, Texts: 20, Alike: true}},
		dossier.RecordDropped{Proposal: 7},
		dossier.Closed{Exit: dossier.ExitFollowedUp, Content: c1},
		dossier.Reopened{Content: c1},
		dossier.Exported{},
		dossier.KnowledgeExported{},
		dossier.LetterSealed{To: "sipa", Way: dossier.LetterCode, Contents: []gehoor.ContentID{c1, c2}, Digest: gehoor.Digest("sha256-" + content("f"))},
		dossier.Held{Ground: dossier.HoldCourt, Content: c1},
		dossier.HoldReleased{Held: c1, Content: c2},
		dossier.DestructionProposed{Rule: "dossier", Rules: gehoor.Digest("sha256-" + content("b")), Content: c1},
		dossier.DestructionDropped{},
		dossier.ErasureRequested{By: dossier.AskerReporter, Signal: one, ReceivedOn: protocol.Date{Year: 2026, Month: 3, Day: 3}},
		dossier.ErasureProposed{Answer: dossier.AnswerRefused, Ground: dossier.GroundDuty, Content: c1},
		dossier.ErasureDropped{},
		dossier.ErasureRefused{Ground: dossier.GroundDuty},
		dossier.MadeAvailable{Person: vera, Content: c1},
		dossier.FileMadeAvailable{Person: vera, Content: c1},
		signal.Received{Signal: one, Content: c1},
		counsel.Given{To: []counsel.To{{Person: vera, Function: gehoor.RoleMayor, Content: c1}, {Person: karim, Function: gehoor.RoleSecretary, Content: c1}}, Own: c2},
		counsel.Confirmed{},
		counsel.Answered{Content: c1, Own: c2},
		signal.PassedOn{Signal: one, Content: c1, Severity: "moderate", Year: 2026, Month: 3},
		signal.Routed{Signal: one, Office: gehoor.OfficeAlderman, Language: gehoor.Dutch, NotSafe: true},
		signal.Identified{Signal: one, Content: c1},
		signal.SentPlainly{Signal: one},
		diary.Kept{Signal: one, Content: c1, Entries: []diary.Entry{{On: protocol.Date{Year: 2026, Month: 3, Day: 2}, Mark: diary.MarkOf([32]byte{1})}, {On: protocol.Date{Year: 2026, Month: 3, Day: 9}, Mark: diary.MarkOf([32]byte{2})}}},
		signal.Entered{Signal: one, Channel: signal.ChannelInPerson},
		signal.Entered{Signal: one, Channel: signal.ChannelInPerson, Consent: true},
		signal.AccountCorrected{Signal: one, Content: c1},
		signal.AccountApproved{Signal: one, Contents: []gehoor.ContentID{c1, c2}},
		signal.TalkAsked{Signal: one, Content: c1},
		signal.Acknowledged{Signal: one, Content: c1},
		signal.MessageSent{Signal: one, Content: c1},
		signal.FeedbackGiven{Signal: one, Content: c1},
		signal.FileAdded{Signal: one, Content: c1, Parts: []gehoor.Part{{ID: c1, Size: 8392299}, {ID: c2, Size: 1915}}},
		signal.MadeFormal{Signal: one},
		signal.QuestionsSent{Signal: one, Sending: 1, Questionnaire: gehoor.Digest("sha256-" + content("f")), Content: c1},
		signal.QuestionsAnswered{Signal: one, Sending: 1, Content: c2},
		signal.QuestionsDeclined{Signal: one, Sending: 2},
		signal.QuestionsWithdrawn{Signal: one, Sending: 3},
		signal.AnswerDemanded{Signal: one, Reason: signal.ReasonWorse, Content: c1, Leads: vera},
		signal.DemandAnswered{Signal: one, Content: c2},
		signal.ConsentAsked{Signal: one, Asking: 1, Consent: record.Consent{For: record.ForIdentity, Person: vera, Purpose: "safety"}, NewReason: true, Content: c1},
		signal.ConsentAsked{Signal: one, Asking: 2, Consent: record.Consent{For: record.ForIdentity, Recipient: "mayor", Purpose: "decision"}, Content: c1},
		signal.ConsentAnswered{Signal: one, Asking: 2, Agreed: true},
		signal.CheckInAsked{Signal: one, Step: "contact-two-weeks"},
		signal.CheckInAnswered{Signal: one, Step: "contact-two-weeks", Answer: checkin.Answer{Going: checkin.Bad, KeptAway: true, TreatedWorse: true, Content: c1}},
		signal.CheckInAnswered{Signal: one, Step: "contact-one-month", Answer: checkin.Answer{Going: checkin.Well}},
		signal.CheckInSkipped{Signal: one, Step: "contact-three-months"},
		signal.CheckInsStopped{Signal: one},
		signal.CheckInsResumed{Signal: one},
		signal.Withdrew{Signal: one, Pressure: signal.PressureThere, Content: c1},
		signal.Withdrew{Signal: one, Pressure: signal.PressureUnsaid},
		signal.Rejoined{Signal: one},
		signal.ReachSet{Signal: one, Reach: signal.Reach{Ways: []signal.Way{signal.WayPrivatePhone, signal.WayLetter}, Times: []signal.Time{signal.TimeEvening, signal.TimeSaturday}}},
		signal.ReachSet{Signal: one, Reach: signal.Reach{Ways: []signal.Way{}, Times: []signal.Time{}}},
		participant.Admitted{Participant: own, As: participant.Concerned, Language: gehoor.Dutch, Content: c1},
		participant.MessageSent{Participant: own, Content: c1},
		participant.AgreementShared{Participant: own, Agreement: 12, Content: c1},
		participant.AgreementAnswered{Participant: own, Agreement: 12, Agrees: true},
		participant.AgreementAnswered{Participant: own, Agreement: 12, Content: c2},
		participant.Ended{Participant: own},
		participant.CheckInAsked{Participant: own, As: participant.Witness, Step: "contact-witness"},
		participant.CheckInAnswered{Participant: own, As: participant.Witness, Step: "contact-witness", Answer: checkin.Answer{Going: checkin.SoSo, TreatedWorse: true, Content: c1}},
		participant.CheckInSkipped{Participant: own, As: participant.Concerned, Step: "contact-person-concerned", Left: 2},
		participant.CheckInsStopped{Participant: own},
		participant.CheckInsResumed{Participant: own},
		questionnaire.Adopted{Questionnaire: "signal", Version: 3, Digest: gehoor.Digest("sha256-" + content("f")), File: []byte("gzip")},
		questionnaire.Retired{Questionnaire: "burden"},
		chart.Imported{Edition: chart.Edition{Recipient: names.Recipient, Names: names.Names, Keys: names.Keys}}, // before editions had a stream
		chart.Imported{Edition: names},
		chart.Placed{Places: []chart.Place{
			{Person: karim, Line: noor, StandIn: noor, Account: karim},
			{Person: noor, Posts: []chart.Post{{Office: gehoor.OfficeAlderman, Party: "Veenhaven Vooruit", From: protocol.Date{Year: 2026, Month: time.May, Day: 26}, Until: protocol.Date{Year: 2030, Month: time.May, Day: 1}}}},
		}},
		chart.Departed{People: []gehoor.PersonID{karim}},
		chart.KeyGiven{Keys: []chart.Key{{Person: karim, Content: c2}}},
		chart.Merged{Edition: names, Kept: noor, Other: karim, Account: vera, Reason: c1},
		chart.Split{Edition: names, Person: noor, Here: karim, Gone: vera, Reason: c1},
		chart.NamesDestroyed{Edition: names.Edition, Events: 2},
		chart.Kept{Contents: []gehoor.ContentID{c1, c2}},
		adoption.Adopted{Protocol: "receive", Version: "1.1.0", Digest: gehoor.Digest("sha256-" + content("f")), File: []byte("gzip")},
		adoption.Adopted{
			Protocol: "receive", Version: "1.1.0", Digest: gehoor.Digest("sha256-" + content("f")), File: []byte("gzip"),
			Gates: adoption.Gates{
				Body: "college van burgemeester en wethouders", On: in2026(3, 3), WorksCouncilOn: in2026(2, 10), NotNeeded: "geen personeelsregeling",
				OfficerOn: in2026(2, 3), AssessedOn: in2026(2, 2), Publication: "Gemeenteblad 2026, 12345",
			},
		},
		adoption.Retired{Protocol: "manager"},
		adoption.ParametersSet{Numbers: []adoption.Number{{Protocol: "common", Parameter: "signals", Value: 2}}},
		adoption.ParametersSet{
			Numbers: []adoption.Number{{Protocol: "common", Parameter: "signals", Value: 2}, {Protocol: "manager", Parameter: "late-hours", Value: 12}},
			Gates:   adoption.Gates{Body: "college", On: in2026(1, 13), Publication: "Gemeenteblad 2026, 12345"},
		},
		adoption.ClosingsSet{Days: []protocol.Closing{{On: in2026(5, 15), Why: "brugdag na Hemelvaart"}}},
	}
}

func envelope(t *testing.T, f gehoor.Fact) []byte {
	t.Helper()
	body, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: "veenhaven", Stream: gehoor.DossierStream(gehoor.DossierID(id("0"))), Seq: 7,
		At: time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC), Actor: gehoor.ByPerson(gehoor.PersonID(id("a"))),
		Kind: f.Kind(), Protocol: gehoor.Digest("sha256-" + content("e")), Body: body,
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func count(seen []gehoor.Kind, k gehoor.Kind) (n int) {
	for _, one := range seen {
		if one == k {
			n++
		}
	}
	return n
}

func TestGolden(t *testing.T) {
	var seen []gehoor.Kind
	for _, f := range samples() {
		name := string(f.Kind())
		if n := count(seen, f.Kind()); n > 0 { // its body has grown since
			name += "-" + strconv.Itoa(n+1)
		}
		seen = append(seen, f.Kind())
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "golden", name+".json")
			want, err := os.ReadFile(file)
			if os.IsNotExist(err) && *add {
				want = envelope(t, f)
				err = os.WriteFile(file, want, 0o644)
			}
			if err != nil {
				t.Fatalf("%v (go test ./internal/casework -add adds it, once and for ever)", err)
			}
			if got := envelope(t, f); !bytes.Equal(got, want) {
				t.Errorf("the encoding has changed; bodies may only grow by optional fields\n%s", cmp.Diff(string(want), string(got)))
			}
			e, err := gehoor.DecodeEvent(want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := casework.Decode(e.Kind, e.Body)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(f, got); diff != "" {
				t.Errorf("decodes to something else (-want +got)\n%s", diff)
			}
		})
	}
	for _, k := range casework.Kinds() {
		if _, is := record.Of(k); !is && !slices.Contains(seen, k) {
			t.Errorf("%s has no sample and so no golden encoding", k)
		}
	}
	files, err := filepath.Glob("testdata/golden/*.json")
	if err != nil || len(files) != len(seen) {
		t.Errorf("%d golden files for %d kinds (%v)", len(files), len(seen), err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, kind, body string }{
		{"an unknown kind", "signal.forgotten", `{}`},
		{"a body that is no object", "signal.received", `[1]`},
		{"a body cut short", "signal.received", `{"signal":"`},
		{"a field of another type", "dossier.escalated", `{"level":"one"}`},
	} {
		if f, err := casework.Decode(gehoor.Kind(c.kind), json.RawMessage(c.body)); err == nil {
			t.Errorf("%s decodes to %#v", c.name, f)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range append(samples(), recordSamples()...) {
		body, err := json.Marshal(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(s.Kind()), body)
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		fact, err := casework.Decode(gehoor.Kind(kind), body)
		if err == nil && fact.Kind() != gehoor.Kind(kind) {
			t.Errorf("%q decodes to a %s", kind, fact.Kind())
		}
	})
}

// day is a day of March 2026.
func day(n int) time.Time { return time.Date(2026, time.March, n, 0, 0, 0, 0, time.UTC) }
