package plain

import (
	"net/url"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// LastWord is how long a cookie can still save.
const LastWord = lastWord

// Purse is what a cookie holds, for tests.
type Purse struct {
	Keys    endpoint.Keys
	Code    *endpoint.PlainCode
	Next    *endpoint.PlainCode
	Session string
}

// Safe seals cookies.
type Safe struct{ safe safe }

// NewSafe makes one.
func NewSafe(key [32]byte, org gehoor.OrgID, random func([]byte)) (Safe, error) {
	s, err := newSafe(key, org, random)
	return Safe{s}, err
}

// Close seals a purse.
func (s Safe) Close(p Purse, now time.Time) string {
	return s.safe.close(purse{keys: p.Keys, code: p.Code, next: p.Next, session: p.Session}, now)
}

// Open reads a cookie.
func (s Safe) Open(text string) (Purse, time.Time, error) {
	p, err := s.safe.open(text)
	return Purse{p.keys, p.code, p.next, p.session}, p.minute, err
}

// ParseForm reads a form's body.
func ParseForm(body []byte) (url.Values, error) { return parseForm(body) }

// Pages are the questions of each page.
func Pages(q *questionnaire.Questionnaire) [][]questionnaire.Question {
	var all [][]questionnaire.Question
	for _, p := range paged(q) {
		all = append(all, p.questions)
	}
	return all
}
