package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/seal/unseal"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the program itself over testdata/*.txtar, each in a folder of
// its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// keys has everybody who was invited make a key, as their browsers do.
			"keys": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(makeKeys(ts.MkAbs(args[0])))
			},
			// status runs a program that ends with this code.
			"status": func(ts *testscript.TestScript, _ bool, args []string) {
				ended := &exec.ExitError{}
				if err := ts.Exec(args[1], args[2:]...); err != nil && !errors.As(err, &ended) {
					ts.Check(err)
				}
				if code := ended.ExitCode(); strconv.Itoa(code) != args[0] {
					ts.Fatalf("it ended with %d, not %s", code, args[0])
				}
			},
			// empty says that a folder has nothing in it, or with ! that it has.
			"empty": func(ts *testscript.TestScript, neg bool, args []string) {
				entries, err := os.ReadDir(ts.MkAbs(args[0]))
				ts.Check(err)
				var names []string
				for _, e := range entries {
					names = append(names, e.Name())
				}
				if (len(names) == 0) == neg {
					ts.Fatalf("%s holds: %s", args[0], strings.Join(names, " "))
				}
			},
		},
	})
}

// makeKeys accepts every invitation of an installation.
func makeKeys(dir string) error {
	ctx := context.Background()
	return at{where: where{Data: dir}}.with(ctx, func(s opened) error {
		all, err := s.cases.Staff(ctx, s.org)
		for _, m := range all {
			if !m.Here() || m.InvitedUntil.IsZero() {
				continue
			}
			err = errors.Join(err, accept(ctx, s, m))
		}
		return err
	})
}

func accept(ctx context.Context, s opened, m casework.Member) error {
	code, err := s.cases.Invite(ctx, s.org, gehoor.System, m.ID, m.Login, m.InvitedUntil)
	if err != nil {
		return err
	}
	invitation, err := account.ParseInvitation(code)
	if err != nil {
		return err
	}
	own, err := unseal.NewIdentity()
	if err != nil {
		return err
	}
	return s.cases.Accept(ctx, s.org, casework.Acceptance{
		Invitation: invitation, Name: m.Login, Recipient: own.Recipient(), Secret: sha256.Sum256([]byte(m.Login)), Wrapped: []byte("wrapped"),
	})
}
