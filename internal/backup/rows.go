package backup

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"unicode/utf8"

	"github.com/gehoor/gehoor/internal/store"
)

// Rows are written as PostgreSQL's COPY … WITH (FORMAT binary) writes them
// (PostgreSQL documentation, "COPY", "Binary Format"): a signature, two empty
// words, then per row the number of its fields and each field's length and bytes;
// -1 is NULL, and -1 instead of a number of fields ends it.

var copySignature = []byte("PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00")

var errMalformed = errors.New("not in the form of a backup")

// encoder gathers the rows of one part.
type encoder struct{ bytes.Buffer }

func (e *encoder) begin() {
	e.Reset()
	e.Write(copySignature)
}

// add adds a row whose values fit their columns.
func (e *encoder) add(row []any) {
	b := binary.BigEndian.AppendUint16(e.AvailableBuffer(), uint16(len(row)))
	for _, value := range row {
		switch v := value.(type) {
		case nil:
			b = binary.BigEndian.AppendUint32(b, math.MaxUint32)
		case int64:
			b = binary.BigEndian.AppendUint32(b, 8)
			b = binary.BigEndian.AppendUint64(b, uint64(v))
		case string:
			b = binary.BigEndian.AppendUint32(b, uint32(len(v)))
			b = append(b, v...)
		case []byte:
			b = binary.BigEndian.AppendUint32(b, uint32(len(v)))
			b = append(b, v...)
		}
	}
	e.Write(b)
}

func (e *encoder) end() []byte {
	e.Write([]byte{0xff, 0xff})
	return e.Bytes()
}

// decodeRows reads a whole part of a table. Byte strings are part of data.
func decodeRows(t store.Table, data []byte) ([][]any, error) {
	d, ok := bytes.CutPrefix(data, copySignature)
	if !ok {
		return nil, errMalformed
	}
	var rows [][]any
	for {
		if len(d) < 2 {
			return nil, errMalformed
		}
		n := int16(binary.BigEndian.Uint16(d))
		d = d[2:]
		if n == -1 && len(d) == 0 {
			return rows, nil
		}
		if int(n) != len(t.Columns) {
			return nil, errMalformed
		}
		row := make([]any, n)
		for i, c := range t.Columns {
			var err error
			if row[i], d, err = decodeField(c.Type, d); err != nil {
				return nil, err
			}
		}
		rows = append(rows, row)
	}
}

func decodeField(t store.ColumnType, d []byte) (value any, rest []byte, err error) {
	if len(d) < 4 {
		return nil, nil, errMalformed
	}
	n := int32(binary.BigEndian.Uint32(d))
	d = d[4:]
	if n == -1 {
		return nil, d, nil
	}
	if n < 0 || int(n) > len(d) {
		return nil, nil, errMalformed
	}
	field, rest := d[:n:n], d[n:]
	switch {
	case t == store.Bytea:
		return field, rest, nil
	case t == store.Text && utf8.Valid(field):
		return string(field), rest, nil
	case t == store.Bigint && n == 8:
		return int64(binary.BigEndian.Uint64(field)), rest, nil
	}
	return nil, nil, errMalformed
}
