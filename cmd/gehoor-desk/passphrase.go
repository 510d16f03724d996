package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxPassphraseFile bounds what is read of a file: a passphrase and its line's end.
const maxPassphraseFile = 4 << 10

// readable are the rights of others. A file that they can read keeps no secret; the group
// may: systemd shows so that one user was let in (LoadCredential=).
const readable = 0o007

// passphrase asks at the terminal, or reads a file that others cannot read.
func (c *importCommand) passphrase(a around) (string, error) {
	if c.PassphraseFile == "" {
		return a.ask.Secret(a.words.Say("tool.ask-passphrase"))
	}
	f, err := os.Open(c.PassphraseFile)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&readable != 0 {
		return "", fmt.Errorf("%s can be read by others: its rights are %#o", c.PassphraseFile, info.Mode().Perm())
	}
	data, err := io.ReadAll(io.LimitReader(f, maxPassphraseFile))
	if err != nil {
		return "", err
	}
	defer clear(data)
	said := strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
	if said == "" || strings.Contains(said, "\n") {
		return "", errors.New("the file must be one line: the passphrase")
	}
	return said, nil
}
