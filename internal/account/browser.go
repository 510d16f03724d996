package account

import (
	"strings"
	"time"

	"github.com/gehoor/gehoor"
)

// Browser is what its owner knows a browser by, and as good as nobody else: which
// family and on what, "firefox/windows". Either half may be "". It is all that is
// kept of what a browser says of itself, and of staff only.
type Browser string

// families are the families of browsers by what only they say, in the order in which
// one looks: most say that they are others too.
var families = []struct{ says, name string }{
	{"Edg", "edge"}, {"OPR/", "opera"}, {"SamsungBrowser/", "samsung"}, {"Firefox/", "firefox"}, {"FxiOS/", "firefox"},
	{"Chrome/", "chrome"}, {"CriOS/", "chrome"}, {"Safari/", "safari"},
}

// systems are what browsers run on, likewise.
var systems = []struct{ says, name string }{
	{"iPhone", "ios"}, {"iPad", "ios"}, {"Android", "android"}, {"Windows", "windows"}, {"CrOS", "chromeos"},
	{"Macintosh", "macos"}, {"Linux", "linux"},
}

// BrowserOf reads what a browser says of itself in its header User-Agent. Whatever
// that is, the result is one of some sixty; numbers and models are not in it.
func BrowserOf(userAgent string) Browser {
	return Browser(firstOf(families, userAgent) + "/" + firstOf(systems, userAgent))
}

func firstOf(list []struct{ says, name string }, s string) string {
	for _, one := range list {
		if strings.Contains(s, one.says) {
			return one.name
		}
	}
	return ""
}

// Parts are the family and what it runs on.
func (b Browser) Parts() (family, system string) {
	family, system, _ = strings.Cut(string(b), "/")
	return family, system
}

// From is a browser in which somebody of staff signs in.
type From struct {
	// Device is its device cookie, or "".
	Device  string
	Browser Browser
	// proven is whom the organisation's provider said to sit here, and when.
	proven   gehoor.PersonID
	provenAt time.Time
	bare     bool
}

// After is a browser in which somebody is signed in already: what the provider said of
// them holds on, if it is they who sign in.
func (f From) After(s Session) From {
	f.proven, f.provenAt = s.Person, s.ProvenAt
	return f
}
