package questionnaire

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
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

// Retired is the fact that an organisation does not send a follow-up any more. What
// was sent before can be answered, and adopting one of the id offers it again.
type Retired struct {
	Questionnaire ID `json:"questionnaire"`
}

// Kind names the fact.
func (Retired) Kind() gehoor.Kind { return "questionnaire.retired" }

// Adoption is a questionnaire, and since when it is asked.
type Adoption struct {
	Seq  gehoor.Seq
	At   time.Time
	By   gehoor.Actor
	Form *Questionnaire
}

// Adoptions is the state of an organisation's questionnaires.
type Adoptions struct {
	// All is what was adopted, the first one first.
	All []Adoption
	// Retired are the follow-ups that are not offered any more.
	Retired map[ID]bool
}

// Clone returns an independent copy.
func (a *Adoptions) Clone() *Adoptions {
	return &Adoptions{All: slices.Clone(a.All), Retired: maps.Clone(a.Retired)}
}

// Fold adds one event. What was adopted under today's rules is read for ever, so
// [Parse] may become milder and never stricter.
func (a *Adoptions) Fold(e gehoor.Event, f gehoor.Fact) error {
	switch f := f.(type) {
	case Adopted:
		form, err := f.form()
		if err != nil {
			return err
		}
		a.All = append(a.All, Adoption{Seq: e.Seq, At: e.At, By: e.Actor, Form: form})
		delete(a.Retired, form.ID)
	case Retired:
		if a.Retired == nil {
			a.Retired = map[ID]bool{}
		}
		a.Retired[f.Questionnaire] = true
	default:
		if e.Kind.Noun() == "questionnaire" {
			return fmt.Errorf("questionnaire: unknown fact %q", e.Kind)
		}
	}
	return nil
}

// form reads the file in the fact.
func (f Adopted) form() (*Questionnaire, error) {
	data, err := unzip(f.File)
	if err != nil {
		return nil, err
	}
	if digestOf(data) != f.Digest {
		return nil, fmt.Errorf("questionnaire: adopted file of version %d is another", f.Version)
	}
	return Parse(data)
}

// Last is the intake that was adopted last, and whether any was. Without one the
// newest that is shipped is asked.
func (a *Adoptions) Last() (Adoption, bool) { return a.last(Intake, "") }

// last is what was adopted last of an intake, or of the follow-up of an id.
func (a *Adoptions) last(p Purpose, id ID) (Adoption, bool) {
	for _, one := range slices.Backward(a.All) {
		if one.Form.Purpose == p && (p == Intake || one.Form.ID == id) {
			return one, true
		}
	}
	return Adoption{}, false
}

// Chosen pins what an organisation chose last for a purpose, "" if it chose nothing.
// Each follow-up is chosen by itself: id says which.
func (a *Adoptions) Chosen(p Purpose, id ID) gehoor.Digest {
	if last, there := a.last(p, id); there {
		return last.Form.Digest()
	}
	return ""
}

// FollowUps are what handlers can send now: of each id what was adopted last, or the
// newest that is shipped, without those that were retired. They come by id.
func (a *Adoptions) FollowUps() []*Questionnaire {
	now := map[ID]*Questionnaire{}
	for _, q := range a.Known() {
		if q.Purpose == FollowUp && !a.Retired[q.ID] {
			now[q.ID] = q
		}
	}
	for id := range now {
		if last, there := a.last(FollowUp, id); there {
			now[id] = last.Form
		}
	}
	all := make([]*Questionnaire, 0, len(now))
	for _, id := range slices.Sorted(maps.Keys(now)) {
		all = append(all, now[id])
	}
	return all
}

// Codes of refusals about adopting.
const (
	// CodeAsked: it is what is asked now.
	CodeAsked gehoor.Code = "questionnaire.asked"
	// CodeVersion: another questionnaire has this id and version; args: version.
	CodeVersion gehoor.Code = "questionnaire.version"
	// CodePurpose: the id is that of an intake, and this is a follow-up, or the other
	// way about.
	CodePurpose gehoor.Code = "questionnaire.purpose"
	// CodeRetired: no such follow-up is offered.
	CodeRetired gehoor.Code = "questionnaire.retired"
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
// decision was made against: [Adoptions.Chosen] as it was then.
func (a *Adoptions) Adopt(q *Questionnaire, after gehoor.Digest) ([]gehoor.Fact, error) {
	chosen := a.Chosen(q.Purpose, q.ID)
	switch {
	case chosen == q.Digest() && !a.Retired[q.ID]:
		return nil, gehoor.Refuse(CodeAsked)
	case chosen != after:
		return nil, gehoor.Refuse(CodeMoved)
	}
	if err := q.Askable(); err != nil {
		return nil, err
	}
	for _, other := range a.Known() {
		switch {
		case other.ID != q.ID:
		case other.Purpose != q.Purpose:
			return nil, gehoor.Refuse(CodePurpose)
		case other.Version == q.Version && other.Digest() != q.Digest():
			return nil, gehoor.Refuse(CodeVersion, "version", strconv.Itoa(q.Version))
		}
	}
	file := zip(q.JSON())
	if len(file) > maxFile {
		return nil, gehoor.Refuse(CodeTooMuch, "percent", strconv.Itoa(100*len(file)/maxFile))
	}
	return []gehoor.Fact{Adopted{Questionnaire: q.ID, Version: q.Version, Digest: q.Digest(), File: file}}, nil
}

// Retire takes a follow-up out of what handlers can send.
func (a *Adoptions) Retire(id ID) ([]gehoor.Fact, error) {
	if !slices.ContainsFunc(a.FollowUps(), func(q *Questionnaire) bool { return q.ID == id }) {
		return nil, gehoor.Refuse(CodeRetired)
	}
	return []gehoor.Fact{Retired{Questionnaire: id}}, nil
}

// Askable refuses an intake with which no signal can be given, because it lacks the
// office, and whatever is not in both languages of the site.
func (q *Questionnaire) Askable() error {
	if _, there := q.Question(OfficeQuestion); q.Purpose == Intake && !there {
		return gehoor.Refuse(CodeNoOffice)
	}
	for _, lang := range []gehoor.Language{gehoor.Dutch, gehoor.English} {
		if !slices.Contains(q.Languages, lang) {
			return gehoor.Refuse(CodeLanguages)
		}
	}
	return nil
}

// Known are all questionnaires with which answers can have been written: those that
// are shipped, and those that were adopted, each once, the newest last.
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

// Between are the intakes that a signal can have been asked, if it came in between
// two moments.
func (a *Adoptions) Between(first, last time.Time) []*Questionnaire {
	first, last = first.Add(-maxOpen), last.Add(24*time.Hour) // days, not moments, are kept
	var possible []*Questionnaire
	before := slices.DeleteFunc(All(), func(q *Questionnaire) bool { return q.Purpose != Intake })
	for _, one := range a.All {
		switch {
		case one.Form.Purpose != Intake:
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
