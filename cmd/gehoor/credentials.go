package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"
)

// credentials takes a flag's value from a file that the service manager hands to
// this process alone (systemd.exec(5), LoadCredential=): gehoor_files-secret in
// $CREDENTIALS_DIRECTORY is --files-secret. It comes after the command line and
// the environment, and before the file of settings, which others may read.
type credentials struct{}

// credentialPrefix is LoadCredential's name for the folder that the files are from.
const credentialPrefix = "gehoor_"

// credential is the value of a flag, if there is a file for it. The line's end is
// no part of it.
func credential(flag *kong.Flag) (value string, ok bool, err error) {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	if dir == "" {
		return "", false, nil
	}
	data, err := os.ReadFile(filepath.Join(dir, credentialPrefix+flag.Name))
	if os.IsNotExist(err) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("the credential for --%s: %w", flag.Name, err)
	}
	return strings.TrimRight(string(data), "\r\n"), true, nil
}

// Validate implements [kong.Resolver]: a file for no flag is a mistake.
func (credentials) Validate(app *kong.Application) error {
	files, err := filepath.Glob(filepath.Join(os.Getenv("CREDENTIALS_DIRECTORY"), credentialPrefix+"*"))
	if err != nil || os.Getenv("CREDENTIALS_DIRECTORY") == "" {
		return err
	}
	known := flagNames(app)
	for _, file := range files {
		if name := strings.TrimPrefix(filepath.Base(file), credentialPrefix); !known[name] {
			return fmt.Errorf("there is a credential for %q, which is no setting", name)
		}
	}
	return nil
}

// Resolve implements [kong.Resolver].
func (credentials) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if inEnvironment(flag) {
		return nil, nil
	}
	value, ok, err := credential(flag)
	if !ok || err != nil {
		return nil, err
	}
	return value, nil
}
