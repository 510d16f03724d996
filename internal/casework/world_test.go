package casework_test

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/dossier"
	"github.com/gehoor/gehoor/internal/form/formtest"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
	"github.com/gehoor/gehoor/internal/protocol/shipped"
	"github.com/gehoor/gehoor/internal/record"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
)

const veenhaven = gehoor.OrgID("veenhaven")

// The people of the tests.
var (
	noor  = gehoor.PersonID(id("a")) // caseworker
	bram  = gehoor.PersonID(id("b")) // caseworker
	jet   = gehoor.PersonID(id("c")) // head of the bureau
	saar  = gehoor.PersonID(id("d")) // external desk
	milan = gehoor.PersonID(id("e")) // external desk
	fleur = gehoor.PersonID(id("f")) // custodian
	sem   = gehoor.PersonID(id("9")) // custodian
)

// world is a founded organisation in memory, with a clock that a test moves.
type world struct {
	*casework.Casework
	t      *testing.T
	store  *ledgertest.Memory
	blobs  *blobtest.Memory
	drafts formtest.Memory
	now    time.Time
	made   atomic.Uint64
	// signers are the keys with which people sign, of those who do.
	signers map[gehoor.PersonID]seal.Signer
}

// newWorld starts on Monday 5 January 2026, nine in the morning in Veenhaven.
func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldWith(t, nil)
}

// newWorldWith is [newWorld] with people who sign what they do.
func newWorldWith(t *testing.T, signers map[gehoor.PersonID]seal.Signer) *world {
	t.Helper()
	w := &world{t: t, signers: signers, store: ledgertest.NewMemory(), blobs: blobtest.NewMemory(), now: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)}
	w.Casework = casework.New(w.deps())
	w.found()
	return w
}

func (w *world) deps() casework.Deps {
	w.t.Helper()
	_, signer := logKey(w.t)
	return casework.Deps{
		Events: w.store, Lists: w.store, Accounts: w.store, Log: w.store, Outbox: w.store, Drafts: w.store, Advice: w.store, Parts: w.store, Blobs: w.blobs, Forms: &w.drafts,
		Source: ledger.Source{Now: func() time.Time { return w.now }, Random: w.random},
		Trial:  true, Protocols: shipped.Protocols(casework.Vocabulary()), Setting: shipped.Veenhaven(),
		Publishing: casework.Publishing{Signer: signer, Quantum: 8, Every: time.Hour},
	}
}

func logKey(t *testing.T) (string, *register.Signer) {
	t.Helper()
	secret, public, err := register.MakeKey("veenhaven.example/log", [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	signer, err := register.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return public, signer
}

// random is a counter: IDs differ and a failing test fails again.
func (w *world) random(b []byte) {
	var seed [8]byte
	binary.BigEndian.PutUint64(seed[:], w.made.Add(1))
	sum := sha256.Sum256(seed[:])
	copy(b, sum[:])
}

func (w *world) found() {
	w.t.Helper()
	join := func(id gehoor.PersonID, role gehoor.Role) casework.Newcomer {
		return casework.Newcomer{ID: id, Joined: directory.Joined{Role: role, Function: gehoor.Text{NL: string(role), EN: string(role)}},
			Key: directory.KeyPublished{Recipient: "age1pq1" + string(id), Signer: string(w.signers[id]), Note: "note"}}
	}
	f := casework.Founding{
		Founded: directory.Founded{Name: "Veenhaven", Threshold: 2, Root: "root", Log: "log", Phone: "14 0000"},
		People: []casework.Newcomer{join(noor, gehoor.RoleCaseworker), join(bram, gehoor.RoleCaseworker), join(jet, gehoor.RoleHead),
			join(saar, gehoor.RoleExternal), join(milan, gehoor.RoleExternal), join(fleur, gehoor.RoleCustodian), join(sem, gehoor.RoleCustodian)},
		Custodians: []gehoor.PersonID{fleur, sem},
		Holders:    map[gehoor.Office][]gehoor.PersonID{gehoor.OfficeExternalDesk: {saar, milan}},
	}
	for _, o := range gehoor.Offices() {
		if o != gehoor.OfficeBureau {
			f.Holders[o] = []gehoor.PersonID{noor, bram}
		}
	}
	f.Holders[gehoor.OfficeManager] = []gehoor.PersonID{noor}
	w.must(w.Found(w.t.Context(), veenhaven, f))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) refused(err error, code gehoor.Code) {
	w.t.Helper()
	if !errors.Is(err, &gehoor.Refusal{Code: code}) {
		w.t.Errorf("got %v, want refusal %s", err, code)
	}
}

// declare has somebody say that they have no interest, if they must: most tests are not
// about that. What is wrong with it the act that follows tells.
func (w *world) declare(who gehoor.PersonID, id gehoor.DossierID) {
	_ = w.DeclareNoInterest(w.t.Context(), veenhaven, who, id)
}

// ConfirmRecord is that of casework, by somebody who declared to have no interest.
func (w *world) ConfirmRecord(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, y casework.Confirming) error {
	w.declare(who, id)
	return w.Casework.ConfirmRecord(ctx, org, who, id, y)
}

// Record likewise.
func (w *world) Record(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, writing casework.Writing) error {
	if writing.Kind != record.KindConflict {
		w.declare(who, id)
	}
	return w.Casework.Record(ctx, org, who, id, writing)
}

// Close likewise.
func (w *world) Close(ctx context.Context, org gehoor.OrgID, who gehoor.PersonID, id gehoor.DossierID, exit dossier.Exit, reasons ledger.Content, made *casework.Sealed) error {
	w.declare(who, id)
	return w.Casework.Close(ctx, org, who, id, exit, reasons, made)
}

// days moves the clock.
func (w *world) days(n int) { w.now = w.now.AddDate(0, 0, n) }

// words stands in for sealed words: casework never looks inside.
func words(s string) ledger.Content {
	sum := sha256.Sum256([]byte(s))
	return ledger.Content{ID: gehoor.ContentID(hex.EncodeToString(sum[:])), Bytes: []byte(s)}
}

// submission is what a browser makes for these holders.
func submission(code string, office gehoor.Office, holders ...gehoor.PersonID) casework.Submission {
	return casework.Submission{
		Lookup: sha256.Sum256([]byte(code)), Office: office, Language: gehoor.Dutch,
		Account: words("account of " + code), Conversation: compartment(code+" conversation", true, holders...),
	}
}

func compartment(name string, reporter bool, holders ...gehoor.PersonID) casework.Sealed {
	s := casework.Sealed{Recipient: "age1pq1" + name, Threshold: 2}
	for _, p := range holders {
		s.Grants = append(s.Grants, casework.SealedFor{Person: p, Content: words(fmt.Sprint(name, " key for ", p))})
	}
	if reporter {
		s.Grants = append(s.Grants, casework.SealedFor{
			Content: words(name + " key for the reporter"), Vouched: dossier.Vouched{Recipient: "age1pq1reporter", Tag: "tag of " + name},
		})
	}
	for _, p := range []gehoor.PersonID{fleur, sem} {
		s.Shares = append(s.Shares, casework.SealedFor{Person: p, Content: words(fmt.Sprint(name, " share for ", p))})
	}
	return s
}

// send is a signal about an alderman, to noor and bram.
func (w *world) send(code string) account.Mailbox {
	w.t.Helper()
	box, err := w.Receive(w.t.Context(), veenhaven, submission(code, gehoor.OfficeAlderman, noor, bram))
	w.must(err)
	return box
}

func (w *world) tick() {
	w.t.Helper()
	for range 100 {
		n, err := w.Tick(w.t.Context())
		w.must(err)
		if n == 0 {
			return
		}
	}
	w.t.Fatal("the tick never comes to rest")
}

// kinds lists the kinds of fact in a dossier.
func (w *world) kinds(id gehoor.DossierID) string { return w.streamKinds(gehoor.DossierStream(id)) }

func (w *world) streamKinds(s gehoor.StreamID) string {
	w.t.Helper()
	records, err := w.store.Load(w.t.Context(), veenhaven, s, 0)
	w.must(err)
	var kinds []string
	for _, r := range records {
		e, _, err := ledger.Open(r, casework.Decode)
		w.must(err)
		kinds = append(kinds, string(e.Kind))
	}
	return strings.Join(kinds, " ")
}
