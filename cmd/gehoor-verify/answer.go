package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

// How the program ends.
const (
	exitRight     = 0
	exitWrong     = 1
	exitUnchecked = 2
)

// answer is what came of a check.
type answer struct {
	code   code
	detail string // of an error, for whoever must find its cause; in English
	shown
}

// shown are the values that an answer shows, in sentences and in JSON.
type shown struct {
	File    string           `json:"file,omitempty"`
	Origin  register.Origin  `json:"origin,omitempty"`
	Org     gehoor.OrgID     `json:"org,omitempty"`
	Kind    gehoor.Kind      `json:"kind,omitempty"`
	Day     string           `json:"day,omitempty"`
	Signal  gehoor.SignalID  `json:"signal,omitempty"`
	Content gehoor.ContentID `json:"content,omitempty"`
	// Index counts from 0, as proofs do.
	Index *int64 `json:"index,omitempty"`
	// Size is what the checkpoint covers, Earlier what the earlier one covered,
	// Leaves how many leaves were read.
	Size    int64 `json:"size,omitempty"`
	Earlier int64 `json:"earlier,omitempty"`
	Leaves  int64 `json:"leaves,omitempty"`
	// Held is how many leaves of the log before a restored one holds, or how many a
	// destruction left without their events.
	Held int64 `json:"held,omitempty"`
	// Signed and Unsigned are how many of the opened events that somebody should have signed
	// are, and are not.
	Signed   int64 `json:"signed,omitempty"`
	Unsigned int64 `json:"unsigned,omitempty"`
	// Before is the promised moment, RFC 3339.
	Before string `json:"before,omitempty"`
	// Witnesses are those that were asked for and cosigned; Asked is how many were
	// asked for, Least how many of them must have.
	Witnesses []cosigner `json:"witnesses,omitempty"`
	Asked     int        `json:"asked,omitempty"`
	Least     int        `json:"least,omitempty"`
	// Version, Revision and Binary are the program's, Since is when it was
	// installed, RFC 3339. Of a destruction Version is the category of the selection
	// list, and Since the day of closing. Files and Pages are how many were looked at.
	Version  string        `json:"version,omitempty"`
	Revision string        `json:"revision,omitempty"`
	Binary   gehoor.Digest `json:"binary,omitempty"`
	Since    string        `json:"since,omitempty"`
	Files    int           `json:"files,omitempty"`
	Pages    int           `json:"pages,omitempty"`
	// Edition and Keys are of a list of keys, Number is that of the root that signed
	// them; Pages then counts offices for which pages were asked.
	Edition int64  `json:"edition,omitempty"`
	Keys    int    `json:"keys,omitempty"`
	Number  string `json:"number,omitempty"`
}

// cosigner is a witness, and when it cosigned by its own clock.
type cosigner struct {
	Name string `json:"name"`
	At   string `json:"at"`
}

// cosigners names them in a sentence.
func (s shown) cosigners() string {
	names := make([]string, len(s.Witnesses))
	for i, c := range s.Witnesses {
		names[i] = fmt.Sprintf("%s (%s)", c.Name, c.At)
	}
	return strings.Join(names, ", ")
}

// fill puts the values in a sentence.
func (s shown) fill(sentence string) string {
	index := int64(0)
	if s.Index != nil {
		index = *s.Index
	}
	return strings.NewReplacer(
		"{file}", s.File, "{origin}", string(s.Origin), "{org}", string(s.Org), "{day}", s.Day,
		"{content}", string(s.Content), "{index}", strconv.FormatInt(index, 10), "{size}", strconv.FormatInt(s.Size, 10),
		"{earlier}", strconv.FormatInt(s.Earlier, 10), "{leaves}", strconv.FormatInt(s.Leaves, 10), "{before}", s.Before,
		"{witnesses}", s.cosigners(), "{kind}", string(s.Kind), "{signed}", strconv.Itoa(len(s.Witnesses)), "{asked}", strconv.Itoa(s.Asked), "{least}", strconv.Itoa(s.Least),
		"{held}", strconv.FormatInt(s.Held, 10), "{authored}", strconv.FormatInt(s.Signed, 10), "{unsigned}", strconv.FormatInt(s.Unsigned, 10), "{lost}", strconv.FormatInt(s.Earlier-s.Held, 10),
		"{version}", s.Version, "{binary}", string(s.Binary), "{since}", s.Since, "{files}", strconv.Itoa(s.Files), "{pages}", strconv.Itoa(s.Pages),
		"{edition}", strconv.FormatInt(s.Edition, 10), "{keys}", strconv.Itoa(s.Keys), "{number}", s.Number,
	).Replace(sentence)
}

// line is an answer as JSON.
type line struct {
	OK      bool   `json:"ok"`
	Code    code   `json:"code"`
	Message string `json:"message"`
	Next    string `json:"next,omitempty"`
	Detail  string `json:"detail,omitempty"`
	shown
}

// print shows the answer and returns how the program ends. What is right goes to
// out, everything else to errs; JSON always goes to out.
func (a answer) print(args *arguments, out, errs io.Writer) int {
	lang := gehoor.Language(args.Lang)
	w := wordsFor(a.code, lang)
	say, next := a.fill(w.say), a.fill(w.next)
	if len(a.Witnesses) > 0 && a.code.exit() == exitRight {
		say += "\n" + a.fill(wordsFor(cosigned, lang).say)
	}
	end := a.code.exit()
	var err error
	switch {
	case args.JSON:
		err = json.NewEncoder(out).Encode(line{OK: end == exitRight, Code: a.code, Message: say, Next: next, Detail: a.detail, shown: a.shown})
	case end == exitRight:
		_, err = io.WriteString(out, paragraphs(say, next))
	default:
		_, err = io.WriteString(errs, paragraphs(say, next, a.detail))
	}
	if err != nil { // a closed pipe: nobody is told that all is right
		return exitUnchecked
	}
	return end
}

func paragraphs(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p != "" {
			fmt.Fprintln(&b, p)
		}
	}
	return b.String()
}

// failure says what register found wrong, in words for this kind of file.
func failure(kind subject, err error) answer {
	var what code
	switch {
	case errors.Is(err, register.ErrOtherKey):
		what = kind.code("other-key")
	case errors.Is(err, register.ErrSignature):
		what = kind.code("changed")
	case errors.Is(err, register.ErrProof):
		what = kind.code("not-in-log")
	case errors.Is(err, register.ErrDisagree):
		what = receiptDisagrees
	default:
		what = kind.code("malformed")
	}
	return answer{code: what, detail: err.Error()}
}

// subject is what is checked: the first half of a code.
type subject string

const (
	aReceipt subject = "receipt"
	aPromise subject = "promise"
	aLog     subject = "log"
	aProgram subject = "program"
	aKeyList subject = "keys"
	// aStatement is the proof of a destruction.
	aStatement subject = "statement"
)

func (s subject) code(reason string) code { return code(string(s) + "." + reason) }
