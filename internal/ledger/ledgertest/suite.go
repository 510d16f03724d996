package ledgertest

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Run proves that what open returns keeps every contract. open is called for
// each test and gives an empty store; it closes it by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) Stores) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Stores)
	}{
		{"append/keeps what it was given", appendKeeps},
		{"append/conflicts", appendConflicts},
		{"append/several streams or none", appendSeveral},
		{"append/replays", appendReplays},
		{"append/refuses malformed batches", appendMalformed},
		{"append/neighbours are unharmed", appendNeighbours},
		{"append/one winner", appendOneWinner},
		{"append/ended context", appendEnded},
		{"append/large group", appendLarge},
		{"parts/from coming to named", partsNamed},
		{"parts/only whole, and only the sender's", partsForeign},
		{"parts/room", partsRoom},
		{"parts/doomed", partsDoomed},
		{"parts/doomed or named, never both", partsRace},
		{"streams", streamsInOrder},
		{"log/leaves and hashes", logLeaves},
		{"log/organisations are apart", logApart},
		{"log/publish", logPublish},
		{"log/publish fails whole", logPublishFails},
		{"log/cosign", logCosign},
		{"log/publish and append at once", logConcurrent},
		{"view/rows are replaced", viewReplaced},
		{"view/who may see", viewMaySee},
		{"view/work list", viewWorkList},
		{"view/due", viewDue},
		{"view/due by another setting", viewSetting},
		{"view/in line by another chart", viewChart},
		{"view/incidents of a subject", viewIncidents},
		{"view/measures of a year", viewMeasures},
		{"view/patterns not looked for", viewUnlooked},
		{"view/triage and staff", viewStaff},
		{"view/who left", viewLeft},
		{"view/who stands in", viewDeputy},
		{"view/rewritten", viewRewritten},
		{"view/too few holders", viewShort},
		{"view/what the top is told", viewNotices},
		{"view/who waits to be called", viewHelps},
		{"account/login", accountLogin},
		{"account/changed login", accountChange},
		{"account/invitation", accountInvitation},
		{"account/passkey", accountPasskey},
		{"account/link", accountLink},
		{"account/former-codes", accountFormerCodes},
		{"account/session", accountSession},
		{"account/draft", accountDraft},
		{"account/diary", accountDiary},
		{"account/foreign text", accountForeign},
		{"draft/kept", draftKept},
		{"draft/seen", draftSeen},
		{"draft/gone", draftGone},
		{"advice/kept", adviceKept},
		{"advice/own", adviceOwn},
		{"advice/gone", adviceGone},
		{"notify/claim", notifyClaim},
		{"notify/claims of several", notifyClaims},
		{"notify/a clock that was wrong", notifyWrongClock},
		{"notify/address", notifyAddress},
		{"notify/how somebody is called", notifyReach},
		{"notify/trouble", notifyTrouble},
		{"notify/texts", notifyTexts},
		{"notify/news", notifyNews},
		{"notify/enqueue", notifyEnqueue},
		{"notify/webhooks", notifyHooks},
		{"erase/all of it", eraseAll},
		{"erase/refuses", eraseRefuses},
		{"erase/edition", eraseEdition},
		{"erase/races", eraseRaces},
		{"same as memory", sameAsMemory},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// The organisations of the suite.
const (
	veenhaven gehoor.OrgID = "veenhaven"
	duinrade  gehoor.OrgID = "duinrade"
)

// base is a moment with microseconds, because stores keep them.
var base = time.Date(2026, 3, 2, 9, 0, 0, 123000, time.UTC)

func newID[T ~string]() T {
	var b [16]byte
	random(b[:])
	return gehoor.NewID[T](b)
}

func random(b []byte) {
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
}

func random32() (b [32]byte) {
	random(b[:])
	return b
}

func newStream() gehoor.StreamID { return gehoor.DossierStream(newID[gehoor.DossierID]()) }

// Extend makes an extension of n records after the given Seq. The data are no
// events: stores never look inside.
func Extend(stream gehoor.StreamID, after gehoor.Seq, n int) ledger.Extension {
	e := ledger.Extension{Stream: stream, After: after}
	for i := range n {
		r := ledger.Record{Stream: stream, Seq: after + gehoor.Seq(i) + 1, Salt: random32()}
		r.Data = fmt.Appendf(nil, `{"stream":%q,"seq":%d,"at":%d}`, stream, r.Seq, time.Now().UnixNano())
		e.Records = append(e.Records, r)
	}
	return e
}

// NewContent makes random content of the given size.
func NewContent(size int) ledger.Content {
	b := make([]byte, size)
	random(b)
	id := sha256.Sum256(b)
	return ledger.Content{ID: gehoor.ContentID(hex.EncodeToString(id[:])), Bytes: b}
}

func batch(org gehoor.OrgID, e ...ledger.Extension) ledger.Batch {
	return ledger.Batch{Org: org, Extensions: e}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func get[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		must(t, err)
		return v
	}
}

func wantErr(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}
