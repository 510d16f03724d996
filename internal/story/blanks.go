package story

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/measure"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/participant"
	"github.com/gehoor/gehoor/internal/protocol"
	catalogue "github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/view"
	"github.com/gehoor/gehoor/protocols"
)

// choices are the blanks in which one of a few words stands.
var choices = map[string][]string{
	"office":    strs(gehoor.Offices()),
	"language":  {string(gehoor.Dutch), string(gehoor.English)},
	"stage":     {string(view.StageReceive), string(view.StageAssess), string(view.StageAddress), string(view.StageConclude)},
	"standing":  {standsRunning, standsLate, standsMet, standsMetLate, standsNotBegun, standsStatutory, standsDefault},
	"edition":   protocols.Examples(),
	"exit":      strs(dossier.Exits()),
	"ground":    strs(dossier.HoldGrounds()),
	"fate":      {fateKept, fateHeld, fateProposed, fateDestroyed},
	"why":       strs(dossier.RecoveryReasons()),
	"basis":     strs(dossier.NamingGrounds()),
	"naming":    namings(),
	"receiver":  valuesOf(catalogue.Outside()),
	"opened":    {string(dossier.LetterCode), string(dossier.LetterKey)},
	"waiting":   {waits, waitsNot},
	"channel":   strs(signal.Channels()),
	"class":     signal.Severities(),
	"approval":  {standsOwn, string(signal.ApprovalAwaited), string(signal.ApprovalCorrected), string(signal.ApprovalGiven)},
	"talk":      {talks, talksNot},
	"demand":    {demands, demandsNot},
	"button":    strs(signal.Reasons()),
	"going":     strs(checkin.Goings()),
	"role":      strs(participant.Roles()),
	"pressure":  strs(signal.Pressures()),
	"consent":   otherConsents(),
	"purpose":   valuesOf(catalogue.Purposes()),
	"recipient": valuesOf(catalogue.Recipients()),
	"yes-or-no": {"yes", "no"},
	"bearer":    strs(measure.Bearers()),
	"carried":   {carriedRunning, carriedBegun, carriedBreaches, carriedDays},
	"reason":    strs(dossier.LinkReasons()),
	"notice":    {string(notify.KindSignal), string(notify.KindMessage), string(notify.KindDemand), string(notify.KindLate), string(notify.KindNotice), string(notify.KindHandling), string(notify.KindRecovery)},
}

// How a step can stand.
const (
	standsRunning   = "running"
	standsLate      = "late"
	standsMet       = "met"
	standsMetLate   = "met-late"
	standsNotBegun  = "not-begun"
	standsStatutory = "statutory"
	standsDefault   = "default"

	waits    = "waiting"
	waitsNot = "not-waiting"

	// standsOwn: the reporter wrote the account.
	standsOwn = "own"

	talks    = "talk"
	talksNot = "no-talk"

	demands    = "demanded"
	demandsNot = "not-demanded"
)

// shapes are the blanks in which a word of a certain shape stands.
var shapes = map[string]struct {
	pattern *regexp.Regexp
	what    string
}{
	"org":         {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "an organisation is small letters, digits and hyphens"},
	"person":      {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "a person is a login in small letters"},
	"party":       {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "a party is small letters, digits and hyphens"},
	"outsider":    {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "somebody outside the program is small letters, digits and hyphens"},
	"month":       {regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`), "a month is 2027-10"},
	"reporter":    {regexp.MustCompile(`^R[1-9][0-9]?$`), "a reporter is R1, R2 and so on"},
	"participant": {regexp.MustCompile(`^P[1-9][0-9]?$`), "a participant is P1, P2 and so on"},
	"step":        {regexp.MustCompile(`^[a-z][a-z-]{0,39}$`), "a step is small letters and hyphens"},
	"key":         {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "a question is small letters, digits and hyphens"},
	"field":       {regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`), "a field is small letters, digits and underscores"},
	"value":       {regexp.MustCompile(`^\+?[a-z0-9][a-z0-9_-]{0,63}$`), "an answer is yes, no, a number, a day, a login or a choice"},
	"number":      {regexp.MustCompile(`^(0|[1-9][0-9]{0,3})$`), "a number is written in digits"},
	"guard":       {regexp.MustCompile(`^G-[A-Z]+(-[a-z0-9]+)*$`), "a guard is G- and its name: G-BRON"},
	"code":        {regexp.MustCompile(`^[a-z][a-z-]{0,39}\.[a-z][a-z-]{0,59}$`), "a code is a noun, a dot and a reason: signal.formal-before"},
	"protocol":    {regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`), "a protocol is small letters, digits and hyphens"},
	"kind":        {regexp.MustCompile(`^[a-z][a-z-]{0,39}\.[a-z][a-z-]{0,59}$`), "a fact is a noun, a dot and what happened: measure.taken"},
}

// checkBlank says what is wrong with a token in a blank; "" if nothing is.
func checkBlank(kind string, t token) string {
	if kind == "text" {
		if !t.quoted {
			return "here stands a text in quotes"
		}
		return ""
	}
	if t.quoted {
		return "here stands a word without quotes"
	}
	if words, ok := choices[kind]; ok {
		if !slices.Contains(words, t.text) {
			return fmt.Sprintf("there is no %s %s", kind, shown(t))
		}
		return ""
	}
	if kind == "date" {
		if _, err := protocol.ParseDate(t.text); err != nil {
			return "a day is written as 2026-01-31"
		}
		return ""
	}
	if s := shapes[kind]; s.pattern == nil || !s.pattern.MatchString(t.text) {
		return s.what
	}
	return ""
}

// takesRest says whether a blank takes all that is left of a line.
func takesRest(name string) bool {
	switch kind(name) {
	case "persons", "reporters", "words", "values", "protocols", "moment", "rest", "line":
		return true
	}
	return false
}

// restOf reads what is left of a line into one value, and says what is wrong
// with it; an empty value means that something must stand there.
func restOf(kind string, tokens []token) (value, wrong string) {
	each := map[string]string{"persons": "person", "reporters": "reporter", "words": "key", "values": "value", "protocols": "protocol"}[kind]
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.text
		if t.quoted {
			words[i] = quote(t.text)
		}
		switch {
		case each != "":
			if why := checkBlank(each, t); why != "" {
				return "", why
			}
		case t.quoted && kind != "rest":
			return "", "here stands no text in quotes"
		}
	}
	value = strings.Join(words, " ")
	if kind == "moment" && value != "" {
		if _, err := parseMoment(value); err != nil {
			return "", err.Error()
		}
	}
	return value, ""
}

func strs[T ~string](of []T) []string {
	out := make([]string, len(of))
	for i, one := range of {
		out[i] = string(one)
	}
	return out
}
