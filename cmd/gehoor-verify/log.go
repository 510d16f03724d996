package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type logCommand struct {
	logKey
	witnessKeys
	earlierKey
	Log   string `arg:"" help:"The log's address (before /checkpoint), or a folder with a copy."`
	State string `placeholder:"FILE" help:"The last checkpoint that was right: compared with, then replaced. Made when it is not there."`
}

func (c *logCommand) check(ctx context.Context) answer {
	key, err := c.verifier()
	policy, policyErr := c.policy()
	before, beforeErr := c.before()
	if err := errors.Join(err, policyErr, beforeErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	earlier, err := c.earlier(key, before)
	if err != nil {
		return answer{code: stateForeign, detail: err.Error(), shown: shown{File: c.State}}
	}
	from, err := open(c.Log)
	if err != nil {
		return answer{code: logUnreachable, detail: err.Error()}
	}
	defer from.close()
	msg, err := from.fetch(ctx, register.CheckpointPath, register.MaxNoteBytes)
	if errors.Is(err, errTooLarge) {
		return failure(aLog, fmt.Errorf("checkpoint: %w", err))
	}
	if err != nil {
		return answer{code: logUnreachable, detail: err.Error()}
	}
	newest, err := register.ParseCheckpoint(msg, key)
	if err != nil {
		return failure(aLog, err)
	}
	values := shown{Origin: newest.Origin, Size: newest.N, Earlier: earlier.N}
	alone := witnessed(aLog, msg, key, policy, &values)
	var said *register.VerifiedContinued
	if earlier.Origin != "" && earlier.Origin != newest.Origin {
		var result *answer
		if said, result = statement(ctx, from, append(slices.Clone(before), key), newest.N); result != nil {
			result.shown = values
			return *result
		}
	}
	result := c.compare(ctx, from, msg, newest, earlier, said, values)
	switch {
	case result.code.exit() != exitRight && result.code != logRestored: // a log that lied is told before a witness who was away
		return result
	case alone != nil:
		return *alone
	}
	return c.keep(msg, result)
}

// compare reads the whole log and holds it against both checkpoints. said is what
// the log says about the one that the earlier checkpoint is of, if that is another.
func (c *logCommand) compare(ctx context.Context, from source, msg []byte, newest, earlier register.Checkpoint,
	said *register.VerifiedContinued, values shown) answer {
	seen := &sights{roots: map[int64]tlog.Hash{}, leaves: map[int64]register.Leaf{}}
	held := []tlog.Tree{earlier.Tree} // what must be the beginning of this log
	if said != nil {
		values.Index, values.Held, values.Day = &said.Index, said.From.N, said.At.Format(time.DateOnly)
		seen.leaves[said.Index] = register.Leaf{}
		if earlier.N > said.From.N {
			held = nil
		}
		held = append(held, said.From)
	} else if newest.N < earlier.N {
		return c.accuse(logShrunk, values, msg)
	}
	for _, tree := range held {
		seen.roots[tree.N] = tlog.Hash{}
	}
	now, err := rebuild(ctx, from, newest.N, seen)
	var tile *tileError
	switch {
	case errors.As(err, &tile):
		values.File = tile.path
		return answer{code: tile.code, shown: values}
	case err != nil:
		return answer{code: logUnreachable, detail: err.Error(), shown: values}
	case newest.N > 0 && now != newest.Hash:
		return answer{code: logWrongRoot, shown: values}
	case said != nil && seen.leaves[said.Index] != said.Leaf:
		return answer{code: logUnexplained, shown: values}
	}
	for _, tree := range held {
		if tree.N > 0 && seen.roots[tree.N] != tree.Hash {
			return c.accuse(logForked, values, msg)
		}
	}
	values.Leaves = newest.N
	switch {
	case said != nil && earlier.N > said.From.N:
		return answer{code: logRestored, shown: values}
	case said != nil:
		return answer{code: logContinued, shown: values}
	case earlier.N > 0:
		return answer{code: logGrew, shown: values}
	}
	return answer{code: logSound, shown: values}
}

// keep remembers a checkpoint that is right for the next check. What the log before
// a restored one showed is kept beside it: it is evidence of what was lost.
func (c *logCommand) keep(msg []byte, right answer) answer {
	if c.State == "" {
		return right
	}
	var err error
	if right.code == logContinued || right.code == logRestored {
		right.File = c.State + ".before"
		err = os.Rename(c.State, right.File)
	}
	if err == nil {
		err = register.ReplaceFile(c.State, msg)
	}
	if err != nil {
		right.File = c.State
		return answer{code: stateUnwritten, detail: err.Error(), shown: right.shown}
	}
	return right
}

// statement finds what a log of this size says about one that it goes on for. keys
// are those of all of them: the statement may be older than the newest restore.
func statement(ctx context.Context, from source, keys []note.Verifier, size int64) (*register.VerifiedContinued, *answer) {
	for n := 1; n <= register.MaxContinued; n++ {
		data, err := from.fetch(ctx, fmt.Sprintf("%s%d", register.ContinuedPrefix, n), register.MaxReceiptBytes)
		if errors.Is(err, errMissing) {
			break
		}
		if err != nil {
			return nil, &answer{code: logUnreachable, detail: err.Error()}
		}
		for _, before := range keys[:len(keys)-1] {
			for _, signer := range keys {
				v, err := register.VerifyContinued(data, signer, before)
				if err == nil && v.Index < size {
					return &v, nil
				}
			}
		}
	}
	return nil, &answer{code: logUnexplained}
}

// accuse keeps the checkpoint that contradicts the earlier one: two signed
// checkpoints that cannot both be true are what convinces others.
func (c *logCommand) accuse(what code, values shown, msg []byte) answer {
	values.File = c.State + ".refused"
	result := answer{code: what, shown: values}
	if err := register.ReplaceFile(values.File, msg); err != nil {
		result.detail = err.Error()
	}
	return result
}

// earlier reads the checkpoint of the last check; none is no error.
func (c *logCommand) earlier(key note.Verifier, before []note.Verifier) (register.Checkpoint, error) {
	if c.State == "" {
		return register.Checkpoint{}, nil
	}
	data, err := readFile(c.State, register.MaxNoteBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return register.Checkpoint{}, nil
	}
	if err != nil {
		return register.Checkpoint{}, err
	}
	newest, err := register.ParseCheckpoint(data, key)
	for _, b := range before {
		if err == nil {
			break
		}
		newest, err = register.ParseCheckpoint(data, b)
	}
	return newest, err
}
