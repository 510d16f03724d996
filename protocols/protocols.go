// Package protocols holds the protocols that are shipped, and the data that
// every protocol leans on: the law table and the holidays. It is nothing but
// files and their bytes; package internal/protocol reads them and says what is
// wrong with them.
//
//   - receive.yaml: what every dossier follows until another protocol is adopted.
//   - protocol.schema.json: the form of such a file, for editors.
//   - law.json: the statutory terms, each with its source and with what a lawyer
//     must still confirm. Nothing in a protocol can loosen them.
//   - holidays.json: the recognised holidays of the Netherlands, and the days
//     that royal decrees made equal to them. New decrees come about every three
//     years; the newest here ends with 2028.
//   - retention.json: a proposal of how long what is kept, without the category of
//     the selection list, which the archivist knows; retention-veenhaven.json: the
//     same with an invented one.
//   - closings/veenhaven.json: an example of one organisation's own closing days.
//
// A change to any of these files changes a digest, and with it the setting under
// which open dossiers are judged: it is an act, not an update.
package protocols

import _ "embed"

//go:embed law.json
var law []byte

//go:embed receive.yaml
var receive []byte

//go:embed protocol.schema.json
var schema []byte

//go:embed holidays.json
var holidays []byte

//go:embed closings/veenhaven.json
var veenhaven []byte

//go:embed retention.json
var retention []byte

//go:embed retention-veenhaven.json
var retentionVeenhaven []byte

// Retention is retention.json, for retention.Parse. The bytes are a copy.
func Retention() []byte { return clone(retention) }

// RetentionVeenhaven is the demo municipality's rules, for retention.Parse. The
// bytes are a copy.
func RetentionVeenhaven() []byte { return clone(retentionVeenhaven) }

// Receive is receive.yaml, for language.Parse. The bytes are a copy.
func Receive() []byte { return clone(receive) }

// Schema is protocol.schema.json, the JSON Schema of protocols. The bytes are a copy.
func Schema() []byte { return clone(schema) }

// Law is law.json, for protocol.ParseLaw. The bytes are a copy.
func Law() []byte { return clone(law) }

// Holidays is holidays.json, for protocol.ParseHolidays. The bytes are a copy.
func Holidays() []byte { return clone(holidays) }

// ClosingsVeenhaven is the demo municipality's closing days, for
// protocol.ParseClosings. The bytes are a copy.
func ClosingsVeenhaven() []byte { return clone(veenhaven) }

func clone(b []byte) []byte { return append([]byte(nil), b...) }
