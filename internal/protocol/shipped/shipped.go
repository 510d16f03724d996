// Package shipped reads what comes with the program: the law table, the holidays
// and the protocols (package protocols has their bytes). These files are part of
// the program, so one that cannot be read is a mistake of ours: it is found by every
// test, and stops the program at its start.
package shipped

import (
	"fmt"
	"strings"

	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/protocol/language"
	"github.com/gehoor/gehoor/protocols"
)

// Law is the shipped table of statutory terms.
func Law() protocol.Law { return must(protocol.ParseLaw(protocols.Law())) }

// Setting is the shipped law and holidays, with an organisation's own closing days.
func Setting(c protocol.Closings) (protocol.Setting, error) {
	calendar, err := protocol.NewCalendar(must(protocol.ParseHolidays(protocols.Holidays())), c)
	return protocol.Setting{Calendar: calendar, Law: Law()}, err
}

// Veenhaven is the setting of the municipality of the demo.
func Veenhaven() protocol.Setting {
	return must(Setting(must(protocol.ParseClosings(protocols.ClosingsVeenhaven()))))
}

// Protocols is the set that every dossier follows until an organisation adopts others.
// v is the vocabulary of facts.
func Protocols(v protocol.Vocabulary) protocol.Set { return protocol.NewSet(Receive(v)) }

// Receive is the protocol by which a signal is acknowledged and answered. v is the
// vocabulary of facts; each call gives a value of its own.
func Receive(v protocol.Vocabulary) protocol.Definition {
	return must(language.Parse(protocols.Receive(), v, Law()))
}

// All are the shipped protocols, in the order of their names. An organisation adopts
// those that it follows. Each call gives values of its own.
func All(v protocol.Vocabulary) []protocol.Definition {
	var all []protocol.Definition
	for _, name := range protocols.Shipped() {
		file, _ := protocols.Protocol(name)
		all = append(all, must(language.Parse(file, v, Law())))
	}
	return all
}

// Named are some of the shipped protocols as a set; an error if there is none of a
// name.
func Named(v protocol.Vocabulary, names ...string) (protocol.Set, error) {
	var set []protocol.Definition
	for _, name := range names {
		file, ok := protocols.Protocol(name)
		if !ok {
			return nil, fmt.Errorf("there is no protocol %q; there are %s", name, strings.Join(protocols.Shipped(), ", "))
		}
		set = append(set, must(language.Parse(file, v, Law())))
	}
	return protocol.NewSet(set...), nil
}

// Profile is a shipped profile; one of another name is a mistake of ours.
func Profile(name string, v protocol.Vocabulary) protocol.Profile {
	file, _ := protocols.Profile(name)
	return must(language.ParseProfile(file, All(v)))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic("shipped: " + err.Error())
	}
	return v
}
