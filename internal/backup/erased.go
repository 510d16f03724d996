package backup

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/register"
)

// Erased is one line of the file 'erased': what was destroyed and when, so that
// a restore destroys it again. It holds what the organisation keeps of it, and no
// more.
type Erased struct {
	V    int                    `json:"v"` // 1
	Org  gehoor.OrgID           `json:"org"`
	At   time.Time              `json:"at"`
	Fact directory.StreamErased `json:"fact"`
}

// maxErased bounds the file: some hundred thousand destructions.
const maxErased = 256 << 20

// ReadErased reads the list; a file that is not there is an empty one.
func ReadErased(path string) ([]Erased, error) {
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
	return ParseErased(data)
}

// ParseErased reads the lines of the list. An error names the line.
func ParseErased(data []byte) ([]Erased, error) {
	var all []Erased
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, gehoor.MaxEventBytes)
	for n := 1; lines.Scan(); n++ {
		var l Erased
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil || l.V != 1 || l.At.IsZero() || len(l.Fact.Streams) == 0 {
			return nil, fmt.Errorf("line %d of the list of what was erased is not as gehoor writes it", n)
		}
		all = append(all, l)
	}
	return all, lines.Err()
}

// WriteErased writes the whole list, durably.
func WriteErased(path string, all []Erased) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, l := range all {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return register.ReplaceFile(path, b.Bytes())
}
