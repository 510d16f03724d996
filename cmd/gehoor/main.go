// Gehoor is the server and its chores:
//
//	gehoor demo       a municipality that does not exist, in your browser
//	gehoor init       begin an organisation
//	gehoor staff      invite people, and take in their keys
//	gehoor intake     take real signals in, or no more
//	gehoor root       make the root key, and sign with it, on another machine
//	gehoor serve      the server
//	gehoor witness    watch over the logs of others
//	gehoor ready      ask a server whether it is ready
//	gehoor check      say whether an installation is as it must be
//	gehoor mail       what could not be delivered, a test, what mails say
//	gehoor webhook    the key that signs events, a test
//	gehoor retention  how long what is kept, and what was destroyed
//	gehoor backup     take a backup, beside a server that goes on
//	gehoor restore    put a backup back into an empty place
//	gehoor replay     rebuild every list from the events, and compare
//	gehoor rehearse   play stories, and say what happens
//	gehoor bench      measure this machine, and Gehoor on it
//	gehoor version    say which program this is
//
//	gehoor reference  say every flag, as doc/reference.md
//
// An installation is a data folder (see folder.go) and a database, which is a
// file in that folder unless --database names a PostgreSQL server. Every flag can
// also be set in the environment, --data as GEHOOR_DATA, by the service manager's
// credentials, and in a file (--config).
//
// The commands only wire packages together; what they do is in internal/.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// errFound ends a command that looked and found something wrong, after it said
// what. The program then ends with 1; with 2 when it could not do its work.
var errFound = errors.New("something is not as it must be")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what the arguments ask and returns how the program ends.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	ended := -1 // by --help, before anything was done
	parser, err := newParser(ctx, out, errs, func(code int) { ended = code })
	if err != nil {
		_, _ = fmt.Fprintln(errs, "gehoor:", err)
		return 2
	}
	chosen, err := parser.Parse(args)
	switch {
	case ended >= 0:
		return ended
	case err == nil:
		err = chosen.Run()
	}
	switch {
	case errors.Is(err, errFound):
		return 1
	case err != nil:
		_, _ = fmt.Fprintln(errs, "gehoor:", err)
		return 2
	}
	return 0
}

// newParser makes the command line; exit is called where kong would end the program.
func newParser(ctx context.Context, out, errs io.Writer, exit func(int)) (*kong.Kong, error) {
	return kong.New(&commands{}, kong.Name("gehoor"), kong.DefaultEnvars("GEHOOR"), kong.Writers(out, errs),
		kong.Description("Hear signals, act on them, and be able to prove it."), kong.UsageOnError(),
		kong.Configuration(readSettings), kong.Resolvers(credentials{}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(out, (*io.Writer)(nil)),
		kong.Exit(exit))
}
