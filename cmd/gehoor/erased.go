package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store"
)

// erasedLine is one line of the file 'erased': what was destroyed and when, so that
// a restore destroys it again. It holds what the organisation keeps of it, and no
// more.
type erasedLine struct {
	V    int                    `json:"v"` // 1
	Org  gehoor.OrgID           `json:"org"`
	At   time.Time              `json:"at"`
	Fact directory.StreamErased `json:"fact"`
}

// maxErased bounds the file: some hundred thousand destructions.
const maxErased = 256 << 20

// readErased reads the list; a file that is not there is an empty one.
func readErased(path string) ([]erasedLine, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > maxErased {
		return nil, fmt.Errorf("%s is larger than any that gehoor writes", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseErased(data)
}

func parseErased(data []byte) ([]erasedLine, error) {
	var all []erasedLine
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, gehoor.MaxEventBytes)
	for n := 1; lines.Scan(); n++ {
		var l erasedLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil || l.V != 1 || l.At.IsZero() || len(l.Fact.Streams) == 0 {
			return nil, fmt.Errorf("line %d of the list of what was erased is not as gehoor writes it", n)
		}
		all = append(all, l)
	}
	return all, lines.Err()
}

// writeErased writes the whole list, durably.
func writeErased(path string, all []erasedLine) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, l := range all {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return register.ReplaceFile(path, b.Bytes())
}

// keepErased adds to the file what the organisation destroyed and the file does not
// have. It is asked at the start and every few seconds, so a crash right after a
// destruction is made good by the next start.
func keepErased(ctx context.Context, path string, c *casework.Casework, org gehoor.OrgID, known int) (int, error) {
	o, err := c.Organisation(ctx, org)
	if err != nil || len(o.Erased) == known {
		return known, err
	}
	all, err := readErased(path)
	if err != nil {
		return known, err
	}
	have := map[gehoor.StreamID]bool{}
	for _, l := range all {
		if l.Org == org {
			have[l.Fact.Streams[0].Stream] = true
		}
	}
	added := false
	for _, e := range o.Erased {
		if !have[e.Streams[0].Stream] {
			all, added = append(all, erasedLine{V: 1, Org: org, At: e.First(), Fact: e.StreamErased}), true
		}
	}
	if added {
		err = writeErased(path, all)
	}
	if err != nil {
		return known, err
	}
	return len(o.Erased), nil
}

// keepErased keeps the list beside the database.
func (n *node) keepErased(ctx context.Context) {
	known, err := keepErased(ctx, folder(n.dir).erased(), n.cases, n.org, n.erased)
	n.erased = known
	n.failed(ctx, "list what was erased", err)
}

// eraseAgain destroys in a restored database what was destroyed after the backup,
// and returns how much that was.
func eraseAgain(ctx context.Context, f folder, db *store.DB, files blob.Store, org gehoor.OrgID, k keys, list []erasedLine) (int, error) {
	secret, err := k.secret()
	if err != nil {
		return 0, err
	}
	c, err := casesWith(f, db, files, org, casework.Publishing{}, notify.NewNewsDesk(db, secret.KeyFor("news"), random))
	if err != nil {
		return 0, err
	}
	n := 0
	for _, l := range list {
		if l.Org != org {
			continue
		}
		again, err := c.EraseAgain(ctx, org, l.Fact, l.At)
		if err != nil {
			return n, fmt.Errorf("erase again what was erased on %s: %w", l.At.Format(time.DateOnly), err)
		}
		if again {
			n++
		}
	}
	if _, err := c.SweepParts(ctx); err != nil {
		return n, err
	}
	return n, db.Scrub(ctx)
}
