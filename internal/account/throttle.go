package account

import (
	"encoding/binary"
	"strconv"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/rate"
)

// How often a passphrase may be tried for one login by all browsers together
// that never signed in as it. Ten is more than anybody mistypes in a row; one a
// minute is 1,440 guesses a day at a passphrase, and keeps the person's own wait
// short when somebody else uses them up.
const (
	StrangerTries = 10
	StrangerEvery = time.Minute
)

// How often a passphrase may be tried in one browser that did sign in as the
// login before: enough for its owner, too little for its thief.
const (
	DeviceTries = 10
	DeviceEvery = time.Minute
)

// How many wrong codes an organisation answers as wrong before it answers "wait".
// Guessing a code is hopeless; this is against a broken client and noise.
const (
	WrongCodes      = 120
	WrongCodesEvery = time.Second
)

// How many new drafts an organisation takes. A draft needs no account, so the
// rate bounds what a stranger can fill: 17,280 drafts a day.
const (
	NewDrafts      = 300
	NewDraftsEvery = 5 * time.Second
)

const (
	// strangerCells is how many buckets all logins share, known and unknown: half
	// a mebibyte. Two logins of one cell share tries, and which do is secret, so
	// that nobody can use one login to keep another out. The cells are never
	// evicted: a flood of names resets nothing.
	strangerCells = 1 << 16
	// maxDevices is how many browsers of one login are remembered after a wrong
	// passphrase. Only who knows the passphrase can make more.
	maxDevices = 32
	// pruneAbove is how many logins or organisations are kept before the
	// recovered ones are dropped.
	pruneAbove = 1024
)

var (
	strangerRate = rate.Rate{Burst: StrangerTries, Every: StrangerEvery}
	deviceRate   = rate.Rate{Burst: DeviceTries, Every: DeviceEvery}
	codeRate     = rate.Rate{Burst: WrongCodes, Every: WrongCodesEvery}
	draftRate    = rate.Rate{Burst: NewDrafts, Every: NewDraftsEvery}
)

// throttle counts tries, in memory and without a name in clear: logins are
// keyed hashes. It is safe for concurrent use.
type throttle struct {
	key macKey

	mu        sync.Mutex // guards all below
	strangers [strangerCells]rate.Bucket
	devices   map[loginHash]map[device]*rate.Bucket
	codes     map[gehoor.OrgID]*rate.Bucket
	passkeys  map[gehoor.OrgID]*rate.Bucket
	drafts    map[gehoor.OrgID]*rate.Bucket
	gates     map[gehoor.OrgID]*gate
}

// loginHash stands for an organisation's login.
type loginHash [32]byte

func newThrottle(key macKey) *throttle {
	return &throttle{
		key:      key,
		devices:  make(map[loginHash]map[device]*rate.Bucket),
		codes:    make(map[gehoor.OrgID]*rate.Bucket),
		passkeys: make(map[gehoor.OrgID]*rate.Bucket),
		drafts:   make(map[gehoor.OrgID]*rate.Bucket),
		gates:    make(map[gehoor.OrgID]*gate),
	}
}

// try spends one try of a login: the browser's own if it is known, else one of
// the strangers'. It is spent before the passphrase is looked at, so that
// parallel guesses get no more; giveBack returns it after a right one.
func (t *throttle) try(org gehoor.OrgID, login string, known *device, now time.Time) (giveBack func(), err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := loginHash(t.key(string(org), "/", login))
	b, r := &t.strangers[binary.BigEndian.Uint32(h[:])%strangerCells], strangerRate
	if known != nil {
		b, r = t.device(h, *known, now), deviceRate
	}
	if wait := b.Take(r, now); wait > 0 {
		return nil, throttled(wait)
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		b.GiveBack(r)
	}, nil
}

// device finds the bucket of one browser; the caller holds the lock.
func (t *throttle) device(h loginHash, d device, now time.Time) *rate.Bucket {
	own := t.devices[h]
	if own == nil {
		if len(t.devices) >= pruneAbove {
			t.pruneDevices(now)
		}
		own = make(map[device]*rate.Bucket)
		t.devices[h] = own
	}
	b := own[d]
	if b == nil {
		if len(own) >= maxDevices {
			dropFullest(own)
		}
		b = new(rate.Bucket)
		own[d] = b
	}
	return b
}

// pruneDevices forgets the logins whose browsers all have their tries back.
func (t *throttle) pruneDevices(now time.Time) {
	for h, own := range t.devices {
		for d, b := range own {
			if b.Full(now) {
				delete(own, d)
			}
		}
		if len(own) == 0 {
			delete(t.devices, h)
		}
	}
}

// dropFullest forgets the browser of a login that loses least by it.
func dropFullest(own map[device]*rate.Bucket) {
	var least device
	var found bool
	for d, b := range own {
		if !found || *b < *own[least] {
			least, found = d, true
		}
	}
	delete(own, least)
}

// wrongCode counts a code that was wrong, and refuses when there were too many.
func (t *throttle) wrongCode(org gehoor.OrgID, now time.Time) error {
	return t.count(t.codes, org, codeRate, now)
}

// wrongPasskey counts a passkey that let nobody in, as wrong codes are counted.
func (t *throttle) wrongPasskey(org gehoor.OrgID, now time.Time) error {
	return t.count(t.passkeys, org, codeRate, now)
}

// newDraft counts a draft that was not there, and refuses when there are too many.
func (t *throttle) newDraft(org gehoor.OrgID, now time.Time) error {
	return t.count(t.drafts, org, draftRate, now)
}

func (t *throttle) count(m map[gehoor.OrgID]*rate.Bucket, org gehoor.OrgID, r rate.Rate, now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := m[org]
	if b == nil {
		if len(m) >= pruneAbove {
			pruneOrgs(m, now)
		}
		b = new(rate.Bucket)
		m[org] = b
	}
	if wait := b.Take(r, now); wait > 0 {
		return throttled(wait)
	}
	return nil
}

func pruneOrgs(m map[gehoor.OrgID]*rate.Bucket, now time.Time) {
	for org, b := range m {
		if b.Full(now) {
			delete(m, org)
		}
	}
}

// throttled is the refusal, in whole minutes, rounded up.
func throttled(wait time.Duration) error {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return gehoor.Refuse(gehoor.CodeThrottled, "minutes", strconv.Itoa(minutes))
}
