package directory

import (
	"time"

	"github.com/gehoor/gehoor"
)

// Founded is the first fact of an organisation.
type Founded struct {
	Name string `json:"name"`
	// Root and Log are verifier keys in C2SP note form. Root signs keys of
	// staff, Log signs checkpoints and promises; its name is the log's origin.
	Root string `json:"root"`
	Log  string `json:"log"`
	// Threshold is how many custodians together recover a compartment.
	Threshold int `json:"threshold"`
	// Phone is what every page of a reporter shows.
	Phone string `json:"phone"`
}

// LogContinued says that the database was put back from a backup, and that the
// log goes on under another key. It is the first leaf that the new log adds
// (register.Continued says what outsiders read in it).
type LogContinued struct {
	// Log and Before are verifier keys, of the log from now on and of the one until
	// now.
	Log    string `json:"log"`
	Before string `json:"before"`
	// Checkpoint is the newest one in the backup, as it was signed.
	Checkpoint string `json:"checkpoint,omitempty"`
	// Size counts the leaves in the backup.
	Size int64 `json:"size"`
	// Highest and HighestRoot are the highest checkpoint that is known to have been
	// published; 0 and empty if nobody kept it.
	Highest     int64  `json:"highest,omitempty"`
	HighestRoot string `json:"highest_root,omitempty"`
	// TakenAt is the moment of the backup.
	TakenAt time.Time `json:"taken_at"`
}

// CustodianAppointed gives somebody a share of every compartment made from now on,
// and of those before as soon as a holder renews their shares.
type CustodianAppointed struct {
	Person gehoor.PersonID `json:"person"`
}

// IntakeOpened lets real signals in.
type IntakeOpened struct{}

// IntakeClosed ends that.
type IntakeClosed struct{}

// ProgramInstalled says which program serves the organisation from now on.
type ProgramInstalled struct {
	gehoor.Program
}

// KeysStated says to which keys the browsers of reporters seal from now on. It is
// public, as a program is.
type KeysStated struct {
	gehoor.KeyList
}

// RecoveryTested: custodians recovered the key of a drill together. Drill is the
// stream in which each step of it is a fact.
type RecoveryTested struct {
	Drill gehoor.DossierID `json:"drill"`
	// Custodians is how many gave a share that fitted.
	Custodians int `json:"custodians"`
}

// Joined is the first fact of a person of staff.
type Joined struct {
	Role     gehoor.Role `json:"role"`
	Function gehoor.Text `json:"function"`
	// Name is empty unless the organisation publishes it.
	Name string `json:"name,omitempty"`
}

// Invited lets somebody make a key and a way in, until it ends. A second one for
// somebody who has a key is how a new key comes, so it is a fact that stays.
type Invited struct {
	EndsAt time.Time `json:"ends_at"`
}

// KeyOffered is a key that a person made and the root has not signed yet. Nobody
// seals to it.
type KeyOffered struct {
	Recipient string `json:"recipient"`
	// Signer is the key with which the person will sign; "" in what older browsers made.
	Signer string `json:"signer,omitempty"`
}

// KeyPublished gives a person a key that others seal to. Note is the root's
// signed note over it (doc/formats.md §5).
type KeyPublished struct {
	Recipient string `json:"recipient"`
	// Signer is the key with which the person signs; "" if they have none.
	Signer string `json:"signer,omitempty"`
	Note   string `json:"note"`
}

// KeyLapsed: the root that signed a person's key is replaced, and the next one did
// not sign it. Nobody seals to it until it does.
type KeyLapsed struct{}

// MailChanged: the person gets mail elsewhere from now on, or none. Where is in no fact.
type MailChanged struct {
	Mails bool `json:"mails"`
}

// MailDropped: somebody gave up what could not be delivered to the person, who was then
// told nothing of it. It is still on the work list.
type MailDropped struct{}

// Left ends a person's work: no new grants, no sign-in.
type Left struct{}

// HolderAdded lets a person receive signals about the office.
type HolderAdded struct {
	Person gehoor.PersonID `json:"person"`
}

// HolderRemoved ends that.
type HolderRemoved struct {
	Person gehoor.PersonID `json:"person"`
}

// Kind names the fact.
func (Founded) Kind() gehoor.Kind { return "organisation.founded" }

// Kind names the fact.
func (LogContinued) Kind() gehoor.Kind { return "organisation.log-continued" }

// Kind names the fact.
func (CustodianAppointed) Kind() gehoor.Kind { return "organisation.custodian-appointed" }

// Kind names the fact.
func (IntakeOpened) Kind() gehoor.Kind { return "organisation.intake-opened" }

// Kind names the fact.
func (IntakeClosed) Kind() gehoor.Kind { return "organisation.intake-closed" }

// Kind names the fact.
func (ProgramInstalled) Kind() gehoor.Kind { return gehoor.KindProgramInstalled }

// Kind names the fact.
func (KeysStated) Kind() gehoor.Kind { return gehoor.KindKeysStated }

// Kind names the fact.
func (RecoveryTested) Kind() gehoor.Kind { return "organisation.recovery-tested" }

// Kind names the fact.
func (Joined) Kind() gehoor.Kind { return "person.joined" }

// Kind names the fact.
func (Invited) Kind() gehoor.Kind { return "person.invited" }

// Kind names the fact.
func (KeyOffered) Kind() gehoor.Kind { return "person.key-offered" }

// Kind names the fact.
func (KeyPublished) Kind() gehoor.Kind { return "person.key-published" }

// Kind names the fact.
func (KeyLapsed) Kind() gehoor.Kind { return "person.key-lapsed" }

// Kind names the fact.
func (MailChanged) Kind() gehoor.Kind { return "person.mail-changed" }

// Kind names the fact.
func (MailDropped) Kind() gehoor.Kind { return "person.mail-dropped" }

// Kind names the fact.
func (Left) Kind() gehoor.Kind { return "person.left" }

// Kind names the fact.
func (HolderAdded) Kind() gehoor.Kind { return "office.holder-added" }

// Kind names the fact.
func (HolderRemoved) Kind() gehoor.Kind { return "office.holder-removed" }
