package knowledge

import (
	"github.com/gehoor/gehoor/internal/knowledge"
	"github.com/gehoor/gehoor/internal/text"
)

// what are the classes in words.
var what = map[knowledge.What]text.Key{
	knowledge.Existence: "knowledge.what-existence",
	knowledge.Notice:    "knowledge.what-notice",
	knowledge.Matter:    "knowledge.what-matter",
	knowledge.Account:   "knowledge.what-account",
	knowledge.Words:     "knowledge.what-words",
	knowledge.Identity:  "knowledge.what-identity",
	knowledge.Recorded:  "knowledge.what-record",
	knowledge.Decision:  "knowledge.what-decision",
	knowledge.Reply:     "knowledge.what-reply",
}

// from are the sources in words on the page, with the name of who said it.
var from = map[knowledge.Source]text.Key{
	knowledge.FromLog:        "knowledge.from-log",
	knowledge.FromAct:        "knowledge.from-act",
	knowledge.FromProgram:    "knowledge.from-program",
	knowledge.FromGrant:      "knowledge.from-grant",
	knowledge.FromConfirming: "knowledge.from-confirmed",
	knowledge.FromHandler:    "knowledge.from-handler",
	knowledge.FromThemselves: "knowledge.from-themselves",
}

// inFile are those that are said otherwise in a file, which names nobody.
var inFile = map[knowledge.Source]text.Key{
	knowledge.FromGrant:   "knowledge.file-grant",
	knowledge.FromHandler: "knowledge.file-handler",
}
