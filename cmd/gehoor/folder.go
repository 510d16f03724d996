package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/web/page/layout"
)

// folder is an installation's data folder:
//
//	gehoor.db        the database, unless it is elsewhere
//	files/           what people added to a signal or a dossier, sealed, unless it is
//	                 elsewhere. It belongs to the database: back both up, the
//	                 database first, because its events name what is here.
//	keys.json        the server's secret and the log's key; readable by the owner
//	                 alone. It opens no content: who has it can sign checkpoints
//	                 in the log's name and tell unknown logins from known ones.
//	                 Back it up apart from the database.
//	highest          each log's highest checkpoint. It must survive when the
//	                 database is put back from a backup: never put it back with it.
//	erased           what was destroyed, and when: a restore destroys it again. Keep
//	                 it where highest is kept.
//	site.json        the address of the site, whether it is a trial, and what pages say
//	                 of the organisation until it says so itself; may be missing
//	closings.json    the days on which the office is closed; may be missing
//	witnesses        who watches over the log, as C2SP tlog-policy writes it; may
//	                 be missing
type folder string

func (f folder) database() string  { return filepath.Join(string(f), "gehoor.db") }
func (f folder) keys() string      { return filepath.Join(string(f), "keys.json") }
func (f folder) highest() string   { return filepath.Join(string(f), "highest") }
func (f folder) erased() string    { return filepath.Join(string(f), "erased") }
func (f folder) site() string      { return filepath.Join(string(f), "site.json") }
func (f folder) witnesses() string { return filepath.Join(string(f), "witnesses") }
func (f folder) files() string     { return filepath.Join(string(f), "files") }

// ownerOnly is the mode of what holds a secret; ownerFolder that of a folder.
const (
	ownerOnly   = 0o600
	ownerFolder = 0o700
)

// keys is keys.json.
type keys struct {
	V int `json:"v"` // 1
	// ServerSecret is 32 random bytes (account.ServerSecret).
	ServerSecret []byte `json:"server_secret"`
	// Logs are the secret note keys of logs, by organisation.
	Logs map[gehoor.OrgID]string `json:"logs"`
}

func random(b []byte) { _, _ = rand.Read(b) } // it never fails

// newKeys draws a server secret.
func newKeys() keys {
	k := keys{V: 1, ServerSecret: make([]byte, 32), Logs: map[gehoor.OrgID]string{}}
	random(k.ServerSecret)
	return k
}

func (k keys) secret() (account.ServerSecret, error) { return account.NewServerSecret(k.ServerSecret) }

func (k keys) signer(org gehoor.OrgID) (*register.Signer, error) {
	secret, ok := k.Logs[org]
	if !ok {
		return nil, fmt.Errorf("keys.json has no log key of %s", org)
	}
	return register.ParseSigner(secret)
}

// loadKeys reads keys.json and refuses one that others can read.
func (f folder) loadKeys() (keys, error) {
	k, err := readKeys(f.keys())
	if errors.Is(err, fs.ErrNotExist) {
		return keys{}, fmt.Errorf("%s is not there: this is no data folder of Gehoor, or its keys are lost", f.keys())
	}
	return k, err
}

func readKeys(path string) (keys, error) {
	data, err := readPrivate(path)
	if err != nil {
		return keys{}, err
	}
	var k keys
	if err := json.Unmarshal(data, &k); err != nil || k.V != 1 {
		return keys{}, fmt.Errorf("%s is not as gehoor writes it", path)
	}
	return k, nil
}

// readPrivate reads a file that holds a secret and refuses one that others can
// read.
func readPrivate(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others: run chmod 600 %s", path, path)
	}
	return os.ReadFile(path)
}

// saveKeys writes keys.json in a new folder; it never replaces one.
func (f folder) saveKeys(k keys) error {
	data, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return fmt.Errorf("encode keys: %w", err)
	}
	return writeNew(f.keys(), append(data, '\n'))
}

// siteFile is site.json.
type siteFile struct {
	// Site is the address at which people find it, for links in invitations.
	Site            string           `json:"site"`
	SecurityContact string           `json:"security_contact"`
	Mail            string           `json:"mail"`
	Address         []string         `json:"address"`
	Hours           []layout.Opening `json:"hours"`
	// Domains are those of the organisation's own mail, beside that of Mail:
	// reporters are warned against an address there.
	Domains []string `json:"domains,omitempty"`
	// Plain is the organisation's choice about the way without JavaScript: "on",
	// "closing" (nobody begins any more, who has a code comes back) or "off", which
	// it is without a choice.
	Plain string `json:"plain,omitempty"`
	// Desk is outside the organisation; reporters may turn to it by themselves.
	Desk layout.Desk `json:"desk"`
	// Trial: pages say that this is not for real signals.
	Trial bool `json:"trial"`
}

// loadSite reads site.json; without one pages say less.
func (f folder) loadSite() (siteFile, error) {
	var s siteFile
	data, err := os.ReadFile(f.site())
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return s, fmt.Errorf("%s: %w", f.site(), err)
	}
	return s, nil
}

// loadWitnesses reads the policy; without one nobody is asked and it is nil.
func (f folder) loadWitnesses() (*register.Policy, error) {
	data, err := os.ReadFile(f.witnesses())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	policy, err := register.ParsePolicy(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.witnesses(), err)
	}
	return policy, nil
}

// described is what the file says of an organisation, as the organisation can say it
// itself since: a server takes it over once (casework.ImportDescription). Site and
// Trial stay in the file.
func (s siteFile) described(o *directory.Organisation) (directory.Described, error) {
	choice, err := layout.ParsePlain(s.Plain)
	d := directory.Described{
		Name: o.Founded.Name, Phone: o.Founded.Phone, Mail: s.Mail, Address: s.Address, Security: s.SecurityContact,
		Domains: s.Domains, Plain: directory.Plain(choice), Desk: directory.Desk(s.Desk),
	}
	for _, one := range s.Hours {
		d.Hours = append(d.Hours, directory.Opening(one))
	}
	return d, err
}

func (f folder) saveSite(s siteFile) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("encode site: %w", err)
	}
	return writeNew(f.site(), append(data, '\n'))
}

// writeNew writes a file that is not there yet, durably.
func writeNew(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownerOnly)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}
