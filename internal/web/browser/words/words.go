// Package words holds the two lists of 2,048 words in which a reporter's code
// is shown (doc/formats.md §3). The text files are the one source: the browser
// bundles them, and Go embeds them. A list is never edited once a code has been
// given out, because the place of a word is what it means.
package words

import (
	"embed"
	"strings"
	"sync"

	"github.com/gehoor/gehoor"
)

// Size is how many words a list has: eleven bits each.
const Size = 2048

//go:embed *.txt
var files embed.FS

// List returns the words of a language in their order, or nil when there is no
// list. The caller does not change it.
func List(lang gehoor.Language) []string {
	switch lang {
	case gehoor.English:
		return english()
	case gehoor.Dutch:
		return dutch()
	}
	return nil
}

var (
	english = sync.OnceValue(func() []string { return load("en.txt") })
	dutch   = sync.OnceValue(func() []string { return load("nl.txt") })
)

func load(name string) []string {
	text, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}
