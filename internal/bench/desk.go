package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/desk"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// Desked is what gehoor-desk takes for the file of a personnel system: from the sign-in to
// the server's answer, over HTTP and durable. In seconds.
type Desked struct {
	Engine  string `json:"engine"`
	People  int    `json:"people"`
	Readers int    `json:"readers"`
	// Bytes is how much there is to seal: names and keys.
	Bytes int `json:"bytes"`
	// SignIn is coming in and opening the own key, Stretch the passphrase's stretching
	// alone, which is most of it and is meant to take long.
	SignIn  float64 `json:"sign_in_s"`
	Stretch float64 `json:"stretch_s"`
	// Open fetches and opens the names that are there, Look reads the file, checks it and
	// compares it, Import seals, sends and waits for the answer. Of a second file, by which
	// everybody sits elsewhere.
	Open   float64 `json:"open_s"`
	Look   float64 `json:"look_s"`
	Import float64 `json:"import_s"`
	// First is a whole first import, Again a whole second one.
	First float64 `json:"first_s"`
	Again float64 `json:"again_s"`
	// Bare is what age alone takes to seal as many bytes to as many recipients.
	Bare float64 `json:"bare_s"`
}

// deskSizes are the organisations: a town hall, and a large municipality.
var deskSizes = []int{200, 20_000}

func deskOn(ctx context.Context, o Options, e engine) ([]Desked, error) {
	sizes := deskSizes
	if o.Quick {
		sizes = sizes[:1]
	}
	var all []Desked
	for _, n := range sizes {
		o.Note(fmt.Sprintf("%s: gehoor-desk, a file of %d", e.name(), n))
		got, err := deskOf(ctx, e, n)
		if err != nil {
			return all, fmt.Errorf("bench: a file of %d on %s: %w", n, e.name(), err)
		}
		all = append(all, got)
	}
	return all, nil
}

func deskOf(ctx context.Context, e engine, n int) (got Desked, err error) {
	got = Desked{Engine: e.name(), People: n}
	m, err := newMunicipality()
	if err != nil {
		return got, err
	}
	where, err := e.fresh(ctx)
	if err != nil {
		return got, err
	}
	defer e.drop(where)
	s, err := m.serve(ctx, e, where)
	if err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	d := &desking{site: s, m: m, got: &got}
	if err := d.login(ctx); err != nil {
		return got, err
	}
	if got.First, err = d.whole(ctx, fileOf(n, "")); err != nil {
		return got, err
	}
	if got.Again, err = d.whole(ctx, fileOf(n, " nieuw")); err != nil {
		return got, err
	}
	got.Bare, err = bareSeal(got.Bytes, got.Readers)
	return got, err
}

// desking is an administrator's machine beside a server.
type desking struct {
	*site
	m   *municipality
	got *Desked
}

const deskPassphrase = "een lange zin die niemand raadt"

// login gives floor a way in.
func (d *desking) login(ctx context.Context) error {
	salt := d.secret.Salt(veenhaven.Org, "floor")
	began := time.Now()
	in, err := endpoint.Stretch(deskPassphrase, salt, veenhaven.Org)
	if err != nil {
		return err
	}
	d.got.Stretch = time.Since(began).Seconds()
	l := account.Login{Org: veenhaven.Org, Name: "floor", Person: d.m.cast["floor"], Salt: salt}
	if l.Secret, err = account.ParseSecret(in.Secret); err != nil {
		return err
	}
	if l.Wrapped, err = endpoint.WrapIdentity(in.Wrap.Recipient(), veenhaven.Org, d.m.admin); err != nil {
		return err
	}
	return d.db.PutLogin(ctx, l)
}

// whole is one run of the program, in seconds.
func (d *desking) whole(ctx context.Context, file []byte) (float64, error) {
	began := time.Now()
	at, err := desk.Open(d.url, desk.Options{Lang: gehoor.Dutch})
	if err != nil {
		return 0, err
	}
	defer at.Close()
	given, err := seal.ParseGivenRoot(d.m.founding.Founded.Root)
	if err != nil {
		return 0, err
	}
	trusted, err := at.Trust(ctx, given)
	if err != nil {
		return 0, err
	}
	in, err := trusted.SignIn(ctx, "floor", deskPassphrase)
	if err != nil {
		return 0, err
	}
	signed := time.Now()
	chart, err := in.Chart(ctx)
	if err != nil {
		return 0, err
	}
	opened := time.Now()
	plan, last, err := looked(file, chart)
	if err != nil {
		return 0, err
	}
	seen := time.Now()
	if err := in.Import(ctx, chart, plan, last); err != nil {
		return 0, err
	}
	done := time.Now()
	d.got.SignIn, d.got.Open = signed.Sub(began).Seconds(), opened.Sub(signed).Seconds()
	d.got.Look, d.got.Import = seen.Sub(opened).Seconds(), done.Sub(seen).Seconds()
	d.got.Readers, d.got.Bytes = len(chart.Readers), bytesOf(plan, last)
	return done.Sub(began).Seconds(), in.SignOut(ctx)
}

// looked is a file compared with the chart that is there.
func looked(file []byte, c desk.Chart) (personnel.Plan, personnel.Import, error) {
	table, err := personnel.Read(file)
	if err != nil {
		return personnel.Plan{}, personnel.Import{}, err
	}
	mapping := personnel.Guess(table.Headings, c.Last.Mapping)
	rows, faults := personnel.Check(table, mapping, nil)
	if len(faults) > 0 {
		return personnel.Plan{}, personnel.Import{}, fmt.Errorf("bench: the file has %d faults", len(faults))
	}
	today := protocol.DateOf(time.Now())
	plan := personnel.Compare(rows, c.Before, personnel.Means{
		NewID: func(string) gehoor.PersonID { return gehoor.PersonID(randomHex(16)) }, Today: today, Unticked: func(personnel.Match) bool { return false },
	})
	if len(plan.Changes) != len(rows) {
		return plan, personnel.Import{}, fmt.Errorf("bench: %d of %d people changed", len(plan.Changes), len(rows))
	}
	return plan, personnel.Import{On: today, Mapping: personnel.Remember(table.Headings, mapping)}, nil
}

// fileOf is a file of so many people in a tree, each of a unit that ends so.
func fileOf(n int, unit string) []byte {
	var b strings.Builder
	b.WriteString("Personeelsnummer;Naam;Leidinggevende;Afdeling;Functie;E-mail\n")
	for i := 1; i <= n; i++ {
		manager := ""
		if i > 1 {
			manager = fmt.Sprint((i-2)/reports + 1)
		}
		fmt.Fprintf(&b, "%d;Medewerker %d van het Hoogveen;%s;Afdeling %d, team %d%s;medewerker dienstverlening;m%d@veenhaven.example\n", i, i, manager, i%90, i%700, unit, i)
	}
	return []byte(b.String())
}

// bytesOf is how much a plan's names are before they are sealed.
func bytesOf(p personnel.Plan, last personnel.Import) int {
	pieces, err := personnel.Names{People: p.People, Last: last}.Cut()
	if err != nil {
		return 0 // it was sealed just before
	}
	n := 0
	for _, one := range pieces {
		n += len(one)
	}
	return n
}

// bareSeal is what age takes for so many bytes in pieces of the chart's size, each to one
// recipient, and for so many keys.
func bareSeal(size, keys int) (float64, error) {
	id, err := unseal.NewIdentity()
	if err != nil {
		return 0, err
	}
	to, err := age.ParseHybridRecipient(string(id.Recipient()))
	if err != nil {
		return 0, err
	}
	began := time.Now()
	for ; size > 0; size -= personnel.MaxPiece {
		if err := bareOne(to, min(size, personnel.MaxPiece)); err != nil {
			return 0, err
		}
	}
	for range keys {
		if err := bareOne(to, smallContent); err != nil {
			return 0, err
		}
	}
	return time.Since(began).Seconds(), nil
}

func bareOne(to age.Recipient, size int) error {
	w, err := age.Encrypt(io.Discard, to)
	if err != nil {
		return err
	}
	_, err = w.Write(make([]byte, size))
	return errors.Join(err, w.Close())
}
