package backup

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/store"
)

// Manifest says what a backup is. It stands first, so that it can be read
// without the rest.
type Manifest struct {
	V int `json:"v"` // 1
	// Program is the version that took it.
	Program string `json:"program"`
	// Schema is the newest step of the schema that the database had.
	Schema  int64     `json:"schema"`
	TakenAt time.Time `json:"taken_at"`
	// Until is when it must be gone: what was erased since is still in it.
	Until  time.Time     `json:"until"`
	Logs   []Log         `json:"logs"`
	Tables []store.Table `json:"tables"`
}

// Log is where an organisation's log stood.
type Log struct {
	Org gehoor.OrgID `json:"org"`
	// Size counts all leaves, Published those under the newest checkpoint, which
	// is Checkpoint, empty before the first.
	Size       int64  `json:"size"`
	Published  int64  `json:"published"`
	Checkpoint string `json:"checkpoint,omitempty"`
}

// maxManifest bounds manifest.json: a country's organisations, at half a KiB each.
const maxManifest = 4 << 20

// Expired says whether the backup should be gone by now.
func (m *Manifest) Expired(now time.Time) bool { return now.After(m.Until) }

func (m *Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("backup: encode manifest: %w", err)
	}
	return append(data, '\n'), nil
}

func parseManifest(data []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, errMalformed
	}
	if m.V != 1 {
		return nil, fmt.Errorf("it has form %d, of a newer program", m.V)
	}
	if m.Schema < 1 || m.TakenAt.IsZero() || m.Until.IsZero() || len(m.Tables) == 0 {
		return nil, errMalformed
	}
	return &m, nil
}

// table finds a table by its name.
func (m *Manifest) table(name string) (store.Table, bool) {
	for _, t := range m.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return store.Table{}, false
}
