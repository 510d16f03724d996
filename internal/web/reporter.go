package web

import (
	"context"
	"net/http"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/web/page/begin"
	"github.com/gehoor/gehoor/internal/web/page/box"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/resume"
)

// What a reporter does. No handler here learns a code, a word or a name; the
// look-up secret is in the body, never in an address.

// beginPage is where somebody tells what is going on.
func (s *Site) beginPage(w http.ResponseWriter, r *http.Request) error {
	return s.whileOpen(w, r, layout.PathBegin, s.askPage)
}

func (s *Site) askPage(w http.ResponseWriter, r *http.Request) error {
	forms, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	if begin.Listens(forms.Asked) {
		recording(w)
	}
	return s.show(w, r, http.StatusOK, begin.Page(begin.Data{
		Page: s.page(r, layout.ForReporter, begin.Title, layout.PathBegin, begin.Files...), Form: forms.Asked, Mail: s.cases.SendsNews(),
	}))
}

// resumePage is where somebody comes back with a code.
func (s *Site) resumePage(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, resume.Page(s.page(r, layout.ForReporter, resume.Title, layout.PathResume, resume.Files...)))
}

// boxPage shows a signal to its reporter.
func (s *Site) boxPage(w http.ResponseWriter, r *http.Request, mine account.Mailbox) error {
	return s.showBox(w, r, http.StatusOK, mine, box.News{})
}

// showBox shows a signal with what was filled in about mail.
func (s *Site) showBox(w http.ResponseWriter, r *http.Request, status int, mine account.Mailbox, news box.News) error {
	m, err := s.cases.Mailbox(r.Context(), mine)
	if err != nil {
		return err
	}
	proven, err := s.cases.Proven(r.Context(), mine)
	if err != nil {
		return err
	}
	forms, err := s.cases.Forms(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	if news.State, err = s.cases.News(r.Context(), mine); err != nil {
		return err
	}
	framing(w)
	return s.show(w, r, status, box.Page(box.Data{
		Page:    s.page(r, layout.ForReporter, box.Title, layout.PathBox, box.Files...),
		Mailbox: m, Forms: forms.Sent(forms.Between(m.Signal.ReceivedAt, m.Signal.ReceivedAt), m.Signal), Proven: proven, News: news,
	}))
}

type lookupWire struct {
	Lookup string `json:"lookup"`
}

type previewAsk struct {
	Office gehoor.Office     `json:"office"`
	Struck []gehoor.PersonID `json:"struck"`
}

// preview says who will be able to open a signal about an office. It depends on
// nothing that was typed.
func (s *Site) preview(w http.ResponseWriter, r *http.Request) error {
	ask, err := decode[previewAsk](r)
	if err != nil {
		return err
	}
	p, err := s.cases.Preview(r.Context(), s.cfg.Org, ask.Office, ask.Struck)
	if err != nil {
		return err
	}
	org, err := s.cases.Organisation(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	return reply(w, previewWire{
		Root: org.Root, Holders: keys(p.Holders, languageOf(r)), Custodians: keys(p.Custodians, languageOf(r)),
		Threshold: p.Threshold, Enough: p.Enough,
	})
}

func keys(people []*directory.Person, l gehoor.Language) []keyWire {
	out := make([]keyWire, len(people))
	for i, p := range people {
		out[i] = keyWire{Person: p.ID, Function: p.Function.In(l), Name: p.Name, Note: p.Note}
	}
	return out
}

type draftWire struct {
	Lookup string `json:"lookup"`
	Pass   string `json:"pass,omitempty"`
	Sealed []byte `json:"sealed"`
}

// saveDraft keeps what the reporter has so far, sealed to the reporter alone.
func (s *Site) saveDraft(w http.ResponseWriter, r *http.Request) error {
	d, err := decode[draftWire](r)
	if err != nil {
		return err
	}
	if err := s.takesSignals(r); err != nil {
		return err
	}
	if _, err := content(d.Sealed); err != nil {
		return err
	}
	if err := s.admitted(r, d.Lookup, d.Pass); err != nil {
		return err
	}
	if err := s.door.SaveDraft(r.Context(), s.cfg.Org, d.Lookup, d.Sealed, s.now()); err != nil {
		return err
	}
	return done(w)
}

// dropDraft forgets the draft, at the reporter's wish.
func (s *Site) dropDraft(w http.ResponseWriter, r *http.Request) error {
	d, err := decode[lookupWire](r)
	if err != nil {
		return err
	}
	if err := s.door.DropDraft(r.Context(), s.cfg.Org, d.Lookup); err != nil {
		return err
	}
	return done(w)
}

// backWire is what a code opens: a signal that was sent, what was written to a participant,
// or what was kept.
type backWire struct {
	State string      `json:"state"` // "signal", "participant" or "draft"
	Draft []byte      `json:"draft,omitempty"`
	Diary *openedWire `json:"diary,omitempty"`
}

// comeBack lets somebody in with a code, to the mailbox or to what was kept.
func (s *Site) comeBack(w http.ResponseWriter, r *http.Request) error {
	b, err := decode[lookupWire](r)
	if err != nil {
		return err
	}
	entry, unsent, err := s.door.ComeBack(r.Context(), s.cfg.Org, b.Lookup, s.now())
	if err != nil {
		return err
	}
	if entry.Session.Mailbox == nil {
		return reply(w, backWire{State: "draft", Draft: unsent.Sealed, Diary: opened(unsent.Diary)})
	}
	if err := s.startSession(w, r, cookieReporter, entry.Cookie); err != nil {
		return err
	}
	if entry.Session.Mailbox.Participant != "" {
		return reply(w, backWire{State: "participant"})
	}
	return reply(w, backWire{State: "signal"})
}

// sendSignal takes in a signal and lets its reporter into the mailbox. The
// answer comes when the signal is durable, never before.
func (s *Site) sendSignal(w http.ResponseWriter, r *http.Request) error {
	wire, err := decode[signalWire](r)
	if err != nil {
		return err
	}
	if wire.Org != s.cfg.Org {
		return gehoor.Refuse(gehoor.CodeForeign)
	}
	sub, err := wire.submission()
	if err != nil {
		return err
	}
	if err := s.admitted(r, wire.Lookup, wire.Pass); err != nil {
		return err
	}
	var entry account.Entry
	sub.Admit = func(box account.Mailbox) account.Session {
		entry = s.door.Admit(box, s.now())
		return entry.Session
	}
	box, err := s.cases.Receive(r.Context(), s.cfg.Org, sub)
	if err != nil {
		return err
	}
	if *entry.Session.Mailbox == box {
		s.cfg.Guard.Received(s.cfg.Org, s.now())
	} else { // it was sent before
		if entry, err = s.door.OpenMailbox(r.Context(), s.cfg.Org, wire.Lookup, s.now()); err != nil {
			return err
		}
	}
	if err := s.startSession(w, r, cookieReporter, entry.Cookie); err != nil {
		return err
	}
	return reply(w, backWire{State: "signal"})
}

// leave ends the reporter's session; quick exit calls it too.
func (s *Site) leave(w http.ResponseWriter, r *http.Request) error {
	return s.endSession(w, r, cookieReporter)
}

// openOwn hands the reporter sealed content of the own signal.
func (s *Site) openOwn(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	ask, err := decode[idsWire](r)
	if err != nil {
		return err
	}
	list, err := s.cases.OpenOwn(r.Context(), box, ask.IDs)
	if err != nil {
		return err
	}
	return reply(w, contentsOf(list))
}

type wordsWire struct {
	toKey
	Signal gehoor.SignalID `json:"signal,omitempty"`
	Sealed []byte          `json:"sealed"`
	// Made is the compartment for internal words, if this browser made it.
	Made *sealedWire `json:"made,omitempty"`
	// Exit is how a dossier ended, where it is closed.
	Exit dossier.Exit `json:"exit,omitempty"`
	// Ground is why a dossier must stay, Held the content of a hold that ends.
	Ground dossier.HoldGround `json:"ground,omitempty"`
	Held   gehoor.ContentID   `json:"held,omitempty"`
	// Answer is how a request for erasure is decided: "granted", or a ground to refuse.
	Answer string `json:"answer,omitempty"`
}

// answer is the reporter's message.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	wire, err := decode[wordsWire](r)
	if err != nil {
		return err
	}
	words, err := content(wire.Sealed)
	if err != nil {
		return err
	}
	if err := s.cases.Reply(wire.sealedTo(r), box, words); err != nil {
		return err
	}
	return done(w)
}

// toKey says to the compartment's key of which epoch a browser sealed words or a file. A
// page that does not say it is of before there was another.
type toKey struct {
	Epoch int `json:"epoch,omitempty"`
}

func (k toKey) sealedTo(r *http.Request) context.Context {
	return casework.SealedTo(r.Context(), max(k.Epoch, 1))
}

// ownKeys gives the reporter's page the keys that the compartments have now.
func (s *Site) ownKeys(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	m, err := s.cases.Mailbox(r.Context(), box)
	if err != nil {
		return err
	}
	return reply(w, boxesWire(m.Boxes))
}

// makeFormal makes the signal a formal report.
func (s *Site) makeFormal(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	if err := s.cases.ReporterMakesFormal(r.Context(), box); err != nil {
		return err
	}
	return done(w)
}

// promise and proof are files with neutral names; neither holds the code or the
// office.
func (s *Site) promise(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	text, err := s.cases.Promise(r.Context(), box)
	if err != nil {
		return err
	}
	return attachment(w, "promise.txt", text)
}

func (s *Site) proof(w http.ResponseWriter, r *http.Request, box account.Mailbox) error {
	text, err := s.cases.Proof(r.Context(), box)
	if err != nil {
		return err
	}
	return attachment(w, "receipt.txt", text)
}

func attachment(w http.ResponseWriter, name string, text []byte) error {
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return send(w, http.StatusOK, "text/plain; charset=utf-8", text)
}
