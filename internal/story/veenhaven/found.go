package veenhaven

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/story/person"
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

// Found makes the municipality on a day. It takes some seconds: nine passphrases
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
		if err := t.enrol(random, secret, root, p, on); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// makeKey makes a note key; the root has the same form as the log's.
func makeKey(random func([]byte), name string) (secret, public string, err error) {
	var seed [ed25519.SeedSize]byte
	random(seed[:])
	return register.MakeKey(register.Origin(name), seed)
}

func (t *Town) enrol(random func([]byte), secret account.ServerSecret, root note.Signer, p Person, on time.Time) error {
	phrase := person.NewPassphrase(random)
	s, err := person.Enrol(Org, root, t.Cast[p.Login], p.Login, phrase, secret.Salt(Org, p.Login), on)
	if err != nil {
		return fmt.Errorf("veenhaven: enrol %s: %w", p.Login, err)
	}
	t.staff[s.ID] = s
	t.People = append(t.People, Resident{p, phrase})
	t.founding.People = append(t.founding.People, t.Cast.newcomer(p, s.Key))
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
	return c.Found(ctx, Org, t.founding)
}

// Browsers gives everybody in Veenhaven a browser that seals truly.
func (t *Town) Browsers(random func([]byte)) *person.Browsers {
	return &person.Browsers{Org: Org, Root: t.Root, Random: random, People: t.staff}
}
