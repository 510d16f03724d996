package main

import (
	"errors"
	"time"

	"github.com/gehoor/gehoor/internal/register"
)

type receiptCommand struct {
	logKey
	witnessKeys
	File    string `arg:"" help:"The receipt."`
	Promise string `placeholder:"FILE" help:"The promise that the receipt must keep."`
}

func (c *receiptCommand) check() answer {
	log, err := c.verifier()
	policy, policyErr := c.policy()
	if err := errors.Join(err, policyErr); err != nil {
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
	p, err := register.VerifyPromise(data, log)
	if err != nil {
		return failure(aPromise, err)
	}
	if err := register.VerifyAgainstPromise(v, p); err != nil {
		return failure(aReceipt, err)
	}
	result.code, result.Before = receiptKeeps, p.Before.Format(time.RFC3339)
	return result
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
