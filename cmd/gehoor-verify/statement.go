package main

import (
	"errors"
	"time"

	"github.com/gehoor/gehoor/internal/register"
)

type statementCommand struct {
	logKey
	witnessKeys
	File string `arg:"" help:"The proof that came with a statement of destruction."`
}

func (c *statementCommand) check() answer {
	log, err := c.verifier()
	policy, policyErr := c.policy()
	if err := errors.Join(err, policyErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	data, err := readFile(c.File, register.MaxReceiptBytes)
	if err != nil {
		return unreadable(c.File, err)
	}
	d, err := register.VerifyDestroyed(data, log)
	if err != nil {
		return failure(aStatement, err)
	}
	result := answer{code: statementGenuine, shown: shown{
		Origin: d.Checkpoint.Origin, Org: d.Event.Org, Kind: d.Event.Kind, Day: d.Event.At.Format(time.DateOnly),
		Index: &d.Proof.Index, Size: d.Checkpoint.N, Held: d.Erased.Events(), Version: d.Erased.Category, Since: d.Erased.ClosedOn,
	}}
	if wrong := witnessed(aStatement, d.Proof.Checkpoint, log, policy, &result.shown); wrong != nil {
		return *wrong
	}
	return result
}
