package personnel

import (
	_ "embed"
	"regexp"
	"slices"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/protocol"
)

//go:embed offices.json
var officesFile []byte

// offices are the offices by how they are written in Dutch and English; "" is no office of
// its own.
var offices = func() map[string]gehoor.Office {
	all := map[string]gehoor.Office{}
	for office, words := range mustRead[map[gehoor.Office][]string](officesFile) {
		for _, word := range append([]string{string(office)}, words...) {
			all[plain(word)] = office
		}
	}
	return all
}()

// officeOf is the office of a word; ok is false if there is none.
func officeOf(word string) (o gehoor.Office, ok bool) {
	o, ok = offices[plain(word)]
	return o, ok
}

// isPolitical says whether a party is kept of who holds the office.
func isPolitical(o gehoor.Office) bool {
	return slices.Contains([]gehoor.Office{gehoor.OfficeMayor, gehoor.OfficeAlderman, gehoor.OfficeCouncilMember, gehoor.OfficeCommitteeMember}, o)
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: [\d:.]+)?$`)
)

// firstYear is the earliest of a day: what is before is a slip of the pen.
const firstYear = 1900

// dayOf reads a day from how it is written here ("26-05-2026"); ok is false for what is none.
func dayOf(word string) (d protocol.Date, ok bool) {
	var year, month, day string
	if m := yearFirst.FindStringSubmatch(word); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := dayFirst.FindStringSubmatch(word); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else {
		return d, false
	}
	d, err := protocol.ParseDate(year + "-" + twoDigits(month) + "-" + twoDigits(day))
	return d, err == nil && d.Year >= firstYear
}

func twoDigits(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}
