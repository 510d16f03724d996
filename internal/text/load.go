package text

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/gehoor/gehoor"
	"github.com/go-playground/locales"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/nl"
	"go.yaml.in/yaml/v4"
)

//go:embed nl/*.yaml en/*.yaml
var files embed.FS

// catalogue is read once; the files are part of the program, so an error is a
// mistake of ours and the program does not start.
var catalogue = sync.OnceValue(func() map[gehoor.Language]*Words {
	all := make(map[gehoor.Language]*Words, 2)
	for lang, locale := range locale() {
		w, err := Load(files, lang, locale)
		if err != nil {
			panic(err)
		}
		all[lang] = w
	}
	return all
})

func locale() map[gehoor.Language]locales.Translator {
	return map[gehoor.Language]locales.Translator{gehoor.Dutch: nl.New(), gehoor.English: en_GB.New()}
}

// For returns the words of a language; a language that the catalogue does not
// have gives the Dutch ones.
func For(lang gehoor.Language) *Words {
	if w, ok := catalogue()[lang]; ok {
		return w
	}
	return catalogue()[gehoor.Dutch]
}

// entry is one sentence, in one form or by a count.
type entry struct {
	By    string
	One   string
	Other string
}

// forms is an entry with forms as files and the browser have it.
type forms struct {
	By    string `yaml:"by" json:"by"`
	One   string `yaml:"one" json:"one"`
	Other string `yaml:"other" json:"other"`
}

// UnmarshalYAML reads a sentence or a map of forms.
func (e *entry) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		e.Other = node.Value
		return nil
	}
	var f forms
	if err := node.Load(&f, yaml.WithKnownFields()); err != nil {
		return err
	}
	if f.By == "" || f.One == "" || f.Other == "" {
		return errors.New("forms need by, one and other")
	}
	*e = entry(f)
	return nil
}

// MarshalJSON writes a sentence as a string and forms as an object.
func (e entry) MarshalJSON() ([]byte, error) {
	if e.By == "" {
		return json.Marshal(e.Other)
	}
	return json.Marshal(forms(e))
}

var keyPattern = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)

// Load reads the files of one language from a folder of that name. A key that is
// malformed, that occurs twice, or whose sentence is empty or has a brace that is no place
// of an argument, is an error.
func Load(from fs.FS, lang gehoor.Language, locale locales.Translator) (*Words, error) {
	names, err := fs.Glob(from, path.Join(string(lang), "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("text: list %s: %w", lang, err)
	}
	w := &Words{lang: lang, locale: locale, entries: make(map[Key]entry)}
	for _, name := range names {
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, fmt.Errorf("text: read %s: %w", name, err)
		}
		if err := w.add(data); err != nil {
			return nil, fmt.Errorf("text: %s: %w", name, err)
		}
	}
	return w, nil
}

// add reads one file's sentences.
func (w *Words) add(data []byte) error {
	var read map[Key]entry
	if err := yaml.Load(data, &read); err != nil {
		return err
	}
	for key, e := range read {
		_, twice := w.entries[key]
		switch {
		case !keyPattern.MatchString(string(key)):
			return fmt.Errorf("key %q is malformed", key)
		case twice:
			return fmt.Errorf("key %s occurs twice", key)
		case e.Other == "":
			return fmt.Errorf("key %s is empty", key)
		case strings.ContainsAny(placePattern.ReplaceAllString(e.One+e.Other, ""), "{}"):
			return fmt.Errorf("key %s has a brace that is no place of an argument", key)
		}
		w.entries[key] = e
	}
	return nil
}

// Keys returns all keys, sorted.
func (w *Words) Keys() []Key {
	keys := make([]Key, 0, len(w.entries))
	for k := range w.entries {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

var placePattern = regexp.MustCompile(`\{([a-z-]+)\}`)

// Places returns the names of the arguments that a sentence has, sorted.
func (w *Words) Places(key Key) []string {
	e := w.entries[key]
	var names []string
	for _, m := range placePattern.FindAllStringSubmatch(e.One+e.Other, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
