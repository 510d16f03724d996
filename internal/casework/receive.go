package casework

import (
	"context"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/diary"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/signal"
)

// Sealed is a compartment as a browser made it: the facts and the sealed keys.
type Sealed struct {
	Recipient string
	Threshold int
	// Tag is as in [dossier.CompartmentMade].
	Tag string
	// Grants hold the key per person; one with Person "" is of who has a code.
	Grants []SealedFor
	Shares []SealedFor
}

// SealedFor is a key or a share, sealed to one person.
type SealedFor struct {
	Person  gehoor.PersonID
	Content ledger.Content
	// Vouched is set of what is sealed to who has a code.
	dossier.Vouched
}

// Submission is a signal as the reporter's browser sends it.
type Submission struct {
	// Lookup is the hash of the look-up secret: one code, one signal.
	Lookup   [32]byte
	Office   gehoor.Office
	Language gehoor.Language
	NotSafe  bool
	// Plain: the server made what the reporter's browser could not (web/plain).
	Plain bool
	// TalkAsked: the reporter wants to be called or met, and agreed that we know.
	TalkAsked bool
	// Struck are people who may know nothing of it.
	Struck       []gehoor.PersonID
	Account      ledger.Content
	Conversation Sealed
	// Identity and Who are set if the reporter wrote who they are.
	Identity *Sealed
	Who      *ledger.Content
	// Diary is set if the reporter kept one before deciding: all of it, no more and no
	// less than is kept.
	Diary *SealedDiary
	// Admit, if set, makes the session that lets the browser into the mailbox. It
	// is stored with the signal. A signal that was sent before stores none.
	Admit func(account.Mailbox) account.Session
	// Consent: the reporter agreed that a confidential adviser hands it over. Others
	// who enter a signal leave it false.
	Consent bool
	// entered is set if somebody of staff wrote it down ([Casework.Enter]).
	entered *entering
}

// SealedDiary is the diary of a signal as the reporter's browser sends it: the words, and the
// marks of the entries in their order.
type SealedDiary struct {
	Content ledger.Content
	Marks   [][32]byte
}

// maxStruck bounds the struck: nobody can strike more people than a preview shows.
const maxStruck = 40

// Receive takes in a signal: durable when it returns. Sending again with the
// same code is no second signal, whether the first answer was lost or not.
func (c *Casework) Receive(ctx context.Context, org gehoor.OrgID, s Submission) (account.Mailbox, error) {
	if err := checkContents(s.contents()); err != nil {
		return account.Mailbox{}, err
	}
	box := account.Mailbox{
		Org: org, Lookup: s.Lookup,
		Dossier: newID[gehoor.DossierID](c.deps.Source), Signal: newID[gehoor.SignalID](c.deps.Source),
	}
	inserts := []ledger.Row{box}
	if s.Admit != nil {
		inserts = append(inserts, s.Admit(box))
	}
	from := ledger.Remembered(ctx)
	_, err := c.dossier.Create(ctx, org, gehoor.DossierStream(box.Dossier), func(snap ledger.Snapshot[*File]) (ledger.Decision, error) {
		d, err := c.decideReceive(from, org, snap.State, s, box)
		if err != nil { // perhaps only of what was remembered
			d, err = c.decideReceive(ctx, org, snap.State, s, box)
		}
		from = ctx // after a conflict
		d.Inserts = append(d.Inserts, inserts...)
		return d, err
	})
	if err == nil {
		return box, nil
	}
	// If it was sent before, or by another tab, then that counts, whatever
	// stands against it now.
	if before, lookErr := c.deps.Accounts.Mailbox(ctx, org, s.Lookup); lookErr == nil {
		return before, nil
	}
	return account.Mailbox{}, err
}

func (c *Casework) decideReceive(ctx context.Context, org gehoor.OrgID, f *File, s Submission, box account.Mailbox) (ledger.Decision, error) {
	t, err := c.triage(ctx, org, s.Office, s.Struck)
	if err != nil {
		return ledger.Decision{}, err
	}
	if !t.intake {
		return ledger.Decision{}, gehoor.Refuse(directory.CodeIntakeClosed)
	}
	if !t.enough {
		return ledger.Decision{}, gehoor.Refuse(dossier.CodeAlone)
	}
	begin, err := c.inForce(ctx, org)
	if err != nil {
		return ledger.Decision{}, err
	}
	facts := f.Dossier.Open(begin.Opened)
	who := gehoor.ContentID("")
	if s.Who != nil {
		who = s.Who.ID
	}
	received, err := f.Signals.Receive(
		signal.Received{Signal: box.Signal, Content: s.Account.ID},
		signal.Routed{Signal: box.Signal, Office: s.Office, Language: s.Language, NotSafe: s.NotSafe}, who)
	if err != nil {
		return ledger.Decision{}, err
	}
	facts = append(facts, received...)
	if s.Plain {
		facts = append(facts, signal.SentPlainly{Signal: box.Signal})
	}
	d := ledger.Decision{Actor: gehoor.ByReporter(box.Signal), Protocol: begin.digest, Facts: facts, Reads: append(t.reads, begin.version)}
	if s.entered != nil {
		if err := c.enter(ctx, org, f, box.Signal, *s.entered, &d); err != nil {
			return ledger.Decision{}, err
		}
	}
	kept, err := c.diary(ctx, org, s, box.Signal, &d)
	if err != nil {
		return ledger.Decision{}, err
	}
	d.Facts = append(d.Facts, kept...)
	if s.TalkAsked {
		d.Facts = append(d.Facts, signal.TalkAsked{Signal: box.Signal})
	}
	d.Facts = append(d.Facts, f.Dossier.Strike(s.Struck)...)
	made, err := s.compartments(f, t, box.Signal)
	if err != nil {
		return ledger.Decision{}, err
	}
	d.Facts, d.Contents = append(d.Facts, made...), s.contents()
	if err := c.missing(ctx, org, f, &d, t.holders); err != nil {
		return ledger.Decision{}, err
	}

	d.Inserts = c.alerts(org, t.ids(), alert{kind: notify.KindSignal, atOnce: s.NotSafe, quiet: s.Office == gehoor.OfficeBureau || len(s.Struck) > 0})
	d.Deletes = append(d.Deletes, account.Draft{Org: org, Lookup: s.Lookup})
	return d, nil
}

// diary states what the reporter kept before deciding, with the days that the server
// gave, and takes the rows away. It refuses when these are not the entries that the
// browser sends: one of another tab must not be lost, nor one that was withdrawn stay.
func (c *Casework) diary(ctx context.Context, org gehoor.OrgID, s Submission, id gehoor.SignalID, d *ledger.Decision) ([]gehoor.Fact, error) {
	rows, err := c.deps.Accounts.Diary(ctx, org, s.Lookup)
	if err != nil {
		return nil, err
	}
	rows = account.KeptDiary(rows, c.deps.Source.Now())
	var marks [][32]byte
	if s.Diary != nil {
		marks = s.Diary.Marks
	}
	if !slices.EqualFunc(rows, marks, func(e account.DiaryEntry, m [32]byte) bool { return e.Mark == m }) {
		return nil, gehoor.Refuse(diary.CodeChanged)
	}
	if s.Diary == nil {
		return nil, nil
	}
	if len(rows) == 0 {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	fact := diary.Kept{Signal: id, Content: s.Diary.Content.ID}
	for _, e := range rows {
		fact.Entries = append(fact.Entries, diary.Entry{On: protocol.DateOf(e.KeptOn), Mark: diary.MarkOf(e.Mark)})
	}
	d.Deletes = append(d.Deletes, account.DiarySent{Org: org, Lookup: s.Lookup, Entries: rows[len(rows)-1].Number})
	return []gehoor.Fact{fact}, nil
}

func (s Submission) compartments(f *File, t triage, id gehoor.SignalID) ([]gehoor.Fact, error) {
	code := dossier.Coded{Signal: id}
	facts, err := f.Dossier.MakeCompartment(s.Conversation.fact(gehoor.Conversation, code), t.ids(), code, t.recovery)
	if err != nil {
		return nil, err
	}
	if (s.Identity == nil) != (s.Who == nil) {
		return nil, gehoor.Refuse(gehoor.CodeMalformed)
	}
	if s.Identity == nil {
		return facts, nil
	}
	more, err := f.Dossier.MakeCompartment(s.Identity.fact(gehoor.Identity, code), t.ids(), code, t.recovery)
	return append(facts, more...), err
}

// contents lists everything sealed, the account first.
func (s Submission) contents() []ledger.Content {
	all := append([]ledger.Content{s.Account}, s.Conversation.contents()...)
	if s.Who != nil {
		all = append(all, *s.Who)
	}
	if s.Diary != nil {
		all = append(all, s.Diary.Content)
	}
	if s.Identity != nil {
		all = append(all, s.Identity.contents()...)
	}
	return all
}

func (s Sealed) contents() []ledger.Content {
	var all []ledger.Content
	for _, g := range s.Grants {
		all = append(all, g.Content)
	}
	for _, h := range s.Shares {
		all = append(all, h.Content)
	}
	return all
}

// fact states the compartment; the grant without a person is of whose code it is.
func (s Sealed) fact(name gehoor.Compartment, code dossier.Coded) dossier.CompartmentMade {
	f := dossier.CompartmentMade{Compartment: name, Epoch: 1, Recipient: s.Recipient, Threshold: s.Threshold, Tag: s.Tag}
	for _, g := range s.Grants {
		one := dossier.Grant{Person: g.Person, Content: g.Content.ID, Vouched: g.Vouched}
		if g.Person == "" {
			one.Signal, one.Participant = code.Signal, code.Participant
		}
		f.Grants = append(f.Grants, one)
	}
	for _, h := range s.Shares {
		f.Shares = append(f.Shares, dossier.Share{Custodian: h.Person, Content: h.Content.ID})
	}
	return f
}

// triage is who can open a signal about an office, and what that leans on.
type triage struct {
	holders    []*directory.Person
	custodians []*directory.Person
	recovery   dossier.Custody
	enough     bool
	intake     bool // signals are taken in
	reads      []ledger.Version
}

func (t triage) ids() []gehoor.PersonID { return idsOf(t.holders) }

func idsOf(people []*directory.Person) []gehoor.PersonID {
	ids := make([]gehoor.PersonID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	return ids
}

func (c *Casework) triage(ctx context.Context, org gehoor.OrgID, office gehoor.Office, struck []gehoor.PersonID) (triage, error) {
	var t triage
	if !office.Choosable() {
		return t, gehoor.Refuse(signal.CodeOffice)
	}
	if len(struck) > maxStruck {
		return t, gehoor.Refuse(gehoor.CodeMalformed)
	}
	own, err := c.holders(ctx, org, office, &t.reads)
	if err != nil {
		return t, err
	}
	desk, err := c.holders(ctx, org, gehoor.OfficeExternalDesk, &t.reads)
	if err != nil {
		return t, err
	}
	for _, p := range struck {
		is := func(h *directory.Person) bool { return h.ID == p }
		if !slices.ContainsFunc(own, is) && !slices.ContainsFunc(desk, is) {
			return t, gehoor.Refuse(gehoor.CodeMalformed)
		}
	}
	t.holders, t.enough = directory.Triage(own, desk, struck)
	err = c.custodians(ctx, org, &t)
	t.enough = t.enough && len(t.custodians) >= t.recovery.Threshold
	return t, err
}

func (c *Casework) holders(ctx context.Context, org gehoor.OrgID, o gehoor.Office, reads *[]ledger.Version) ([]*directory.Person, error) {
	office, err := c.office.Load(ctx, org, gehoor.OfficeStream(o))
	if err != nil {
		return nil, err
	}
	*reads = append(*reads, office.Version())
	return c.people(ctx, org, office.State.Holders, reads)
}

func (c *Casework) people(ctx context.Context, org gehoor.OrgID, ids []gehoor.PersonID, reads *[]ledger.Version) ([]*directory.Person, error) {
	people := make([]*directory.Person, 0, len(ids))
	for _, id := range ids {
		p, err := c.person.Load(ctx, org, gehoor.PersonStream(id))
		if err != nil {
			return nil, err
		}
		people = append(people, p.State)
		if !slices.Contains(*reads, p.Version()) {
			*reads = append(*reads, p.Version())
		}
	}
	return people, nil
}

func (c *Casework) custodians(ctx context.Context, org gehoor.OrgID, t *triage) error {
	o, err := c.org.Load(ctx, org, gehoor.OrganisationStream)
	if err != nil {
		return err
	}
	if !o.State.Exists() {
		return gehoor.ErrNotFound
	}
	t.reads = append(t.reads, o.Version())
	t.intake = c.deps.Trial || o.State.IntakeOpen
	t.recovery.Threshold = o.State.Founded.Threshold
	appointed, err := c.people(ctx, org, o.State.Custodians, &t.reads)
	t.custodians = keeping(appointed, t.recovery.Threshold)
	for _, p := range t.custodians {
		t.recovery.Custodians = append(t.recovery.Custodians, p.ID)
	}
	return err
}
