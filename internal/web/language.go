package web

import (
	"net/http"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// languageHeader is how a script says in which language its page is.
const languageHeader = "X-Language"

// languageOf is the language of a path that has one, or that a script names,
// else the one of the two that the browser names first, else Dutch.
func languageOf(r *http.Request) gehoor.Language {
	if lang, _ := split(r.URL.Path); lang.Valid() {
		return lang
	}
	if lang := gehoor.Language(r.Header.Get(languageHeader)); lang.Valid() {
		return lang
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
		if lang := gehoor.Language(tag); lang.Valid() {
			return lang
		}
	}
	return gehoor.Dutch
}

// split takes the language from the front of a path: "/nl/praten" is "nl" and
// "/praten". The language may be none of ours.
func split(path string) (gehoor.Language, string) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return gehoor.Language(first), "/" + rest
}

// wordsOf are the sentences in the visitor's language.
func wordsOf(r *http.Request) *text.Words { return text.For(languageOf(r)) }

// to is a path in the visitor's language.
func to(r *http.Request, path string) string { return layout.In(languageOf(r), path) }
