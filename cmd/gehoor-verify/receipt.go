package main

import (
	"errors"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"golang.org/x/mod/sumdb/note"
)

type receiptCommand struct {
	logKey
	witnessKeys
	earlierKey
	File    string `arg:"" help:"The receipt."`
	Promise string `placeholder:"FILE" help:"The promise that the receipt must keep."`
}

func (c *receiptCommand) check() answer {
	log, err := c.verifier()
	policy, policyErr := c.policy()
	before, beforeErr := c.before()
	if err := errors.Join(err, policyErr, beforeErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	data, err := readFile(c.File, register.MaxReceiptBytes)
	if err != nil {
		return unreadable(c.File, err)
	}
	v, err := register.VerifyReceipt(data, log)
	if err != nil {
		return failure(aReceipt, err)
	}
	result := answer{code: receiptGenuine, shown: shown{
		Origin: v.Checkpoint.Origin, Org: v.Event.Org, Kind: v.Event.Kind, Day: v.Day().Format(time.DateOnly),
		Signal: v.Received.Signal, Content: v.Received.Content, Index: &v.Proof.Index, Size: v.Checkpoint.N,
	}}
	if wrong := witnessed(aReceipt, v.Proof.Checkpoint, log, policy, &result.shown); wrong != nil {
		return *wrong
	}
	if c.Promise == "" {
		return result
	}
	if data, err = readFile(c.Promise, register.MaxNoteBytes); err != nil {
		return unreadable(c.Promise, err)
	}
	p, err := promised(data, log, before)
	if err != nil {
		return failure(aPromise, err)
	}
	if err := register.VerifyAgainstPromise(v, p); err != nil {
		return failure(aReceipt, err)
	}
	result.code, result.Before = receiptKeeps, p.Before.Format(time.RFC3339)
	return result
}

// promised reads a promise of the log, or of one that it goes on for: then what that
// one owed is owed by this one.
func promised(data []byte, log note.Verifier, before []note.Verifier) (register.Promise, error) {
	p, err := register.VerifyPromise(data, log)
	for _, b := range before {
		if earlier, again := register.VerifyPromise(data, b); err != nil && again == nil {
			earlier.Origin = register.Origin(log.Name())
			return earlier, nil
		}
	}
	return p, err
}

type promiseCommand struct {
	logKey
	File string `arg:"" help:"The promise."`
}

func (c *promiseCommand) check(now time.Time) answer {
	log, err := c.verifier()
	if err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	data, err := readFile(c.File, register.MaxNoteBytes)
	if err != nil {
		return unreadable(c.File, err)
	}
	p, err := register.VerifyPromise(data, log)
	if err != nil {
		return failure(aPromise, err)
	}
	result := answer{code: promiseGenuine, shown: shown{
		Origin: p.Origin, Day: p.ReceivedOn.Format(time.DateOnly), Content: p.Content, Before: p.Before.Format(time.RFC3339),
	}}
	if !now.Before(p.Before) {
		result.code = promiseDue
	}
	return result
}

func unreadable(name string, err error) answer {
	return answer{code: badFile, detail: err.Error(), shown: shown{File: name}}
}
