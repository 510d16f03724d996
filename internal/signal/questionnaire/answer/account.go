package answer

import (
	"encoding/json"
	"fmt"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// Account is what an account says (doc/formats.md §6).
type Account struct {
	Questionnaire questionnaire.ID `json:"questionnaire"`
	Version       int              `json:"version"`
	Digest        gehoor.Digest    `json:"digest"`
	Lang          gehoor.Language  `json:"lang"`
	Answers       Answers          `json:"answers"`
}

// Who is what a reporter says of who they are.
type Who struct {
	Name    string `json:"name"`
	Contact string `json:"contact"`
}

// EncodeAccount makes the body of content of type account: what the conversation
// holds.
func EncodeAccount(q *questionnaire.Questionnaire, lang gehoor.Language, a Answers) ([]byte, error) {
	body, err := json.Marshal(Account{q.ID, q.Version, q.Digest(), lang, within(q, a, gehoor.Conversation)})
	if err != nil {
		return nil, fmt.Errorf("answer: encode an account: %w", err)
	}
	return body, nil
}

// Named says whether the reporter said anything about who they are.
func Named(q *questionnaire.Questionnaire, a Answers) bool {
	own := within(q, a, gehoor.Identity)
	return !own[questionnaire.NameQuestion].Empty() || !own[questionnaire.ContactQuestion].Empty()
}

// EncodeWho makes the body of content of type who, nil if the reporter said
// nothing about who they are.
func EncodeWho(q *questionnaire.Questionnaire, a Answers) ([]byte, error) {
	if !Named(q, a) {
		return nil, nil
	}
	own := within(q, a, gehoor.Identity)
	body, err := json.Marshal(Who{Name: own[questionnaire.NameQuestion].Text, Contact: own[questionnaire.ContactQuestion].Text})
	if err != nil {
		return nil, fmt.Errorf("answer: encode who: %w", err)
	}
	return body, nil
}

// Anonymous returns the answers without those about who the reporter is.
func Anonymous(q *questionnaire.Questionnaire, a Answers) Answers {
	left := Answers{}
	for id, v := range a {
		if one, ok := q.Question(id); !ok || one.Compartment != gehoor.Identity {
			left[id] = v
		}
	}
	return left
}

// ReadAccount reads the body of an account; ok is false if it is none.
func ReadAccount(body []byte) (a Account, ok bool) {
	err := json.Unmarshal(body, &a)
	return a, err == nil && a.Digest != ""
}

// ReadWho reads the body of who; ok is false if it is none.
func ReadWho(body []byte) (w Who, ok bool) {
	err := json.Unmarshal(body, &w)
	return w, err == nil
}
