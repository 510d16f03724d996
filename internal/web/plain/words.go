package plain

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/checkin"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/signal/questionnaire/answer"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/box"
	pages "github.com/gehoor/gehoor/internal/web/page/plain"
)

// writing is a form of the mailbox with words of the reporter's own: a message, a
// correction, a wish to talk. Nothing of it may be lost: not to a fault, not to a
// session that ended meanwhile, not to a second press.
type writing struct {
	// name is what the form is called where its words are kept.
	name string
	// fields are its fields with words.
	fields []string
	// read puts what was sent into a page, with what is wrong with it, and returns
	// the words to send, and whether they can be.
	read func(b *pages.Box, w *text.Words, form url.Values) (string, bool)
	// refuse says on the page why it was not taken.
	refuse func(b *pages.Box, why string)
	// hand hands it in.
	hand func(c *casework.Casework, ctx context.Context, mine account.Mailbox, one handing) error
	// said is what the page then says, query how its address asks for that.
	said  text.Key
	query string
}

// handing is a form that is handed in, by who saw so many of their own entries.
type handing struct {
	// words are nil where nothing was written and nothing need be.
	words *ledger.Content
	seen  int
	form  url.Values
}

// worded hands in a form that always has words.
func worded(do func(*casework.Casework, context.Context, account.Mailbox, ledger.Content, int) error) func(*casework.Casework, context.Context, account.Mailbox, handing) error {
	return func(c *casework.Casework, ctx context.Context, mine account.Mailbox, one handing) error {
		return do(c, ctx, mine, *one.words, one.seen)
	}
}

// writings are all forms with words.
var writings = []writing{
	{
		name: "reply", fields: []string{pages.FieldReply}, read: readReply,
		refuse: func(b *pages.Box, why string) { b.Reply.Problem = why },
		hand:   worded((*casework.Casework).ReplyOnce), said: "box.said-reply", query: queryReplied,
	},
	{
		name: "correct", fields: []string{pages.FieldCorrect}, read: readCorrection,
		refuse: func(b *pages.Box, why string) { b.Correct.Problem = why },
		hand:   worded((*casework.Casework).CorrectOnce), said: "box.said-corrected", query: queryCorrected,
	},
	{
		name:   "talk",
		fields: []string{pages.FieldHow, pages.FieldReach, pages.FieldWhen, pages.FieldLanguage, pages.FieldInterpreter, pages.FieldCareful},
		read:   readTalk, refuse: func(b *pages.Box, why string) { b.Talk.Reach.Problem = why },
		hand: worded((*casework.Casework).AskTalkOnce), said: "box.said-talk", query: queryTalk,
	},
	{
		name: demandForm, fields: demandFields(), read: readDemand,
		refuse: func(b *pages.Box, why string) {
			for reason, typed := range b.Demand {
				typed.Problem = why
				b.Demand[reason] = typed
			}
		},
		hand: demand, said: "demand.said", query: queryDemand,
	},
	{
		name: checkInForm, fields: []string{pages.FieldStep, box.FieldGoing, box.FieldAway, box.FieldWorse, box.FieldWords}, read: readCheckIn,
		refuse: func(b *pages.Box, why string) { b.CheckIn.WordsProblem = why },
		hand:   checkIn, said: "check-in.said", query: queryCheckIn,
	},
	{
		name: withdrawForm, fields: []string{box.FieldPressure, box.FieldWithdrawWords}, read: readWithdrawal,
		refuse: func(b *pages.Box, why string) { b.Withdrawal.WordsProblem = why },
		hand:   withdraw, said: "withdrawal.said", query: queryWithdrawn,
	},
}

// written is the writing of a name.
func written(name string) (writing, bool) {
	for _, one := range writings {
		if one.name == name {
			return one, true
		}
	}
	return writing{}, false
}

// The forms that can be sent without words.
const (
	demandForm   = "demand"
	checkInForm  = "check-in"
	withdrawForm = "withdraw"
)

// formOf is the form by which an entry of the conversation was sent; "" for the others.
var formOf = map[signal.Form]string{signal.FormDemand: demandForm, signal.FormCheckIn: checkInForm, signal.FormWithdrawal: withdrawForm}

// demandFields are the fields of the buttons.
func demandFields() []string {
	fields := []string{pages.FieldReason}
	for _, r := range signal.Reasons() {
		fields = append(fields, pages.FieldDemand(r))
	}
	return fields
}

// demand presses a button. That it was pressed before is no fault.
func demand(c *casework.Casework, ctx context.Context, mine account.Mailbox, one handing) error {
	err := c.DemandOnce(ctx, mine, signal.Reason(one.form.Get(pages.FieldReason)), one.words, one.seen)
	if errors.Is(err, gehoor.Refuse(signal.CodeDemanded)) {
		return nil
	}
	return err
}

func readReply(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	return readWords(&b.Reply, w, form.Get(pages.FieldReply), w.Say("box.reply-missing"))
}

func readCorrection(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	return readWords(&b.Correct, w, form.Get(pages.FieldCorrect), w.Say("box.correct-missing"))
}

func readDemand(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	r := signal.Reason(form.Get(pages.FieldReason))
	var typed pages.Typed
	words, ok := readWords(&typed, w, form.Get(pages.FieldDemand(r)), "")
	b.Demand = map[signal.Reason]pages.Typed{r: typed}
	if strings.TrimSpace(words) == "" {
		words = ""
	}
	return words, ok
}

func readTalk(b *pages.Box, w *text.Words, form url.Values) (string, bool) {
	t := &b.Talk
	t.How, t.Interpreter = form.Get(pages.FieldHow), form.Get(pages.FieldInterpreter) == "yes"
	readWords(&t.Reach, w, form.Get(pages.FieldReach), w.Say("box.talk-reach-missing"))
	readWords(&t.When, w, form.Get(pages.FieldWhen), "")
	readWords(&t.Language, w, form.Get(pages.FieldLanguage), "")
	readWords(&t.Careful, w, form.Get(pages.FieldCareful), "")
	if t.Problem() {
		return "", false
	}
	return t.Words(w), true
}

// readWords reads one field: missing is what to say when there is nothing, "" if
// there need not be.
func readWords(into *pages.Typed, w *text.Words, typed, missing string) (string, bool) {
	into.Text, into.Problem = lines(typed), ""
	switch n := answer.Units(into.Text); {
	case n == 0 || strings.TrimSpace(into.Text) == "":
		into.Problem = missing
	case n > box.MaxReply:
		into.Problem = w.Say("box.reply-long", text.Count("limit", box.MaxReply))
	}
	return into.Text, into.Problem == ""
}

// writes takes the words of a form. Somebody who was away too long is asked for
// the code, and finds the words again.
func (p *Plain) writes(name string) handler {
	what, ok := written(name)
	if !ok {
		panic("plain: no form " + name) // the table of routes is ours
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		v, how := p.visitor(r)
		switch how {
		case outside:
			return p.leaveFor(w, r, how)
		case away:
			return p.ended(w, r, v, what, form)
		}
		mine, err := p.enter(w, r, &v)
		if errors.Is(err, gehoor.ErrNotFound) {
			return p.ended(w, r, v, what, form)
		}
		if err != nil {
			return p.unsent(w, r, v, what, form, err)
		}
		words, ok := what.read(&pages.Box{}, text.For(lang(r)), form)
		if !ok {
			return p.showBox(w, r, &v, http.StatusUnprocessableEntity, func(b *pages.Box) { what.read(b, b.Words, form) })
		}
		return p.say(w, r, &v, mine, what, form, words)
	}
}

// say seals words and hands them in, once: the form says how many entries of the
// reporter its page showed.
func (p *Plain) say(w http.ResponseWriter, r *http.Request, v *visitor, mine account.Mailbox, what writing, form url.Values, words string) error {
	seen, err := strconv.Atoi(form.Get(pages.FieldAfter))
	if err != nil || seen < 0 {
		return gehoor.Refuse(gehoor.CodeMalformed)
	}
	m, err := p.cfg.Cases.Mailbox(r.Context(), mine)
	if err != nil {
		return p.unsent(w, r, *v, what, form, err)
	}
	one := handing{seen: seen, form: form}
	if words != "" {
		body := []byte(words)
		defer clear(body)
		content, err := endpoint.Say(p.cfg.Org, m.Boxes, body)
		if err != nil {
			return err
		}
		one.words = &content
	}
	err = what.hand(p.cfg.Cases, r.Context(), mine, one)
	if errors.Is(err, gehoor.Refuse(checkin.CodeDone)) || errors.Is(err, gehoor.Refuse(signal.CodeWithdrawn)) || errors.Is(err, gehoor.Refuse(casework.CodeWithdrawClosed)) {
		return p.overtaken(w, r, v, words, err)
	}
	if errors.Is(err, gehoor.Refuse(gehoor.CodeReplayed)) {
		return p.again(w, r, v, what, form, words, seen)
	}
	if err != nil {
		return p.unsent(w, r, *v, what, form, err)
	}
	return p.to(w, r, pages.PathBox+"?"+what.query)
}

// makes says whether an entry of the conversation can be of this form.
func (what writing) makes(f signal.Form) bool {
	if wordless := slices.Contains([]string{demandForm, checkInForm, withdrawForm}, what.name); wordless || formOf[f] != "" {
		return formOf[f] == what.name
	}
	return true
}

// overtaken is for words to a question that is over: they wait as a message to send.
func (p *Plain) overtaken(w http.ResponseWriter, r *http.Request, v *visitor, words string, err error) error {
	status, why := p.frame.Failure(r, err)
	return p.showBox(w, r, v, status, func(b *pages.Box) { b.Reply = pages.Typed{Text: words, Problem: why} })
}

// again is for words that come after others that their page did not show. If those
// say the same, they are these, sent twice; else the reporter looks.
func (p *Plain) again(w http.ResponseWriter, r *http.Request, v *visitor, what writing, form url.Values, words string, seen int) error {
	return p.showBox(w, r, v, http.StatusOK, func(b *pages.Box) {
		n := 0
		for _, e := range b.Mailbox.Signal.Thread {
			if !e.FromReporter {
				continue
			}
			if n++; n > seen && what.makes(e.Form) && b.Opened[e.Content] == words {
				b.Said = what.said
				return
			}
		}
		what.read(b, b.Words, form)
		what.refuse(b, b.Words.Say("plain.reply-other"))
	})
}

// ended asks for the code and keeps the words, sealed to their reporter.
func (p *Plain) ended(w http.ResponseWriter, r *http.Request, v visitor, what writing, form url.Values) error {
	d := p.door(r)
	d.Away = true
	var err error
	if d.Kept, err = p.sealKept(v, what, form); err != nil {
		return err
	}
	p.drop(w)
	return p.frame.Show(w, r, http.StatusUnauthorized, pages.DoorPage(d))
}

// unsent is for when the mailbox cannot be shown either: the words, sealed to
// their reporter, go with the page that asks for the code.
func (p *Plain) unsent(w http.ResponseWriter, r *http.Request, v visitor, what writing, form url.Values, err error) error {
	status, why := p.frame.Failure(r, err)
	d := p.door(r)
	d.Problems = []string{why}
	var sealErr error
	if d.Kept, sealErr = p.sealKept(v, what, form); sealErr != nil {
		return sealErr
	}
	return p.frame.Show(w, r, status, pages.DoorPage(d))
}

// Words that were typed by somebody who was away too long are sealed to them and go
// with the page that asks for the code: the server keeps nothing, and whoever is at
// the device now sees nothing. They are a form's own fields, as a browser writes
// them, with the form's name.

func (p *Plain) sealKept(v visitor, what writing, form url.Values) (string, error) {
	kept := url.Values{keptForm: {what.name}}
	for _, name := range what.fields {
		if s := form.Get(name); s != "" {
			kept.Set(name, s)
		}
	}
	body := []byte(kept.Encode())
	defer clear(body)
	sealed, err := seal.Seal(p.cfg.Org, seal.Draft, body, v.own.Identity.Recipient())
	return base64.StdEncoding.EncodeToString(sealed), err
}

// keptForm names the form in what is kept of it.
const keptForm = "_form"

func (p *Plain) openKept(v visitor, kept string) (writing, url.Values, bool) {
	sealed, err := base64.StdEncoding.DecodeString(kept)
	if err != nil || len(sealed) == 0 {
		return writing{}, nil, false
	}
	body, err := unseal.Open(v.own.Identity, p.cfg.Org, seal.Draft, sealed)
	if err != nil {
		return writing{}, nil, false
	}
	defer clear(body)
	form, err := parseForm(body)
	if err != nil {
		return writing{}, nil, false
	}
	what, ok := written(form.Get(keptForm))
	return what, form, ok
}
