package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/chart"
	"github.com/gehoor/gehoor/internal/desk"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/text"
)

// answer is what came of a command.
type answer struct {
	code code
	// said is the server's own sentence, which stands for ours.
	said string
	// args are for our sentence.
	args []text.Arg

	// Refusal is the server's code.
	Refusal gehoor.Code `json:"refusal,omitempty"`
	// Detail is of an error, for whoever must find its cause; in English.
	Detail string `json:"detail,omitempty"`
	// Number is that of the server's root.
	Number string `json:"number,omitempty"`
	// Figures are those of a file that was compared, Faults those of one that was not.
	Figures *figures          `json:"figures,omitempty"`
	Faults  []personnel.Fault `json:"faults,omitempty"`
	Changes []changed         `json:"changes,omitempty"`
}

// line is an answer as JSON.
type line struct {
	OK      bool   `json:"ok"`
	Code    code   `json:"code"`
	Message string `json:"message"`
	Next    string `json:"next,omitempty"`
	answer
}

// tell shows an answer and returns how the program ends. What is right goes to out,
// everything else to errs; JSON always goes to out.
func (a around) tell(one answer) int {
	how := answers[one.code]
	say, next, end := one.said, a.words.Say(how.next, one.args...), how.end
	if say == "" {
		say = a.words.Say(how.say, one.args...)
	}
	var err error
	switch {
	case a.JSON:
		err = json.NewEncoder(a.out).Encode(line{end == exitRight, one.code, say, next, one})
	case end == exitRight:
		err = show(a.out, say, next)
	default:
		err = show(a.errs, append(a.faults(one.Faults), say, next, one.Detail)...)
	}
	if err != nil { // a closed pipe: nobody is told that all is right
		return exitUndone
	}
	return end
}

// show writes lines without what a terminal would obey: names come from a file, sentences
// from a server.
func show(w io.Writer, lines ...string) error {
	var b strings.Builder
	for _, one := range lines {
		if one != "" {
			fmt.Fprintln(&b, clean(one))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, s)
}

// answerOf says what an error of the desk means.
func answerOf(err error) answer {
	var other *desk.OtherRoot
	var unvouched *desk.Unvouched
	var failure *desk.Failure
	switch {
	case errors.As(err, &other):
		return answer{code: rootOther, Number: other.Number, args: []text.Arg{text.With("number", other.Number)}}
	case errors.As(err, &unvouched):
		return answer{code: keyUnverified, args: []text.Arg{text.With("name", unvouched.Name)}}
	case errors.Is(err, desk.ErrClosed):
		return answer{code: chartClosed}
	case errors.Is(err, desk.ErrWaiting):
		return answer{code: signInWaiting}
	case errors.Is(err, desk.ErrKey), errors.Is(err, desk.ErrPassphrase):
		return answer{code: signInKey}
	case errors.As(err, &failure):
		return failed(failure)
	}
	return answer{code: siteFailed, Detail: err.Error()}
}

func failed(f *desk.Failure) answer {
	one := answer{Detail: f.Error()}
	switch {
	case f.Kind == desk.Offline:
		one.code = siteOffline
	case f.Kind == desk.Uncertain:
		one.code = siteUncertain
	case f.Code == account.CodeProviderNeeded:
		one.code, one.Refusal, one.Detail = signInBrowser, f.Code, ""
	case f.Code == chart.CodeBehind:
		one.code = chartMoves
	case f.Kind == desk.Failed || f.Message == "":
		one.code = siteFailed
	default:
		one.code, one.said, one.Refusal, one.Detail = siteRefused, f.Message, f.Code, ""
	}
	return one
}
