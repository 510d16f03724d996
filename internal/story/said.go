package story

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// accountBody is the body of content of type account.
type accountBody struct {
	Questionnaire questionnaire.ID  `json:"questionnaire"`
	Version       int               `json:"version"`
	Digest        gehoor.Digest     `json:"digest"`
	Lang          gehoor.Language   `json:"lang"`
	Answers       map[string]answer `json:"answers"`
}

// answer is a string, a list of strings, or a list of objects.
type answer any

type told struct {
	Whom    string `json:"whom"`
	When    string `json:"when"`
	Outcome string `json:"outcome"`
}

// whoBody is the body of content of type who.
type whoBody struct {
	Name    string `json:"name"`
	Contact string `json:"contact"`
}

// signalParts is what the indented lines under "send" say.
type signalParts struct {
	answers map[string]answer
	told    []told
	notSafe bool
	talk    bool
	consent bool // that an adviser hands it over
	struck  []string
	who     *whoBody
	mayKnow []string
}

func readParts(parts []Statement, q *questionnaire.Questionnaire) (signalParts, error) {
	p := signalParts{answers: map[string]answer{}}
	for _, s := range parts {
		switch s.Form {
		case formAnswer:
			p.answers[s.Value("key")] = s.Value("text")
		case formChoose:
			chosen, err := choose(q, s.Value("key"), strings.Fields(s.Value("words")))
			if err != nil {
				return p, err
			}
			p.answers[s.Value("key")] = chosen
		case formTold:
			p.told = append(p.told, told{s.Values[0], s.Values[1], s.Values[2]})
		case formNotSafe:
			p.notSafe = true
			p.answers["safe"], p.answers[string(questionnaire.NotSafeQuestion)] = questionnaire.No, questionnaire.Yes
		case formWantsTalk:
			p.talk = true
			p.answers["talk"], p.answers["talk-times"], p.answers[string(questionnaire.TalkQuestion)] = "phone", s.Value("text"), questionnaire.Yes
		case formStrike:
			p.struck = append(p.struck, s.Value("person"))
		case formConsents:
			p.consent = true
		case formIdentity:
			p.who = &whoBody{s.Values[0], s.Values[1]}
		case formIdentityTo:
			p.mayKnow = append(p.mayKnow, s.Value("person"))
		}
	}
	if p.told != nil {
		p.answers["told"] = p.told
	}
	return p, p.check(q)
}

// choose is the answer to a question with options: one, or a list.
func choose(q *questionnaire.Questionnaire, key string, options []string) (answer, error) {
	one, ok := q.Question(questionnaire.ID(key))
	if !ok || !one.Kind.Chosen() {
		return nil, fmt.Errorf("the form has no question %s with choices", key)
	}
	for _, o := range options {
		if _, ok := one.Option(questionnaire.OptionID(o)); !ok {
			return nil, fmt.Errorf("question %s has no choice %s", key, o)
		}
	}
	if one.Kind == questionnaire.KindMultiple {
		return options, nil
	}
	if len(options) > 1 {
		return nil, fmt.Errorf("question %s has one answer", key)
	}
	return options[0], nil
}

// check looks whether the form asks what is answered.
func (p signalParts) check(q *questionnaire.Questionnaire) error {
	for key := range p.answers {
		if _, ok := q.Question(questionnaire.ID(key)); !ok {
			return fmt.Errorf("the form has no question %s", key)
		}
	}
	return nil
}

// encode writes what the browser seals: the account, and who the reporter is.
func (p signalParts) encode(q *questionnaire.Questionnaire, office gehoor.Office, lang gehoor.Language) (told, identity []byte, err error) {
	p.answers[string(questionnaire.OfficeQuestion)] = office
	told, err = json.Marshal(accountBody{q.ID, q.Version, q.Digest(), lang, p.answers})
	if err == nil && p.who != nil {
		identity, err = json.Marshal(p.who)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("story: encode an account: %w", err)
	}
	return told, identity, nil
}
