package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/founding"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/web/page/desk"
	"github.com/gehoor/gehoor/internal/web/page/invite"
	"github.com/gehoor/gehoor/internal/web/page/layout"
	"github.com/gehoor/gehoor/internal/web/page/organisation"
	"github.com/gehoor/gehoor/internal/web/page/people"
)

// Who works here, their keys, and who receives signals about whom. Nothing of a
// dossier is asked for any of these pages.

// invitedFor is how long an invitation is good.
const invitedFor = 14 * 24 * time.Hour

// peoplePage lists everybody.
func (s *Site) peoplePage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	all, err := s.cases.Staff(r.Context(), s.cfg.Org)
	if err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathPeople, people.Files()...)
	return s.show(w, r, http.StatusOK, people.ListPage(p, people.List{Me: name, Org: s.cfg.Org, All: all, Now: s.now()}))
}

// personPage shows one person and what can be done.
func (s *Site) personPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showPerson(w, r, http.StatusOK, me, people.Somebody{MailKept: r.URL.Query().Has(people.QueryMail)})
}

// showPerson shows the person of a path; told is what there is to say.
func (s *Site) showPerson(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, one people.Somebody) error {
	m, err := s.member(r)
	if err != nil {
		return err
	}
	one.Member, one.Org, one.Now, one.Own = m, s.cfg.Org, s.now(), m.ID == me.ID
	if one.MailFault == "" {
		if one.Mail, err = s.cases.MailAddress(r.Context(), s.cfg.Org, m.ID); err != nil {
			return err
		}
	}
	if err := s.without(r.Context(), &one); err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, people.Path(m.ID))
	one.Me = name
	return s.show(w, r, status, people.OnePage(p, one))
}

// member finds the person of a path.
func (s *Site) member(r *http.Request) (casework.Member, error) {
	all, err := s.cases.Staff(r.Context(), s.cfg.Org)
	if err != nil {
		return casework.Member{}, err
	}
	i := slices.IndexFunc(all, func(m casework.Member) bool { return string(m.ID) == r.PathValue("person") })
	if i < 0 {
		return casework.Member{}, gehoor.ErrNotFound
	}
	return all[i], nil
}

// without says what would be lacking without somebody.
func (s *Site) without(ctx context.Context, one *people.Somebody) error {
	holdings, err := s.cases.Holdings(ctx, s.cfg.Org)
	if err != nil {
		return err
	}
	for _, h := range holdings {
		if !slices.ContainsFunc(h.Holders, func(p *directory.Person) bool { return p.ID == one.ID }) {
			continue
		}
		one.Offices = append(one.Offices, h.Office)
		if left := leftWithout(h.Holders, one.ID); left < directory.MinHolders {
			one.Thin = append(one.Thin, h.Office)
		}
	}
	o, err := s.cases.Organisation(ctx, s.cfg.Org)
	if err != nil || !slices.Contains(o.Custodians, one.ID) {
		return err
	}
	left := 0
	for _, id := range o.Custodians {
		if p, err := s.cases.Known(ctx, s.cfg.Org, id); err == nil && p.Active() && id != one.ID {
			left++
		}
	}
	one.Custodians = left < o.Founded.Threshold
	return nil
}

// leftWithout counts those who could open a signal about an office without somebody.
func leftWithout(holders []*directory.Person, who gehoor.PersonID) int {
	left, _ := directory.Triage(holders, nil, []gehoor.PersonID{who})
	return len(left)
}

// newPersonPage asks for somebody new. The ID is drawn here, so that the same form
// sent twice is one person.
func (s *Site) newPersonPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showNew(w, r, http.StatusOK, me, people.New{ID: s.cases.DrawPerson()})
}

func (s *Site) showNew(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, n people.New) error {
	p, name := s.adminFrame(r, me, layout.PathNewPerson)
	n.Me = name
	return s.show(w, r, status, people.NewPage(p, n))
}

// invitePerson invites somebody new and shows the code, this once.
func (s *Site) invitePerson(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	n := people.Read(r.PostForm)
	if _, err := gehoor.ParsePersonID(string(n.ID)); err != nil {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	until := s.now().Add(invitedFor)
	welcome := n.Welcome(wordsOf(r), until)
	if len(n.Faults) > 0 {
		return s.showNew(w, r, http.StatusUnprocessableEntity, me, n)
	}
	code, err := s.cases.Welcome(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), welcome)
	var no *gehoor.Refusal
	if errors.As(err, &no) && (no.Code == casework.CodeLoginTaken || no.Code == directory.CodeJoined) {
		n.Faults["login"] = wordsOf(r).Refusal(no)
		return s.showNew(w, r, http.StatusConflict, me, n)
	}
	if err != nil {
		return err
	}
	function := welcome.Joined.Function.In(languageOf(r))
	return s.showSlip(w, r, me, people.Slip{Who: function, Login: welcome.Login, Code: code, Until: until})
}

// inviteAgain gives somebody another invitation.
func (s *Site) inviteAgain(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	m, err := s.member(r)
	if err != nil {
		return err
	}
	if m.Active() && r.PostForm.Get(people.FieldSure) == "" {
		return s.showPerson(w, r, http.StatusUnprocessableEntity, me, people.Somebody{Trouble: wordsOf(r).Say("people.not-sure")})
	}
	until := s.now().Add(invitedFor)
	code, err := s.cases.Invite(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), m.ID, m.Login, until)
	if err != nil {
		return err
	}
	return s.showSlip(w, r, me, people.Slip{Who: desk.Person(wordsOf(r), m.Person), Login: m.Login, Code: code, Until: until})
}

func (s *Site) showSlip(w http.ResponseWriter, r *http.Request, me *directory.Person, slip people.Slip) error {
	p, name := s.adminFrame(r, me, layout.PathNewPerson)
	slip.Me, slip.Link = name, invite.Link(s.address(r), slip.Code)
	return s.show(w, r, http.StatusOK, people.SlipPage(p, slip))
}

// address is where people find the site: what the configuration says, else the name
// under which it was asked, which is one of its own.
func (s *Site) address(r *http.Request) string {
	if s.cfg.Address != "" {
		return s.cfg.Address
	}
	return "https://" + r.Host
}

// changeMail lets somebody get mail elsewhere, or none.
func (s *Site) changeMail(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	m, err := s.member(r)
	if err != nil {
		return err
	}
	typed := notify.Address{Mail: strings.TrimSpace(r.PostForm.Get(people.FieldMail)), Lang: gehoor.Language(r.PostForm.Get(people.FieldLanguage))}
	if !typed.Lang.Valid() {
		typed.Lang = gehoor.Dutch
	}
	if _, err := notify.ParseMail(typed.Mail); typed.Mail != "" && err != nil {
		fault := organisation.Say(wordsOf(r), directory.FaultMail)
		return s.showPerson(w, r, http.StatusUnprocessableEntity, me, people.Somebody{Mail: typed, MailFault: fault})
	}
	if err := s.cases.ChangeMail(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), m.ID, typed.Mail, typed.Lang); err != nil {
		return err
	}
	http.Redirect(w, r, to(r, people.Path(m.ID))+"?"+people.QueryMail, http.StatusSeeOther)
	return nil
}

// removePerson ends somebody's work.
func (s *Site) removePerson(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	m, err := s.member(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get(people.FieldSure) == "" {
		return s.showPerson(w, r, http.StatusUnprocessableEntity, me, people.Somebody{Trouble: wordsOf(r).Say("people.not-sure")})
	}
	err = s.cases.Leave(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), m.ID)
	if err != nil && !errors.Is(err, &gehoor.Refusal{Code: directory.CodeGone}) { // gone is what was wanted
		return err
	}
	http.Redirect(w, r, to(r, people.Path(m.ID)), http.StatusSeeOther)
	return nil
}

// keysPage lists the keys that wait for the root's signature.
func (s *Site) keysPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showKeys(w, r, http.StatusOK, me, people.Keys{})
}

func (s *Site) showKeys(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, k people.Keys) error {
	var err error
	if k.Waiting, err = s.waitingKeys(r.Context()); err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathKeys)
	k.Me, k.Org = name, s.cfg.Org
	return s.show(w, r, status, people.KeysPage(p, k))
}

func (s *Site) waitingKeys(ctx context.Context) ([]casework.Member, error) {
	all, err := s.cases.Staff(ctx, s.cfg.Org)
	return slices.DeleteFunc(all, func(m casework.Member) bool { return !m.Here() || m.Offered == "" }), err
}

// keysFile is what gehoor root sign reads. There is no secret in it.
func (s *Site) keysFile(w http.ResponseWriter, r *http.Request, _ *directory.Person) error {
	all, err := s.waitingKeys(r.Context())
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return gehoor.ErrNotFound
	}
	var file bytes.Buffer
	lines := json.NewEncoder(&file)
	for _, one := range founding.KeysWaiting(s.cfg.Org, all) {
		if err := lines.Encode(one); err != nil {
			return err
		}
	}
	return attachment(w, "waiting.jsonl", file.Bytes())
}

// admitKeys takes in what the root signed.
func (s *Site) admitKeys(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	file, err := uploaded(r, people.FieldFile)
	if err != nil {
		return err
	}
	words := wordsOf(r)
	signed, err := founding.ParseSigned(file)
	if err != nil {
		return s.showKeys(w, r, http.StatusUnprocessableEntity, me, people.Keys{Trouble: words.Say("keys.unread")})
	}
	var k people.Keys
	status := http.StatusOK
	who := s.who(r.Context(), words)
	for _, one := range signed {
		result := people.Result{Who: desk.Upper(who(gehoor.ByPerson(one.Person)))}
		if one.Change != "" {
			result.Who = words.Say("root.next")
		}
		err := s.admit(r.Context(), gehoor.ByPerson(me.ID), one)
		var no *gehoor.Refusal
		switch {
		case one.Change != "" && errors.Is(err, gehoor.ErrNotFound):
			result.Why, status = words.Say("root.by-custodians"), http.StatusConflict
		case errors.As(err, &no):
			result.Why, status = words.Refusal(no), http.StatusConflict
		case err != nil:
			return err
		}
		k.Results = append(k.Results, result)
	}
	if err := s.finishRoot(r.Context(), gehoor.ByPerson(me.ID)); err != nil {
		return err
	}
	return s.showKeys(w, r, status, me, k)
}

// admit takes in one line that the root signed.
func (s *Site) admit(ctx context.Context, by gehoor.Actor, one founding.Signed) error {
	if one.Change != "" {
		return s.cases.AnnounceRoot(ctx, s.cfg.Org, by, one.Change)
	}
	return s.cases.PublishKey(ctx, s.cfg.Org, by, one.Person, one.Note)
}

// finishRoot lets an announced root count that the one before signed, as soon as it
// signed everybody's key.
func (s *Site) finishRoot(ctx context.Context, by gehoor.Actor) error {
	org, err := s.cases.Organisation(ctx, s.cfg.Org)
	if err != nil || org.Next.Root == "" || org.Next.Unsigned() {
		return err
	}
	err = s.cases.ReplaceRoot(ctx, s.cfg.Org, by, org.Next.Root)
	if errors.Is(err, &gehoor.Refusal{Code: directory.CodeRootKeys}) {
		return nil // the one before counts until the rest came
	}
	return err
}

// uploaded reads the file of a form, whose size [bounded] limits. Nothing is written
// to a disk.
func uploaded(r *http.Request, field string) ([]byte, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, unread(err)
		}
		if part.FormName() == field {
			return readPart(part)
		}
	}
}

func readPart(part *multipart.Part) ([]byte, error) {
	file, err := io.ReadAll(part)
	if err != nil {
		return nil, unread(err)
	}
	return file, nil
}

// unread is a body that is too large, or not what a browser sends.
func unread(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return large
	}
	return gehoor.Refuse(gehoor.CodeMalformed)
}

// holdersPage shows who receives signals about whom.
func (s *Site) holdersPage(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	return s.showHolders(w, r, http.StatusOK, me, people.Holders{Kept: r.URL.Query().Has("bewaard")})
}

func (s *Site) showHolders(w http.ResponseWriter, r *http.Request, status int, me *directory.Person, h people.Holders) error {
	var err error
	if h.Holdings, err = s.cases.Holdings(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	if h.People, err = s.cases.Staff(r.Context(), s.cfg.Org); err != nil {
		return err
	}
	p, name := s.adminFrame(r, me, layout.PathHolders)
	h.Me = name
	return s.show(w, r, status, people.HoldersPage(p, h))
}

// changeHolder lets somebody receive signals about an office, or not any more. It
// asks once more before an office has too few.
func (s *Site) changeHolder(w http.ResponseWriter, r *http.Request, me *directory.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	office, who := gehoor.Office(r.PathValue("office")), gehoor.PersonID(r.PostForm.Get(people.FieldPerson))
	if _, err := gehoor.ParsePersonID(string(who)); err != nil || !office.Valid() {
		return gehoor.ErrNotFound
	}
	var err error
	switch r.PostForm.Get(people.FieldAct) {
	case people.ActAdd:
		err = s.cases.AddHolder(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), office, who)
	case people.ActRemove:
		if asked, askErr := s.askFirst(w, r, me, office, who); asked || askErr != nil {
			return askErr
		}
		err = s.cases.RemoveHolder(r.Context(), s.cfg.Org, gehoor.ByPerson(me.ID), office, who)
	default:
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	var no *gehoor.Refusal
	switch {
	case errors.As(err, &no) && no.Code == directory.CodeHolder:
		return s.showHolders(w, r, http.StatusConflict, me, people.Holders{Trouble: wordsOf(r).Refusal(no)})
	case errors.As(err, &no) && (no.Code == directory.CodeHolds || no.Code == directory.CodeHoldsNot):
		// It is as it was wanted: somebody else did it, or the form was sent twice.
	case err != nil:
		return err
	}
	http.Redirect(w, r, to(r, layout.PathHolders)+"?bewaard#office-"+string(office), http.StatusSeeOther)
	return nil
}

// askFirst asks once more if an office would have too few without somebody, unless it
// was answered. asked is true if it showed the question.
func (s *Site) askFirst(w http.ResponseWriter, r *http.Request, me *directory.Person, o gehoor.Office, who gehoor.PersonID) (asked bool, err error) {
	if r.PostForm.Get(people.FieldSure) != "" {
		return false, nil
	}
	holdings, err := s.cases.Holdings(r.Context(), s.cfg.Org)
	if err != nil {
		return false, err
	}
	for _, h := range holdings {
		i := slices.IndexFunc(h.Holders, func(p *directory.Person) bool { return p.ID == who })
		if h.Office != o || i < 0 {
			continue
		}
		left := leftWithout(h.Holders, who)
		if left >= directory.MinHolders {
			return false, nil
		}
		p, name := s.adminFrame(r, me, layout.PathHolders)
		return true, s.show(w, r, http.StatusOK, people.ConfirmPage(p, people.Confirm{Me: name, Office: o, Who: h.Holders[i], Left: left}))
	}
	return false, nil
}
