package notify

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/keyed"
	"github.com/gehoor/gehoor/internal/rate"
)

// Link stands for a signal: in the outbox, and beside the address of a reporter
// who asked for mail. It is 64 hexadecimal digits, a MAC under the server's
// secret, so that whoever has only the database cannot say which signal is meant.
type Link string

// News is where a reporter wants to hear that there is something new, as it is
// kept: sealed under the server's secret, apart from the signal.
type News struct {
	Org  gehoor.OrgID
	Link Link
	// Code stands for the code that confirms the address and ends the mail.
	Code [32]byte
	// Sealed is the address, the language and the code.
	Sealed []byte
	// Confirmed: the code came back, so whoever reads that mail asked for it.
	Confirmed bool
	AskedOn   time.Time // a day
}

// NewsState is how it stands with a reporter's mail.
type NewsState string

const (
	// NewsNever: this installation sends reporters no mail.
	NewsNever NewsState = "never"
	// NewsOff: no address is known.
	NewsOff NewsState = "off"
	// NewsAsked: a code is on its way to the address, or waits there.
	NewsAsked NewsState = "asked"
	// NewsOn: mail is sent.
	NewsOn NewsState = "on"
)

// Codes of refusals about a reporter's mail.
const (
	// CodeNewsAddress: that is no mail address.
	CodeNewsAddress gehoor.Code = "news.address"
	// CodeNewsCode: the code is not the one that was sent, or too old.
	CodeNewsCode gehoor.Code = "news.code"
	// CodeNewsOften: too many asked; args: hours.
	CodeNewsOften gehoor.Code = "news.often"
)

// How often a code is sent. Nobody's mailbox can be filled through us: three a day
// to one address, whoever asks, and sixty an hour from one organisation; and from
// one signal as many as somebody needs who mistypes.
var (
	addressRate = rate.Rate{Burst: 3, Every: 8 * time.Hour}
	signalRate  = rate.Rate{Burst: 5, Every: 4 * time.Hour}
	orgRate     = rate.Rate{Burst: 60, Every: time.Minute}
	// wrongRate is for codes that are wrong: they have 50 random bits.
	wrongRate = rate.Rate{Burst: 60, Every: time.Second}
)

// NewsDays is how long an address waits for its code before it is forgotten.
const NewsDays = 7

const (
	// newsCells is how many buckets all addresses and signals share: 64 KiB. Two of
	// one cell share tries, and which do is secret.
	newsCells = 1 << 13
	// newsBytes is the length to which what is sealed is filled up, so that it does
	// not tell how long an address is.
	newsBytes = 384
)

// NewsDesk keeps the addresses of reporters who asked for mail. It is safe for
// concurrent use. The throttles live in one process's memory: with n nodes an
// address gets n times as many codes, and a restart forgets.
type NewsDesk struct {
	store  Store
	random func([]byte)
	mac    keyed.MAC
	aead   func() cipher.AEAD // a function, because fmt prints everything else

	mu    sync.Mutex // guards all below
	cells [newsCells]rate.Bucket
	orgs  map[gehoor.OrgID]*[2]rate.Bucket // codes sent, codes that were wrong
}

// NewNewsDesk makes the desk of a node. key is the same on each; random fills its
// argument with random bytes and never fails.
func NewNewsDesk(store Store, key [32]byte, random func([]byte)) *NewsDesk {
	mac := keyed.New(key)
	sealing := mac("seal")
	aead := func() cipher.AEAD {
		block, err := aes.NewCipher(sealing[:])
		if err == nil {
			var gcm cipher.AEAD
			if gcm, err = cipher.NewGCM(block); err == nil {
				return gcm
			}
		}
		panic(err) // 32 bytes are a key
	}
	return &NewsDesk{store: store, random: random, mac: mac, aead: aead, orgs: map[gehoor.OrgID]*[2]rate.Bucket{}}
}

// Link is what stands for a signal.
func (n *NewsDesk) Link(org gehoor.OrgID, signal gehoor.SignalID) Link {
	sum := n.mac("link", string(org), string(signal))
	return Link(hex.EncodeToString(sum[:]))
}

// inside is what is sealed.
type inside struct {
	Mail string          `json:"mail"`
	Lang gehoor.Language `json:"lang"`
	Code string          `json:"code"`
}

// Ask keeps an address for a signal, in place of one that was there, and sends it
// a code with the batch at notBefore. Before the code comes back nothing else is
// sent there. An address that was sent too many codes is kept and gets none: that
// others asked for it is not said.
func (n *NewsDesk) Ask(ctx context.Context, org gehoor.OrgID, signal gehoor.SignalID, mail string, lang gehoor.Language, notBefore, now time.Time) error {
	mail = strings.TrimSpace(mail)
	if _, err := ParseMail(mail); err != nil || !lang.Valid() {
		return gehoor.Refuse(CodeNewsAddress)
	}
	link := n.Link(org, signal)
	send, err := n.spend(org, link, mail, now)
	if err != nil {
		return err
	}
	in := inside{Mail: mail, Lang: lang, Code: n.newCode()}
	row := News{Org: org, Link: link, Code: n.mac("code", string(org), in.Code), AskedOn: now.UTC().Truncate(24 * time.Hour)}
	if row.Sealed, err = n.seal(row, in); err != nil {
		return err
	}
	if err := n.store.PutNews(ctx, row); err != nil {
		return fmt.Errorf("notify: keep an address: %w", err)
	}
	if !send {
		return nil
	}
	var id [16]byte
	n.random(id[:])
	m := Message{ID: hex.EncodeToString(id[:]), Org: org, Reporter: link, Kind: KindConfirm, NotBefore: notBefore, Quiet: true}
	if err := n.store.Enqueue(ctx, m); err != nil {
		return fmt.Errorf("notify: send a code: %w", err)
	}
	return nil
}

// spend counts a code that is about to be sent, and says whether it may be.
func (n *NewsDesk) spend(org gehoor.OrgID, link Link, mail string, now time.Time) (send bool, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if wait := n.cell("signal", string(link)).Take(signalRate, now); wait > 0 {
		return false, often(wait)
	}
	if n.cell("address", strings.ToLower(mail)).Take(addressRate, now) > 0 {
		return false, nil
	}
	if wait := n.org(org)[0].Take(orgRate, now); wait > 0 {
		return false, often(wait)
	}
	return true, nil
}

// cell finds a bucket; the caller holds the lock.
func (n *NewsDesk) cell(of, what string) *rate.Bucket {
	h := n.mac("throttle", of, what)
	return &n.cells[binary.BigEndian.Uint32(h[:])%newsCells]
}

// org finds an organisation's buckets; the caller holds the lock.
func (n *NewsDesk) org(org gehoor.OrgID) *[2]rate.Bucket {
	b := n.orgs[org]
	if b == nil {
		b = new([2]rate.Bucket)
		n.orgs[org] = b
	}
	return b
}

func often(wait time.Duration) error {
	hours := int((wait + time.Hour - 1) / time.Hour)
	return gehoor.Refuse(CodeNewsOften, "hours", fmt.Sprint(hours))
}

// Confirm begins the mail with the code that was sent.
func (n *NewsDesk) Confirm(ctx context.Context, org gehoor.OrgID, signal gehoor.SignalID, code string, now time.Time) error {
	row, err := n.store.News(ctx, org, n.Link(org, signal))
	if errors.Is(err, gehoor.ErrNotFound) {
		return gehoor.Refuse(CodeNewsCode)
	}
	if err != nil {
		return fmt.Errorf("notify: find an address: %w", err)
	}
	sum, ok := n.code(org, code)
	if !ok || !hmac.Equal(sum[:], row.Code[:]) {
		return n.wrong(org, now)
	}
	if row.Confirmed {
		return nil
	}
	row.Confirmed = true
	if err := n.store.PutNews(ctx, row); err != nil {
		return fmt.Errorf("notify: confirm an address: %w", err)
	}
	return nil
}

// Stop ends the mail of a signal and forgets the address. One that is not there is
// no error.
func (n *NewsDesk) Stop(ctx context.Context, org gehoor.OrgID, signal gehoor.SignalID) error {
	if err := n.store.DeleteNews(ctx, org, n.Link(org, signal)); err != nil {
		return fmt.Errorf("notify: forget an address: %w", err)
	}
	return nil
}

// StopByCode ends the mail with the code that came to the address, for somebody
// who has no other way in.
func (n *NewsDesk) StopByCode(ctx context.Context, org gehoor.OrgID, code string, now time.Time) error {
	sum, ok := n.code(org, code)
	if !ok {
		return n.wrong(org, now)
	}
	row, err := n.store.NewsByCode(ctx, org, sum)
	if errors.Is(err, gehoor.ErrNotFound) {
		return n.wrong(org, now)
	}
	if err != nil {
		return fmt.Errorf("notify: find an address: %w", err)
	}
	if err := n.store.DeleteNews(ctx, org, row.Link); err != nil {
		return fmt.Errorf("notify: forget an address: %w", err)
	}
	return nil
}

// wrong counts a code that is not right.
func (n *NewsDesk) wrong(org gehoor.OrgID, now time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if wait := n.org(org)[1].Take(wrongRate, now); wait > 0 {
		return often(wait)
	}
	return gehoor.Refuse(CodeNewsCode)
}

// State says how it stands with the mail of a signal.
func (n *NewsDesk) State(ctx context.Context, org gehoor.OrgID, signal gehoor.SignalID) (NewsState, error) {
	row, err := n.store.News(ctx, org, n.Link(org, signal))
	switch {
	case errors.Is(err, gehoor.ErrNotFound):
		return NewsOff, nil
	case err != nil:
		return "", fmt.Errorf("notify: find an address: %w", err)
	case row.Confirmed:
		return NewsOn, nil
	}
	return NewsAsked, nil
}

// Sweep forgets addresses whose code did not come back for [NewsDays].
func (n *NewsDesk) Sweep(ctx context.Context, now time.Time) (int, error) {
	return n.store.DeleteNewsBefore(ctx, now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -NewsDays))
}

// find is where the messages for one reporter go, and which of them: the code until
// it came back, and then that there is news. Nothing else is sent.
func (n *NewsDesk) find(ctx context.Context, some []Message) (Address, Message, error) {
	m := some[0]
	row, err := n.store.News(ctx, m.Org, m.Reporter)
	if err != nil {
		return Address{}, m, err
	}
	for _, m := range some {
		if (m.Kind == KindConfirm) == row.Confirmed {
			continue
		}
		in, err := n.open(row)
		if err != nil {
			return Address{}, m, err
		}
		if m.Kind == KindNewsLast {
			m.Kind = KindNews // it says the same
		}
		to := Address{Org: m.Org, Mail: in.Mail, Lang: in.Lang}
		if m.Kind == KindConfirm {
			to.Code = in.Code
		}
		return to, m, nil
	}
	return Address{}, m, gehoor.ErrNotFound
}

// seal closes what is inside, bound to the row that it is for.
func (n *NewsDesk) seal(row News, in inside) ([]byte, error) {
	plain, err := json.Marshal(in)
	if err != nil || len(plain) > newsBytes {
		return nil, errors.New("notify: an address that does not fit")
	}
	plain = append(plain, strings.Repeat(" ", newsBytes-len(plain))...)
	nonce := make([]byte, 12, 12+newsBytes+16)
	n.random(nonce)
	return n.aead().Seal(nonce, nonce, plain, row.bound()), nil
}

func (n *NewsDesk) open(row News) (inside, error) {
	var in inside
	if len(row.Sealed) < 12 {
		return in, errSealed
	}
	plain, err := n.aead().Open(nil, row.Sealed[:12], row.Sealed[12:], row.bound())
	if err != nil || json.Unmarshal(plain, &in) != nil {
		return in, errSealed
	}
	return in, nil
}

var errSealed = errors.New("notify: an address that cannot be opened: is keys.json another one?")

func (row News) bound() []byte {
	return []byte("gehoor news v1\n" + string(row.Org) + "\n" + string(row.Link))
}

// letters are those of a code: none looks like another.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength in letters gives 50 bits: nobody finds one by trying, and it can be
// typed from a telephone to a computer.
const codeLength = 10

// newCode draws a code, as it is written: "7HK2M-Q9WPT".
func (n *NewsDesk) newCode() string {
	var b [codeLength]byte
	n.random(b[:])
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)] // 256 is a multiple
	}
	return string(b[:codeLength/2]) + "-" + string(b[codeLength/2:])
}

// code reads what somebody typed as a code and returns what stands for it.
func (n *NewsDesk) code(org gehoor.OrgID, typed string) (sum [32]byte, ok bool) {
	if len(typed) > 8*codeLength {
		return sum, false
	}
	code := strings.Map(func(r rune) rune {
		switch {
		case r == 'O':
			return '0'
		case r == 'I', r == 'L':
			return '1'
		case strings.ContainsRune(letters, r):
			return r
		case r == ' ', r == '-', r == '\t', r == '\n', r == '\r', r == '.':
			return -1
		}
		return '!' // no letter of a code
	}, strings.ToUpper(typed))
	if len(code) != codeLength || strings.Contains(code, "!") {
		return sum, false
	}
	return n.mac("code", string(org), code[:codeLength/2]+"-"+code[codeLength/2:]), true
}
