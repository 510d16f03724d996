package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/store"
)

// checkCommand is gehoor check.
type checkCommand struct {
	where
	Org string `placeholder:"NAME" help:"Only this organisation."`
}

// Run looks at everything that can be looked at without a key of a person, a
// line each. It may run beside a server.
func (c *checkCommand) Run(ctx context.Context, out io.Writer) error {
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	files, closeFiles, err := c.files(ctx)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	err = c.all(ctx, db, files, out)
	return errors.Join(err, db.Close(), closeFiles())
}

func (c *checkCommand) all(ctx context.Context, db *store.DB, files blob.Store, out io.Writer) error {
	orgs, err := organisations(ctx, db, gehoor.OrgID(c.Org))
	if err != nil {
		return err
	}
	l := &list{out: out}
	for _, org := range orgs {
		_, _ = fmt.Fprintln(out, org)
		cases, err := casesWith(c.folder(), db, files, org, casework.Publishing{}, nil, time.Now)
		if err != nil {
			return err
		}
		one := inspection{list: l, db: db, cases: cases, org: org, folder: c.folder()}
		one.directory(ctx)
		one.protocols(ctx)
		one.intake(ctx)
		one.records(ctx)
		one.files(ctx)
		one.mail(ctx)
	}
	if l.wrong {
		return errFound
	}
	return nil
}

// list prints one line for each thing that was looked at.
type list struct {
	out   io.Writer
	wrong bool
}

// say prints what is right, or what is wrong instead.
func (l *list) say(right string, wrong ...string) {
	if len(wrong) == 0 {
		_, _ = fmt.Fprintf(l.out, "  ✓ %s\n", right)
		return
	}
	l.wrong = true
	for _, w := range wrong {
		_, _ = fmt.Fprintf(l.out, "  ✗ %s\n", w)
	}
}

// inspection is a look at one organisation.
type inspection struct {
	*list
	db     *store.DB
	cases  *casework.Casework
	org    gehoor.OrgID
	folder folder
}

// directory looks at who there is: nobody alone, nobody stuck.
func (i inspection) directory(ctx context.Context) {
	org, err := i.cases.Organisation(ctx, i.org)
	if err != nil {
		i.say("", "the organisation cannot be read: "+err.Error())
		return
	}
	var lone, added []string
	for _, o := range gehoor.Offices() {
		p, err := i.cases.Preview(ctx, i.org, o, nil)
		switch {
		case err != nil:
			lone = append(lone, fmt.Sprintf("office %s: %v", o, err))
		case !p.Enough:
			lone = append(lone, fmt.Sprintf("office %s: fewer than two people receive signals, also with the external desk", o))
		case external(p.Holders):
			added = append(added, string(o))
		}
	}
	i.say(fmt.Sprintf("every office has two people who can open a signal (the external desk is among them for: %s)", strings.Join(added, ", ")), lone...)
	i.custodians(ctx, org)
	i.shortHanded(ctx)
	i.keys(ctx, org)
}

// protocols says by which protocols new dossiers are handled. That nobody adopted any is
// no fault: a council decides. But then little is asked of anybody, so it is advised.
func (i inspection) protocols(ctx context.Context) {
	p, err := i.cases.Protocols(ctx, i.org)
	if err != nil {
		i.say("", "the protocols cannot be read: "+err.Error())
		return
	}
	if len(p.All) == 0 && len(p.Offered) > 0 {
		_, _ = fmt.Fprintln(i.out, "  – no protocol was adopted, so that signals are confirmed and answered and nothing more is asked: on the page Protocols an administrator adopts what is recommended")
		return
	}
	codes := make([]string, len(p.Set))
	for n, d := range p.Set {
		codes[n] = d.Code
	}
	i.say("dossiers that are opened now follow " + strings.Join(codes, ", "))
}

// maxShort bounds what is counted: a number above it says enough.
const maxShort = 1000

// shortHanded tells how many dossiers fewer than two people can open. One person
// is told of, nobody is wrong.
func (i inspection) shortHanded(ctx context.Context) {
	short, err := i.db.ShortHanded(ctx, i.org, maxShort)
	if err != nil {
		i.say("", "the dossiers cannot be counted: "+err.Error())
		return
	}
	nobody := 0
	for _, s := range short {
		if s.Holders == 0 {
			nobody++
		}
	}
	if nobody > 0 {
		i.say("", fmt.Sprintf("%d dossiers can be opened by nobody who works here: on the page Recovery, the head of the bureau asks for their keys", nobody))
	}
	switch one := len(short) - nobody; {
	case one > 0:
		_, _ = fmt.Fprintf(i.out, "  – %d dossiers can be opened by one person only: their work list says which\n", one)
	case nobody == 0:
		i.say("every dossier is held by two people or more")
	}
}

func external(holders []*directory.Person) bool {
	for _, h := range holders {
		if h.Role == gehoor.RoleExternal {
			return true
		}
	}
	return false
}

func (i inspection) custodians(ctx context.Context, org *directory.Organisation) {
	active := 0
	for _, id := range org.Custodians {
		if _, err := i.cases.Person(ctx, i.org, id); err == nil {
			active++
		}
	}
	need := org.Founded.Threshold
	if active < need || need < 2 {
		i.say("", fmt.Sprintf("%d custodians are there, and %d must work together to recover a dossier", active, need))
		return
	}
	i.say(fmt.Sprintf("%d custodians are there; any %d of them together recover a dossier", active, need))
	i.tested(org, time.Now())
}

// testedFor is how long a drill of a recovery is proof that custodians can still
// do it: people, keys and machines change.
const testedFor = 365 * 24 * time.Hour

// tested tells when custodians last recovered something. That they never did is wrong
// where signals are taken in ([inspection.intake]).
func (i inspection) tested(org *directory.Organisation, now time.Time) {
	on := org.TestedAt.Format(time.DateOnly)
	switch {
	case org.TestedAt.IsZero():
		_, _ = fmt.Fprintln(i.out, "  – the custodians have never recovered anything together: begin a drill on the page Recovery")
	case now.Sub(org.TestedAt) > testedFor:
		_, _ = fmt.Fprintf(i.out, "  – the custodians last tried a recovery on %s, more than a year ago: begin a drill on the page Recovery\n", on)
	default:
		i.say(fmt.Sprintf("on %s, %d custodians recovered a drill", on, org.Tested.Custodians))
	}
}

// keys looks whether the root vouches for the key of everybody who works here.
func (i inspection) keys(ctx context.Context, org *directory.Organisation) {
	root, err := seal.ParseRoot(i.org, org.Root)
	if err != nil {
		i.say("", "the organisation's root key cannot be read")
		return
	}
	var bad []string
	people := 0
	for _, role := range gehoor.Roles() {
		ids, err := i.db.StaffWith(ctx, i.org, role)
		if err != nil {
			bad = append(bad, err.Error())
		}
		for _, id := range ids {
			people++
			if err := i.vouched(ctx, root, id); err != nil {
				bad = append(bad, err.Error())
			}
		}
	}
	i.say(fmt.Sprintf("the root vouches for the keys of all %d people", people), bad...)
	switch {
	case org.Next.Unsigned():
		_, _ = fmt.Fprintf(i.out, "  – another root is announced without the signature of this one, because it is %s: the page Root key says how far it is\n", org.Next.Way)
	case org.Next.Root != "":
		_, _ = fmt.Fprintln(i.out, "  – another root is announced: it counts when gehoor staff admit took in all keys that it signed")
	}
}

func (i inspection) vouched(ctx context.Context, root note.Verifier, id gehoor.PersonID) error {
	p, err := i.cases.Person(ctx, i.org, id)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", id, err)
	}
	key, err := seal.VerifyStaffKey(p.Note, root, i.org)
	if err != nil || key.Person != id || string(key.Recipient) != p.Recipient {
		return fmt.Errorf("the root does not vouch for the key of %s", id)
	}
	return nil
}

// records looks at what is stored: events, contents, log and lists.
func (i inspection) records(ctx context.Context) {
	report, err := store.Audit(ctx, i.db, i.org)
	if err != nil {
		i.say("", "the database cannot be read: "+err.Error())
		return
	}
	var found []string
	for _, f := range report.Findings {
		found = append(found, fmt.Sprintf("%s: %s", f.What, f.Where))
	}
	if report.More {
		found = append(found, "and more")
	}
	i.say(fmt.Sprintf("%d events in %d streams, %d contents and %d leaves are what they were when they were written",
		report.Events, report.Streams, report.Contents, report.Leaves), found...)
	i.log(ctx)
	seen, err := replay(ctx, i.folder, i.db, i.org, false, i.out)
	switch {
	case err != nil:
		i.say("", err.Error())
	case seen.wrong > 0:
		i.say("", fmt.Sprintf("the lists of %d streams differ from their events: gehoor replay --mend writes them anew", seen.wrong))
	default:
		i.say(fmt.Sprintf("the lists of %d streams follow from their events", seen.streams))
	}
}

// maxFaults is how many parts with a fault are printed; who has more has another
// problem.
const maxFaults = 50

// partFaults says of a part what is wrong with it.
var partFaults = map[casework.PartFault]string{
	casework.PartMissing:  "is named by an event and is not there",
	casework.PartDamaged:  "is not what it was when it was written",
	casework.PartUnlisted: "is named by an event, and the database would let it be swept",
	casework.PartStray:    "is known to nobody; was the database put back from a backup?",
}

// files looks at what is kept outside the database.
func (i inspection) files(ctx context.Context) {
	var found []string
	faults := 0
	seen, err := i.cases.CheckFiles(ctx, i.org, func(part gehoor.ContentID, what casework.PartFault) {
		if faults++; faults <= maxFaults {
			found = append(found, fmt.Sprintf("part %s of a file %s", part, partFaults[what]))
		}
	})
	if err != nil {
		i.say("", "files cannot be read: "+err.Error())
		return
	}
	if faults > maxFaults {
		found = append(found, fmt.Sprintf("and %d more", faults-maxFaults))
	}
	i.say(fmt.Sprintf("%d files in %d parts are what they were when they were written", seen.Files, seen.Parts), found...)
}

// log compares the newest checkpoint with the highest one kept outside.
func (i inspection) log(ctx context.Context) {
	k, err := i.folder.loadKeys()
	if err != nil {
		i.say("", err.Error())
		return
	}
	signer, err := k.signer(i.org)
	if err != nil {
		i.say("", err.Error())
		return
	}
	high, err := register.OpenHighFile(i.folder.highest())
	if err != nil {
		i.say("", err.Error())
		return
	}
	publisher := register.Publisher{Org: i.org, Store: i.db, Signer: signer, High: high, Quantum: 1, Random: random}
	tree, err := publisher.CatchUp(ctx)
	if err != nil {
		i.say("", "the log: "+err.Error())
		return
	}
	i.say(fmt.Sprintf("the log holds all %d leaves that were published under %s", tree.N, signer.Origin()))
	i.witnesses(ctx)
}

// witnesses looks who cosigned the newest checkpoint that was served to all. One
// that is younger may still be with them.
func (i inspection) witnesses(ctx context.Context) {
	policy, err := i.folder.loadWitnesses()
	if err != nil {
		i.say("", err.Error())
		return
	}
	if len(policy.Witnesses()) == 0 {
		_, _ = fmt.Fprintln(i.out, "  – nobody watches over the log: name witnesses in "+i.folder.witnesses())
		return
	}
	msg, err := register.Tile(ctx, i.db, i.org, register.CheckpointPath)
	if errors.Is(err, gehoor.ErrNotFound) {
		return // nothing was published yet
	}
	var have []register.Cosignature
	if err == nil {
		have, err = register.PeekCosignatures(msg, policy.Keys()...)
	}
	said := fmt.Sprintf("%d of %d witnesses cosigned the checkpoint that is served; at least %d must", len(have), len(policy.Witnesses()), policy.Least())
	switch {
	case err != nil:
		i.say("", "the witnesses' signatures: "+err.Error())
	case !policy.Enough(have):
		i.say("", said)
	default:
		i.say(said)
	}
	if n := len(policy.Witnesses()); n > 1 && 2*policy.Least() <= n {
		_, _ = fmt.Fprintf(i.out, "  – %d of %d is not more than half: two halves of the witnesses can be shown two logs\n", policy.Least(), n)
	}
}

// mail looks whether people were told what they had to be told.
func (i inspection) mail(ctx context.Context) {
	trouble, err := i.db.Trouble(ctx, i.org, "", notify.ScopeAll)
	if err != nil {
		i.say("", "mail: "+err.Error())
		return
	}
	hooked, err := i.db.Trouble(ctx, i.org, "", notify.ScopeHooks)
	if err != nil {
		i.say("", "mail: "+err.Error())
		return
	}
	waiting, dead, err := i.db.Waiting(ctx, i.org)
	switch {
	case err != nil:
		i.say("", "mail: "+err.Error())
	case trouble.Messages > 0:
		i.say("", fmt.Sprintf("%d messages could not be delivered, %d of them to webhooks, the oldest since %s, and %d were given up: gehoor mail list says why",
			trouble.Messages, hooked.Messages, trouble.Since.Format(time.DateOnly), dead))
	default:
		i.say(fmt.Sprintf("every message was delivered, or is on its way (%d)", waiting))
	}
}
