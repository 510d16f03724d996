package questionnaire

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/gehoor/gehoor"
)

// Adopted is the fact that an organisation asks this questionnaire from now on.
// The questions are no secret, so the whole file is in the fact: it is kept,
// backed up, audited and in the log with it, and never erased, because old
// answers are shown beside the questions that were asked.
type Adopted struct {
	Questionnaire ID            `json:"questionnaire"`
	Version       int           `json:"version"`
	Digest        gehoor.Digest `json:"digest"`
	// File is the file, gzipped; Digest pins what comes out.
	File []byte `json:"file"`
}

// Kind names the fact.
func (Adopted) Kind() gehoor.Kind { return "questionnaire.adopted" }

// Adoption is a questionnaire, and since when it is asked.
type Adoption struct {
	Seq  gehoor.Seq
	At   time.Time
	By   gehoor.Actor
	Form *Questionnaire
}

// Adoptions is the state of an organisation's questionnaires, the first one first.
// Without any the newest that is shipped is asked.
type Adoptions struct{ All []Adoption }

// Clone returns an independent copy.
func (a *Adoptions) Clone() *Adoptions { return &Adoptions{All: slices.Clone(a.All)} }

// Fold adds one event. What was adopted under today's rules is read for ever, so
// [Parse] may become milder and never stricter.
func (a *Adoptions) Fold(e gehoor.Event, f gehoor.Fact) error {
	adopted, ok := f.(Adopted)
	if !ok {
		if e.Kind.Noun() != "questionnaire" {
			return nil
		}
		return fmt.Errorf("questionnaire: unknown fact %q", e.Kind)
	}
	data, err := unzip(adopted.File)
	if err != nil {
		return err
	}
	if digestOf(data) != adopted.Digest {
		return fmt.Errorf("questionnaire: adopted file of version %d is another", adopted.Version)
	}
	form, err := Parse(data)
	if err != nil {
		return err
	}
	a.All = append(a.All, Adoption{Seq: e.Seq, At: e.At, By: e.Actor, Form: form})
	return nil
}

// Last is what is asked now, and whether anything was adopted.
func (a *Adoptions) Last() (Adoption, bool) {
	if len(a.All) == 0 {
		return Adoption{}, false
	}
	return a.All[len(a.All)-1], true
}

// Codes of refusals about adopting.
const (
	// CodeAsked: it is what is asked now.
	CodeAsked gehoor.Code = "questionnaire.asked"
	// CodeVersion: another questionnaire has this id and version; args: version.
	CodeVersion gehoor.Code = "questionnaire.version"
	// CodeNoOffice: without the office nobody knows who receives a signal.
	CodeNoOffice gehoor.Code = "questionnaire.no-office"
	// CodeLanguages: the site is in two languages, and so are its questions.
	CodeLanguages gehoor.Code = "questionnaire.languages"
	// CodeTooMuch: the file does not fit one event; args: percent.
	CodeTooMuch gehoor.Code = "questionnaire.too-much"
	// CodeFaulty: something in it is not right yet.
	CodeFaulty gehoor.Code = "questionnaire.faulty"
	// CodeMoved: somebody else adopted one in the meantime.
	CodeMoved gehoor.Code = "questionnaire.moved"
)

// maxFile bounds a file as it is adopted. In base64 it has four thirds of that, and
// an event may have 64 KiB. signal-2 has a ninth of it.
const maxFile = 45 << 10

// Adopt lets the organisation ask a questionnaire from now on. after is what the
// decision was made against: what was asked then ("" if nothing was adopted).
func (a *Adoptions) Adopt(q *Questionnaire, after gehoor.Digest) ([]gehoor.Fact, error) {
	last, there := a.Last()
	switch {
	case there && last.Form.Digest() == q.Digest():
		return nil, gehoor.Refuse(CodeAsked)
	case there && last.Form.Digest() != after, !there && after != "":
		return nil, gehoor.Refuse(CodeMoved)
	}
	if err := q.Askable(); err != nil {
		return nil, err
	}
	for _, other := range a.Known() {
		if other.ID == q.ID && other.Version == q.Version && other.Digest() != q.Digest() {
			return nil, gehoor.Refuse(CodeVersion, "version", strconv.Itoa(q.Version))
		}
	}
	file := zip(q.JSON())
	if len(file) > maxFile {
		return nil, gehoor.Refuse(CodeTooMuch, "percent", strconv.Itoa(100*len(file)/maxFile))
	}
	return []gehoor.Fact{Adopted{Questionnaire: q.ID, Version: q.Version, Digest: q.Digest(), File: file}}, nil
}

// Askable refuses a questionnaire with which no signal can be given: one without
// the office, or not in both languages of the site.
func (q *Questionnaire) Askable() error {
	if _, there := q.Question(OfficeQuestion); !there {
		return gehoor.Refuse(CodeNoOffice)
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		if !slices.Contains(q.Languages, lang) {
			return gehoor.Refuse(CodeLanguages)
		}
	}
	return nil
}

// Known are all questionnaires with which an account can have been written: those
// that are shipped, and those that were adopted, each once, the newest last.
func (a *Adoptions) Known() []*Questionnaire {
	all := All()
	for _, one := range a.All {
		same := func(q *Questionnaire) bool { return q.Digest() == one.Form.Digest() }
		if !slices.ContainsFunc(all, same) {
			all = append(all, one.Form)
		}
	}
	return all
}

// maxOpen is how long before a signal came in its page may have been opened: no
// session and no code in a browser lives as long.
const maxOpen = 31 * 24 * time.Hour

// Between are the questionnaires that a signal can have been asked, if it came in
// between two moments.
func (a *Adoptions) Between(first, last time.Time) []*Questionnaire {
	first, last = first.Add(-maxOpen), last.Add(24*time.Hour) // days, not moments, are kept
	var possible []*Questionnaire
	before := All()
	for _, one := range a.All {
		switch {
		case !one.At.After(first):
			before = []*Questionnaire{one.Form}
		case !one.At.After(last):
			possible = append(possible, one.Form)
		}
	}
	return append(before, possible...)
}

func digestOf(data []byte) gehoor.Digest {
	sum := sha256.Sum256(data)
	return gehoor.Digest("sha256-" + hex.EncodeToString(sum[:]))
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is one there is
	_, _ = w.Write(data)                                  // memory takes everything
	_ = w.Close()
	return b.Bytes()
}

func unzip(file []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("questionnaire: adopted file: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("questionnaire: adopted file: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("questionnaire: adopted file is larger than any can be")
	}
	return data, nil
}
