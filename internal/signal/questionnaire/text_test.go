package questionnaire_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/signal/questionnaire"
)

// never are words that no reporter reads here (protocols.md §0.18), and phrases
// that are no plain Dutch or English.
var never = map[gehoor.Language]*regexp.Regexp{
	gehoor.Dutch: regexp.MustCompile(`(?i)klacht|klokkenluid|slachtoffer|\bdader|beschuldig|verhoor|verhoren|recidiv|` +
		`valse melding|\blicht|zwartgelakt|zwartlak|patroontreffer|dient te|\bmiddels\b|\bindien\b|\bteneinde\b|betrokkene|\bE[1-4]\b`),
	gehoor.English: regexp.MustCompile(`(?i)complain|whistle|victim|perpetrator|accus|interrogat|false report|offender|suspect`),
}

// said lists every text of a questionnaire in a language, with its place.
func said(q *questionnaire.Questionnaire, lang gehoor.Language) map[string]string {
	all := map[string]string{"title": q.Title.In(lang)}
	put := func(place string, t questionnaire.Texts) {
		if t != nil {
			all[place] = t.In(lang)
		}
	}
	var ask func(place string, q questionnaire.Question)
	ask = func(place string, q questionnaire.Question) {
		place += "/" + string(q.ID)
		put(place, q.Label)
		put(place+"/help", q.Help)
		for _, o := range q.Options {
			put(place+"/"+string(o.ID), o.Label)
			put(place+"/"+string(o.ID)+"/help", o.Help)
		}
		for _, c := range q.Contacts {
			put(place+"/"+c.Phone, c.Label)
		}
		if g := q.Group; g != nil {
			put(place+"/item", g.Item)
			put(place+"/add", g.Add)
			put(place+"/remove", g.Remove)
			for _, inner := range g.Questions {
				ask(place, inner)
			}
		}
	}
	for _, s := range q.Steps {
		put(string(s.ID), s.Title)
		put(string(s.ID)+"/lead", s.Lead)
		for _, one := range s.Questions {
			ask(string(s.ID), one)
		}
	}
	return all
}

func TestPlainWords(t *testing.T) {
	for _, q := range questionnaire.All() {
		for _, lang := range q.Languages {
			for place, text := range said(q, lang) {
				if word := never[lang].FindString(text); word != "" {
					t.Errorf("%s %s %s: %q is never said here: %s", q.ID, lang, place, word, text)
				}
			}
		}
	}
}

// TestShortSentences: at most 15 words on average, and none that has to be read
// twice.
func TestShortSentences(t *testing.T) {
	end := regexp.MustCompile(`[.!?:]+(\s|$)`)
	for _, q := range questionnaire.All() {
		for _, lang := range q.Languages {
			words, sentences := 0, 0
			for place, text := range said(q, lang) {
				for _, s := range end.Split(text, -1) {
					n := len(strings.Fields(s))
					if n == 0 {
						continue
					}
					if n > 22 {
						t.Errorf("%s %s %s: a sentence of %d words: %s", q.ID, lang, place, n, s)
					}
					words += n
					sentences++
				}
			}
			if sentences < len(said(q, lang)) {
				t.Fatalf("%s %s: only %d sentences found: the search is broken", q.ID, lang, sentences)
			}
			if words > 15*sentences {
				t.Errorf("%s %s: %d words in %d sentences", q.ID, lang, words, sentences)
			}
		}
	}
}

// TestEveryTextIsSaid keeps said honest: each text of the file is among them.
func TestEveryTextIsSaid(t *testing.T) {
	q := signal(t)
	inFile := regexp.MustCompile(`"nl": "`).FindAllString(string(q.JSON()), -1)
	if got := len(said(q, gehoor.Dutch)); got != len(inFile) {
		t.Errorf("%d texts looked at, %d in the file", got, len(inFile))
	}
}
