package backup

// Rows written and read, for tests of the form.
var DecodeRows = decodeRows

// EncodeRows writes one part.
func EncodeRows(rows [][]any) []byte {
	var e encoder
	e.begin()
	for _, row := range rows {
		e.add(row)
	}
	return e.end()
}

// Skipped are the tables that a backup leaves out.
var Skipped = skipped

// MaxPart bounds a part.
const MaxPart = maxPart
