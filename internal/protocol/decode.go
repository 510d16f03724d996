package protocol

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gehoor/gehoor"
)

// maxFile bounds a law table, a holiday file or a file of closings. The shipped
// law table is 8 KiB; closings at their limit stay below 100 KiB.
const maxFile = 256 << 10

// decodeStrict reads exactly one JSON value without unknown keys. Its errors
// say what is wrong where, and these files hold nobody's words.
func decodeStrict(data []byte, into any) error {
	if len(data) > maxFile {
		return fmt.Errorf("larger than %d bytes", maxFile)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("at byte %d: %w", d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("at byte %d: something follows the end", d.InputOffset())
	}
	return nil
}

// digest pins a value by its JSON encoding, which is deterministic: structs in
// the order of their fields, no maps. The domain keeps kinds apart.
func digest(domain string, v any) gehoor.Digest {
	data, err := json.Marshal(v)
	if err != nil {
		// Only our own structs of strings, numbers and days come here, and
		// none of them can fail to encode.
		panic("protocol: digest: " + err.Error())
	}
	h := sha256.New()
	h.Write([]byte(domain))
	h.Write(data)
	return gehoor.Digest("sha256-" + hex.EncodeToString(h.Sum(nil)))
}
