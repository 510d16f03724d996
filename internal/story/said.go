package story

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gehoor/gehoor"
)

// Questionnaire is what an account names of the form that was filled in
// (doc/formats.md §6).
type Questionnaire struct {
	Name    string
	Version int
	Digest  gehoor.Digest
}

// accountBody is the body of content of type account.
type accountBody struct {
	Questionnaire string            `json:"questionnaire"`
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
	struck  []string
	who     *whoBody
	mayKnow []string
}

func readParts(parts []Statement) signalParts {
	p := signalParts{answers: map[string]answer{}}
	for _, s := range parts {
		switch s.Form {
		case formAnswer:
			p.answers[s.Value("key")] = s.Value("text")
		case formChoose:
			p.answers[s.Value("key")] = strings.Fields(s.Value("words"))
		case formTold:
			p.told = append(p.told, told{s.Values[0], s.Values[1], s.Values[2]})
		case formNotSafe:
			p.notSafe = true
		case formStrike:
			p.struck = append(p.struck, s.Value("person"))
		case formIdentity:
			p.who = &whoBody{s.Values[0], s.Values[1]}
		case formIdentityTo:
			p.mayKnow = append(p.mayKnow, s.Value("person"))
		}
	}
	if p.told != nil {
		p.answers["told"] = p.told
	}
	return p
}

// encode writes what the browser seals: the account, and who the reporter is.
func (p signalParts) encode(q Questionnaire, office gehoor.Office, lang gehoor.Language) (told, identity []byte, err error) {
	p.answers["office"] = office
	told, err = json.Marshal(accountBody{q.Name, q.Version, q.Digest, lang, p.answers})
	if err == nil && p.who != nil {
		identity, err = json.Marshal(p.who)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("story: encode an account: %w", err)
	}
	return told, identity, nil
}
