package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

// logKey is the flag that says whose log counts.
type logKey struct {
	LogKey string `name:"log-key" required:"" placeholder:"KEY" help:"The log's verifier key (name+hash+base64), or @FILE."`
}

// witnessKeys is the flag that asks for more than the log's own word.
type witnessKeys struct {
	WitnessKey []string `name:"witness-key" sep:"none" placeholder:"KEY" help:"A witness that must have cosigned, or @FILE; may be repeated."`
}

// maxKeyBytes bounds a key file: a key is one line.
const maxKeyBytes = 4 << 10

func (k logKey) verifier() (note.Verifier, error) {
	text, err := keyText(k.LogKey)
	if err != nil {
		return nil, err
	}
	return register.ParseVerifier(text)
}

func (k witnessKeys) verifiers() ([]note.Verifier, error) {
	var witnesses []note.Verifier
	for _, w := range k.WitnessKey {
		text, err := keyText(w)
		if err != nil {
			return nil, err
		}
		witness, err := register.ParseWitness(text)
		if err != nil {
			return nil, err
		}
		witnesses = append(witnesses, witness)
	}
	return witnesses, nil
}

func keyText(flag string) (string, error) {
	name, isFile := strings.CutPrefix(flag, "@")
	if !isFile {
		return strings.TrimSpace(flag), nil
	}
	data, err := readFile(name, maxKeyBytes)
	return strings.TrimSpace(string(data)), err
}

var errTooLarge = errors.New("larger than expected")

// readFile reads a whole file of at most limit bytes.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, limit)
}

// readAll reads at most limit bytes, and holds no more.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, nil
}
