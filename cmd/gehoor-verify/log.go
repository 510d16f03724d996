package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

type logCommand struct {
	logKey
	witnessKeys
	Log   string `arg:"" help:"The log's address (before /checkpoint), or a folder with a copy."`
	State string `placeholder:"FILE" help:"The last checkpoint that was right: compared with, then replaced. Made when it is not there."`
}

func (c *logCommand) check(ctx context.Context) answer {
	key, err := c.verifier()
	policy, policyErr := c.policy()
	if err := errors.Join(err, policyErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	earlier, err := c.earlier(key)
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
	result := c.compare(ctx, from, msg, newest, earlier, values)
	switch {
	case result.code.exit() != exitRight: // a log that lied is told before a witness who was away
		return result
	case alone != nil:
		return *alone
	}
	return c.keep(msg, result)
}

// compare reads the whole log and holds it against both checkpoints.
func (c *logCommand) compare(ctx context.Context, from source, msg []byte, newest, earlier register.Checkpoint, values shown) answer {
	if newest.N < earlier.N {
		return c.accuse(logShrunk, values, msg)
	}
	now, then, err := rebuild(ctx, from, newest.N, earlier.N)
	var tile *tileError
	switch {
	case errors.As(err, &tile):
		values.File = tile.path
		return answer{code: tile.code, shown: values}
	case err != nil:
		return answer{code: logUnreachable, detail: err.Error(), shown: values}
	case newest.N > 0 && now != newest.Hash:
		return answer{code: logWrongRoot, shown: values}
	case earlier.N > 0 && then != earlier.Hash:
		return c.accuse(logForked, values, msg)
	}
	values.Leaves = newest.N
	if earlier.N > 0 {
		return answer{code: logGrew, shown: values}
	}
	return answer{code: logSound, shown: values}
}

// keep remembers a checkpoint that is right for the next check.
func (c *logCommand) keep(msg []byte, right answer) answer {
	if c.State == "" {
		return right
	}
	if err := register.ReplaceFile(c.State, msg); err != nil {
		right.File = c.State
		return answer{code: stateUnwritten, detail: err.Error(), shown: right.shown}
	}
	return right
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
func (c *logCommand) earlier(key note.Verifier) (register.Checkpoint, error) {
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
	return register.ParseCheckpoint(data, key)
}
