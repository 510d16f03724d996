package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

// dossierCommand checks a copy of a dossier for an archive, after it was unpacked.
type dossierCommand struct {
	logKey
	Root   string `placeholder:"ROOT" help:"The organisation's root key (name+hash+base64) or @FILE: then it is checked too who signed what."`
	Folder string `arg:"" help:"The folder into which the copy was unpacked."`
}

// Limits of a copy: what a browser can put together, and far more events than a
// dossier has.
const (
	maxSums = 4 << 20
	maxCopy = 1 << 30
)

// copyLog is log.json.
type copyLog struct {
	V      int             `json:"v"`
	Org    gehoor.OrgID    `json:"org"`
	Stream gehoor.StreamID `json:"stream"`
	Events []struct {
		Seq   int64  `json:"seq"`
		Index int64  `json:"index"`
		Leaf  string `json:"leaf"`
		Proof string `json:"proof"`
	} `json:"events"`
}

func (c *dossierCommand) check() answer {
	log, err := c.verifier()
	if err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	files, name, err := c.sums()
	if err != nil {
		return answer{code: copyChanged, detail: err.Error(), shown: shown{File: name}}
	}
	data, err := readFile(filepath.Join(c.Folder, "log.json"), maxSums)
	if err != nil {
		return unreadable("log.json", err)
	}
	var l copyLog
	if err := json.Unmarshal(data, &l); err != nil || l.V != 1 || len(l.Events) == 0 {
		return answer{code: copyMalformed, shown: shown{File: "log.json"}}
	}
	opened, name, err := c.events(l, log)
	if err != nil {
		return answer{code: copyEvent, detail: err.Error(), shown: shown{File: name}}
	}
	values := shown{Origin: register.Origin(log.Name()), Org: l.Org, Files: files, Leaves: int64(len(l.Events)), Held: int64(len(opened))}
	if c.Root == "" {
		return answer{code: copySound, shown: values}
	}
	return c.authors(l, opened, values)
}

// sums compares every file with SHA256SUMS, and says which one is another.
func (c *dossierCommand) sums() (files int, name string, err error) {
	data, err := readFile(filepath.Join(c.Folder, "SHA256SUMS"), maxSums)
	if err != nil {
		return 0, "SHA256SUMS", err
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); files++ {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || !filepath.IsLocal(name) {
			return files, "SHA256SUMS", errors.New("a line that is none")
		}
		info, err := os.Stat(filepath.Join(c.Folder, name))
		if err == nil && info.Size() > maxCopy {
			err = errors.New("too large")
		}
		if err != nil {
			return files, name, err
		}
		file, err := os.ReadFile(filepath.Join(c.Folder, name))
		if err != nil {
			return files, name, err
		}
		if got := sha256.Sum256(file); hex.EncodeToString(got[:]) != sum {
			return files, name, errors.New("its sum is another")
		}
	}
	if files == 0 {
		return 0, "SHA256SUMS", errors.New("it is empty")
	}
	return files, "", nil
}

// openedEvent is an event that the copy opens, and the file that does.
type openedEvent struct {
	gehoor.Event
	file string
}

// events checks that no number is missing, and every proof, and says which is wrong.
func (c *dossierCommand) events(l copyLog, log note.Verifier) (opened []openedEvent, name string, err error) {
	for i, e := range l.Events {
		if e.Seq != int64(i)+1 {
			return opened, "log.json", fmt.Errorf("event %d is missing", i+1)
		}
		if e.Proof == "" {
			continue
		}
		if !filepath.IsLocal(e.Proof) {
			return opened, "log.json", errors.New("a proof elsewhere")
		}
		data, err := readFile(filepath.Join(c.Folder, e.Proof), register.MaxReceiptBytes)
		if err != nil {
			return opened, e.Proof, err
		}
		p, err := register.VerifyEvent(data, log)
		if err != nil {
			return opened, e.Proof, err
		}
		leaf := p.Leaf()
		if p.Event.Org != l.Org || p.Event.Stream != l.Stream || int64(p.Event.Seq) != e.Seq || p.Proof.Index != e.Index || hex.EncodeToString(leaf[:]) != e.Leaf {
			return opened, e.Proof, errors.New("it is of another event")
		}
		opened = append(opened, openedEvent{p.Event, e.Proof})
	}
	if len(opened) == 0 {
		return nil, "log.json", errors.New("it proves no event")
	}
	return opened, "", nil
}
