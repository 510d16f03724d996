package questionnaire

// What a file may hold. The limits keep a mistake, or a file from elsewhere,
// from becoming a page that nobody can use or a signal that cannot be sent.
const (
	// MaxBytes bounds a file: signal-1 has 24 KiB in two languages, so this is
	// room for ten languages.
	MaxBytes = 256 << 10
	// maxDepth bounds nesting: a text in a question in a group is at 10.
	maxDepth = 16
	// maxSteps: more pages than this nobody finishes.
	maxSteps = 20
	// maxQuestions in one step: more do not fit a page that somebody in distress
	// can take in.
	maxQuestions = 12
	// maxOptions: the longest list there is, the offices, has 13.
	maxOptions = 24
	// maxContacts: more lines would hide the one that helps.
	maxContacts = 6
	// maxRepeats bounds a group; more goes in the long text.
	maxRepeats = 20
	// maxFiles in one answer; there is room for more in the mailbox, whatever was
	// asked.
	maxFiles = 10
	// maxLabel and maxHelp are in characters: a question that needs more is two
	// questions.
	maxLabel = 200
	maxHelp  = 600
	// maxVersion: four digits in a file's name are enough for ever.
	maxVersion = 9999
)

// MaxFileName bounds the name of a file in an answer, in UTF-16 code units
// (doc/formats.md §1a).
const MaxFileName = 200

// MaxAnswers bounds what can be typed in all fields of one compartment
// together, in UTF-16 code units. JSON writes one as at most six bytes, so the
// longest answers have 240,000 bytes; with ids and dates (under 4 KiB), padding
// (under 4 KiB at this size) and age's own bytes (under 3 KiB) they stay below
// the 256 KiB of one content. So whoever stays within the fields' limits is
// never told at the end that it is all too long.
const MaxAnswers = 40_000
