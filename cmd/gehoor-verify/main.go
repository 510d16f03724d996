// Gehoor-verify is for whoever does not want to take our word: a reporter with
// a receipt, a works council, a journalist, a court. It checks offline, with
// the log's verifier key and nothing else of ours:
//
//	gehoor-verify receipt FILE --log-key KEY [--promise FILE]
//	gehoor-verify promise FILE --log-key KEY
//	gehoor-verify log URL|FOLDER --log-key KEY [--state FILE]
//	gehoor-verify program URL|FOLDER --log-key KEY [--binary FILE]
//	gehoor-verify keys URL|FOLDER --log-key KEY [--root ROOT] [--state FILE]
//
// With --witness KEY, as often as there are witnesses, receipt, log, program and keys also
// demand that these cosigned (C2SP tlog-cosignature); --at-least K is content with K of
// them. Who demands more than half of the witnesses that others demand too, is
// shown the same log as they.
//
// The key comes from a place that the server does not control: the
// organisation's own pages, its works council, a letter. A key that the server
// hands out proves nothing.
//
// It answers in a plain sentence (English, or Dutch with --lang nl) and says what
// to do next; --json gives one object on one line. It ends with 0 when all is
// right, 1 when something was checked and is wrong, 2 when it could not check.
//
// The program command holds what a site serves against what the log says of it:
// every script and style, the policy and the contents of every page that needs no
// code and no sign-in. A site can serve others something else than you, at another
// moment something else than now, and something else to who has a code: a check
// from one place is a sample.
//
// The keys command holds the list of keys that a site publishes, and what its pages
// give to a reporter's browser, against the log and against the organisation's root.
// With --state it knows an older list again. Whoever checks for the first time cannot
// know that there is no newer one.
//
// It links the dictionary, package register and the public half of package seal, and
// nothing else of Gehoor: it cannot open anything. It only reads, apart from the file
// that --state names; log, program and keys open connections to the address that is
// given, the others open none.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

// arguments are the commands and flags.
type arguments struct {
	Lang string `help:"Language of the answer: en or nl." enum:"en,nl" default:"en"`
	JSON bool   `name:"json" help:"Answer with one JSON object on one line."`

	Receipt   receiptCommand   `cmd:"" help:"Check a receipt, offline."`
	Promise   promiseCommand   `cmd:"" help:"Check the promise that was given when a signal was received, offline."`
	Dossier   dossierCommand   `cmd:"" help:"Check a copy of a dossier for an archive, offline."`
	Statement statementCommand `cmd:"" help:"Check the proof that something was destroyed, offline."`
	Program   programCommand   `cmd:"" help:"Compare what a site serves, or a program file, with the program that the log names."`
	Keys      keysCommand      `cmd:"" help:"Check the list of keys that a site publishes: signed by the root, in the log, and not older than before."`
	Log       logCommand       `cmd:"" help:"Read a whole log and check that it is what it signed, and what it was before."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now())
	stop()
	os.Exit(code)
}

// run does what the arguments ask and returns how the program ends.
func run(ctx context.Context, args []string, out, errs io.Writer, now time.Time) int {
	var a arguments
	parser, err := kong.New(&a, kong.Name("gehoor-verify"), kong.Writers(out, errs),
		kong.Description("Check receipts, promises and logs of Gehoor with the log's key."))
	if err != nil {
		return answer{code: badUsage, detail: err.Error()}.print(&a, out, errs)
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		return answer{code: badUsage, detail: err.Error()}.print(&a, out, errs)
	}
	var result answer
	switch chosen.Command() {
	case "receipt <file>":
		result = a.Receipt.check()
	case "dossier <folder>":
		result = a.Dossier.check()
	case "statement <file>":
		result = a.Statement.check()
	case "promise <file>":
		result = a.Promise.check(now)
	case "program", "program <site>":
		result = a.Program.check(ctx)
	case "keys <site>":
		result = a.Keys.check(ctx)
	case "log <log>":
		result = a.Log.check(ctx)
	}
	return result.print(&a, out, errs)
}
