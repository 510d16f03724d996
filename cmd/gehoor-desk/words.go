package main

import "github.com/gehoor/gehoor/internal/text"

// How the program ends.
const (
	exitRight  = 0
	exitWrong  = 1
	exitUndone = 2
)

// code names an answer; stable, for scripts that read --json. What it says is in table answers.
type code string

// What is right.
const (
	importDone      code = "import.done"
	importSame      code = "import.same"
	importPreviewed code = "import.previewed"
)

// What was looked at and is wrong: nothing was imported.
const (
	fileMalformed code = "file.malformed"
	fileFaults    code = "file.faults"
	columnsLack   code = "columns.lack"
	columnsGone   code = "columns.gone"
	leaveMany     code = "leave.many"
	linesLost     code = "lines.lost"
	rootOther     code = "root.other"
	keyUnverified code = "key.unverified"
	keyOlder      code = "key.older"
)

// What could not be done.
const (
	badUsage       code = "usage"
	badRoot        code = "root.malformed"
	fileUnreadable code = "file.unreadable"
	passphraseFile code = "passphrase.file"
	importDeclined code = "import.declined"
	brokenOff      code = "broken-off"
	signInWaiting  code = "sign-in.waiting"
	signInKey      code = "sign-in.key"
	signInBrowser  code = "sign-in.browser"
	chartClosed    code = "chart.closed"
	chartMoves     code = "chart.moves"
	siteRefused    code = "site.refused"
	siteOffline    code = "site.offline"
	siteUncertain  code = "site.uncertain"
	siteFailed     code = "site.failed"
	stateForeign   code = "state.foreign"
	stateUnwritten code = "state.unwritten"
)

// said is how the program ends with an answer, what it says, and what to do next.
type said struct {
	end       int
	say, next text.Key
}

var answers = map[code]said{
	importDone:      {exitRight, "tool.import.done", "tool.import.done-next"},
	importSame:      {exitRight, "tool.import.same", "tool.import.same-next"},
	importPreviewed: {exitRight, "tool.import.previewed", "tool.import.previewed-next"},
	fileMalformed:   {exitWrong, "tool.file.malformed", "tool.file.malformed-next"},
	fileFaults:      {exitWrong, "tool.file.faults", "tool.file.faults-next"},
	columnsLack:     {exitWrong, "tool.columns.lack", "tool.columns.lack-next"},
	columnsGone:     {exitWrong, "tool.columns.gone", "tool.columns.gone-next"},
	leaveMany:       {exitWrong, "tool.leave.many", "tool.leave.many-next"},
	linesLost:       {exitWrong, "tool.lines.lost", "tool.lines.lost-next"},
	rootOther:       {exitWrong, "tool.root.other", "tool.root.other-next"},
	keyUnverified:   {exitWrong, "tool.key.unverified", "tool.key.unverified-next"},
	keyOlder:        {exitWrong, "tool.key.older", "tool.key.older-next"},
	badUsage:        {exitUndone, "tool.usage", "tool.usage-next"},
	badRoot:         {exitUndone, "tool.root.malformed", "tool.root.malformed-next"},
	fileUnreadable:  {exitUndone, "tool.file.unreadable", "tool.file.unreadable-next"},
	passphraseFile:  {exitUndone, "tool.passphrase.file", "tool.passphrase.file-next"},
	importDeclined:  {exitUndone, "tool.import.declined", "tool.import.declined-next"},
	brokenOff:       {exitUndone, "tool.broken-off", "tool.broken-off-next"},
	signInWaiting:   {exitUndone, "tool.sign-in.waiting", "tool.sign-in.waiting-next"},
	signInKey:       {exitUndone, "tool.sign-in.key", "tool.sign-in.key-next"},
	signInBrowser:   {exitUndone, "tool.sign-in.browser", "tool.sign-in.browser-next"},
	chartClosed:     {exitUndone, "tool.chart.closed", "tool.chart.closed-next"},
	chartMoves:      {exitUndone, "tool.chart.moves", "tool.chart.moves-next"},
	siteRefused:     {exitUndone, "tool.site.refused", "tool.site.refused-next"},
	siteOffline:     {exitUndone, "tool.site.offline", "tool.site.offline-next"},
	siteUncertain:   {exitUndone, "tool.site.uncertain", "tool.site.uncertain-next"},
	siteFailed:      {exitUndone, "tool.site.failed", "tool.site.failed-next"},
	stateForeign:    {exitUndone, "tool.state.foreign", "tool.state.foreign-next"},
	stateUnwritten:  {exitUndone, "tool.state.unwritten", "tool.state.unwritten-next"},
}
