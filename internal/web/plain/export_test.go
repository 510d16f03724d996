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
	Told    []uint32
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
	kept := purse{keys: p.Keys, code: p.Code, next: p.Next, session: p.Session}
	for _, t := range p.Told {
		kept.told = append(kept.told, told(t))
	}
	return s.safe.close(kept, now)
}

// Open reads a cookie.
func (s Safe) Open(text string) (Purse, time.Time, error) {
	p, err := s.safe.open(text)
	out := Purse{Keys: p.keys, Code: p.code, Next: p.next, Session: p.session}
	for _, t := range p.told {
		out.Told = append(out.Told, uint32(t))
	}
	return out, p.minute, err
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
