// Package sessions is the page on which somebody of staff sees where they are signed
// in, and ends that elsewhere. It needs no key and no script.
package sessions

import (
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web/page/desk"
)

// Title is the page's neutral title.
const Title text.Key = "sessions.title"

const (
	// FieldSession is which session ends, the 64 hexadecimal digits of
	// [account.Session.Token]; or [All] but this one.
	FieldSession = "sessie"
	All          = "andere"
	// QueryDone says that it was done.
	QueryDone = "klaar"
)

// Files are the logical names of what the page loads.
func Files() []string { return append(desk.Files(), "sessions/sessions.css") }

// View is the page's data.
type View struct {
	// Me is whose page it is: the bar above it has what there is for them.
	Me *directory.Person
	// This is the session in which the page is asked, Others are all others.
	This   One
	Others []One
	Done   bool
}

// One is a session.
type One struct {
	// Name is what the form calls it.
	Name    string
	Browser account.Browser
	// Moments, as people write them.
	Since, Until string
}

// families are how browsers are called, in every language.
var families = map[string]string{
	"edge": "Edge", "opera": "Opera", "samsung": "Samsung Internet", "firefox": "Firefox", "chrome": "Chrome", "safari": "Safari",
}

// systems likewise, where there is a name.
var systems = map[string]string{
	"android": "Android", "windows": "Windows", "chromeos": "ChromeOS", "macos": "macOS", "linux": "Linux",
}

// browser says in words which browser it is.
func browser(w *text.Words, b account.Browser) string {
	family, system := b.Parts()
	name, on := families[family], systems[system]
	if name == "" {
		name = w.Say("sessions.a-browser")
	}
	if system == "ios" {
		on = w.Say("sessions.ios")
	}
	if on == "" {
		return name
	}
	return w.Say("sessions.browser", text.With("browser", name), text.With("system", on))
}
