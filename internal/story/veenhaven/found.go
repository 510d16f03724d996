package veenhaven

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/sync/errgroup"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/retention"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/protocols"
)

// Town is the municipality as it is founded, with what only its people know.
type Town struct {
	// People is everybody with their passphrase, in the order of [People].
	People []Resident
	Cast   Cast
	// Root checks what the organisation's root signed. Its secret half is gone.
	Root note.Verifier
	// LogKey is the secret key of the log, for the server.
	LogKey string

	founding casework.Founding
	staff    map[gehoor.PersonID]person.Staff
}

// Resident is a person and what they sign in with.
type Resident struct {
	Person
	Passphrase string
}

// Found makes the municipality on a day. It takes some seconds: ten passphrases
// are stretched. The server secret gives the salts of logins.
func Found(random func([]byte), secret account.ServerSecret, on time.Time) (*Town, error) {
	rootSecret, rootPublic, err := makeKey(random, seal.RootName(Org))
	if err != nil {
		return nil, err
	}
	root, err := note.NewSigner(rootSecret)
	if err != nil {
		return nil, fmt.Errorf("veenhaven: root: %w", err)
	}
	logSecret, logPublic, err := makeKey(random, Origin)
	if err != nil {
		return nil, err
	}
	t := &Town{Cast: cast(random), LogKey: logSecret, staff: map[gehoor.PersonID]person.Staff{}}
	if t.Root, err = seal.ParseRoot(Org, rootPublic); err != nil {
		return nil, err
	}
	t.founding = t.Cast.founding(directory.Founded{Root: rootPublic, Log: logPublic})
	for _, p := range People() {
		t.People = append(t.People, Resident{p, person.NewPassphrase(random)})
	}
	return t, t.enrol(secret, root, on)
}

// makeKey makes a note key; the root has the same form as the log's.
func makeKey(random func([]byte), name string) (secret, public string, err error) {
	var seed [ed25519.SeedSize]byte
	random(seed[:])
	return register.MakeKey(register.Origin(name), seed)
}

// atOnce is how many passphrases are stretched at the same time; each takes
// 128 MiB and a core.
const atOnce = 2

// enrol makes everybody's key and way in.
func (t *Town) enrol(secret account.ServerSecret, root note.Signer, on time.Time) error {
	staff := make([]person.Staff, len(t.People))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, p := range t.People {
		group.Go(func() error {
			var err error
			staff[i], err = person.Enrol(Org, root, t.Cast[p.Login], p.Login, p.Passphrase, secret.Salt(Org, p.Login), on)
			if err != nil {
				return fmt.Errorf("veenhaven: enrol %s: %w", p.Login, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, p := range t.People {
		t.staff[staff[i].ID] = staff[i]
		t.founding.People = append(t.founding.People, t.Cast.newcomer(p.Person, staff[i].Key))
	}
	return nil
}

// Settle writes the municipality down: logins, people, offices, and last the
// organisation itself. It may be repeated after a fault.
func (t *Town) Settle(ctx context.Context, c *casework.Casework, accounts account.Store) error {
	for _, s := range t.staff {
		if err := accounts.PutLogin(ctx, s.Login); err != nil {
			return fmt.Errorf("veenhaven: settle: %w", err)
		}
	}
	if err := c.Found(ctx, Org, t.founding); err != nil {
		return err
	}
	return Keep(ctx, c)
}

// Keep has the municipality adopt how long what is kept.
func Keep(ctx context.Context, c *casework.Casework) error {
	rules, err := retention.Parse(protocols.RetentionVeenhaven())
	if err != nil {
		return err
	}
	o, err := c.Organisation(ctx, Org)
	if err != nil {
		return err
	}
	return c.AdoptRetention(ctx, Org, gehoor.System, o.Adoption().Seq, directory.RetentionAdopted{Rules: rules, By: "college van burgemeester en wethouders"})
}

// Browsers gives everybody in Veenhaven a browser that seals truly.
func (t *Town) Browsers(random func([]byte)) *person.Browsers {
	return &person.Browsers{Org: Org, Root: t.Root, Random: random, People: t.staff}
}

// Verifier is the public half of the log's key, for outsiders.
func (t *Town) Verifier() string { return t.founding.Founded.Log }
