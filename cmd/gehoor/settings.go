package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v4"
)

// settings is a file of flags for --config: YAML whose keys are names of flags.
// Names that begin alike may share a map:
//
//	data: /var/lib/gehoor
//	mail:
//	  host: relay.veenhaven.example
//
// is --data and --mail-host. What is on the command line comes first, then the
// environment, then a credential, then the file.
type settings map[string]any

// maxSettings bounds the file.
const maxSettings = 1 << 20

// readSettings is how kong reads the file.
func readSettings(r io.Reader) (kong.Resolver, error) {
	var file map[string]any
	err := yaml.NewDecoder(io.LimitReader(r, maxSettings)).Decode(&file)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file of settings: %w", err)
	}
	s := settings{}
	s.add("", file)
	return s, nil
}

func (s settings) add(prefix string, from map[string]any) {
	for key, value := range from {
		if inner, ok := value.(map[string]any); ok {
			s.add(prefix+key+"-", inner)
			continue
		}
		s[prefix+key] = value
	}
}

// Validate implements [kong.Resolver]: a name that no command knows is a mistake,
// and a setting that is not followed is worse than none.
func (s settings) Validate(app *kong.Application) error {
	known := flagNames(app)
	for name := range s {
		if !known[name] {
			return fmt.Errorf("the file of settings: there is no setting %q", name)
		}
	}
	return nil
}

// flagNames are the names of all flags of all commands.
func flagNames(app *kong.Application) map[string]bool {
	known := map[string]bool{}
	_ = kong.Visit(app, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok {
			known[flag.Name] = true
		}
		return next(nil)
	})
	return known
}

// Resolve implements [kong.Resolver].
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if inEnvironment(flag) {
		return nil, nil
	}
	if _, ok, err := credential(flag); ok || err != nil {
		return nil, err
	}
	return s[flag.Name], nil
}

// inEnvironment says whether a flag is set in the environment.
func inEnvironment(flag *kong.Flag) bool {
	return slices.ContainsFunc(flag.Envs, func(name string) bool {
		_, set := os.LookupEnv(name)
		return set
	})
}
