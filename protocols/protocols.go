// Package protocols holds the protocols that are shipped, and the data that
// every protocol leans on: the law table and the holidays. It is nothing but
// files and their bytes; package internal/protocol reads them and says what is
// wrong with them.
//
//   - receive.yaml: what every dossier follows until other protocols are adopted.
//   - the other .yaml files: protocols to adopt beside it ([Shipped]).
//   - profiles/: how an organisation of some size works with them ([Profile]).
//   - examples/: protocols that are shown or rehearsed, and not to be adopted
//     ([Example]).
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

import (
	"embed"
	"strings"
)

// Those that are shipped, a line for each.
//
//go:embed common.yaml
//go:embed complaint.yaml
//go:embed formal-report.yaml
//go:embed inquiry.yaml
//go:embed manager.yaml
//go:embed office-holder.yaml
//go:embed receive.yaml
var shipped embed.FS

// Those that say how an organisation of some size works with them.
//
//go:embed profiles
var profiles embed.FS

//go:embed examples
var examples embed.FS

//go:embed law.json
var law []byte

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

// Shipped are the names of the protocols that come with the program, in the order of
// the alphabet.
func Shipped() []string { return names(shipped, ".") }

// names are those of the files in a folder of an embedded tree.
func names(tree embed.FS, folder string) []string {
	var names []string
	files, err := tree.ReadDir(folder)
	if err != nil {
		panic("protocols: " + err.Error()) // it was embedded, so it is there
	}
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

// Protocol is a shipped protocol by its name, for language.Parse; false if there is
// none of that name.
func Protocol(name string) ([]byte, bool) {
	file, err := shipped.ReadFile(name + ".yaml")
	return file, err == nil
}

// Profiles are the names of the profiles, in the order of the alphabet.
func Profiles() []string { return names(profiles, "profiles") }

// Profile is a profile by its name, for language.ParseProfile; false if there is none
// of that name.
func Profile(name string) ([]byte, bool) {
	file, err := profiles.ReadFile("profiles/" + name + ".yaml")
	return file, err == nil
}

// Examples are the names of the examples, in the order of the alphabet.
func Examples() []string { return names(examples, "examples") }

// Example is a protocol that shows how something goes wrong, or an edition for stories,
// by the name of its file, for language.Parse; false if there is none of that name.
func Example(name string) ([]byte, bool) {
	file, err := examples.ReadFile("examples/" + name + ".yaml")
	return file, err == nil
}

// Receive is receive.yaml, for language.Parse.
func Receive() []byte {
	file, _ := Protocol("receive")
	return file
}

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
