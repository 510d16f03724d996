package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

// logKey is the flag that says whose log counts.
type logKey struct {
	LogKey string `name:"log-key" required:"" placeholder:"KEY" help:"The log's verifier key (name+hash+base64), or @FILE."`
}

// witnessKeys are the flags that ask for more than the log's own word.
type witnessKeys struct {
	Witness []string `name:"witness" aliases:"witness-key" sep:"none" placeholder:"KEY" help:"A witness that must have cosigned, or @FILE; may be repeated."`
	AtLeast int      `name:"at-least" placeholder:"K" help:"How many of the witnesses must have; without it all."`
}

// earlierKey is the flag for logs that were restored from a backup since.
type earlierKey struct {
	EarlierKey []string `name:"earlier-key" sep:"none" placeholder:"KEY" help:"The key of a log that this one goes on for after a restore, or @FILE; may be repeated."`
}

func (k earlierKey) before() ([]note.Verifier, error) {
	var keys []note.Verifier
	for _, flag := range k.EarlierKey {
		one, err := logKey{LogKey: flag}.verifier()
		if err != nil {
			return nil, err
		}
		keys = append(keys, one)
	}
	return keys, nil
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

// policy is what the flags ask for; without a witness nothing.
func (k witnessKeys) policy() (*register.Policy, error) {
	var witnesses []*register.Witness
	for _, w := range k.Witness {
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
	least := k.AtLeast
	if least == 0 {
		least = len(witnesses)
	}
	if k.AtLeast < 0 {
		return nil, errors.New("--at-least is below zero")
	}
	return register.AtLeast(least, witnesses...)
}

// witnessed looks who of the policy cosigned a checkpoint whose own signature was
// checked, and names them; an answer is what is wrong.
func witnessed(kind subject, msg []byte, key note.Verifier, policy *register.Policy, values *shown) *answer {
	have, err := register.Cosignatures(msg, key, policy.Keys()...)
	if err != nil {
		a := failure(kind, err)
		return &a
	}
	for _, c := range have {
		values.Witnesses = append(values.Witnesses, cosigner{c.Witness.Name(), c.At.Format(time.RFC3339)})
	}
	values.Asked, values.Least = len(policy.Witnesses()), policy.Least()
	if !policy.Enough(have) {
		return &answer{code: kind.code("not-witnessed"), shown: *values}
	}
	return nil
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
