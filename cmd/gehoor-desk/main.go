// Gehoor-desk is for the own machine of somebody of staff. It signs in to a server as a
// browser does, opens what is sealed to its owner, and seals what it sends:
//
//	gehoor-desk import SITE FILE --login NAME --root ROOT [--yes] [--dry-run]
//
// import brings the file of a personnel system (CSV) into the organisation chart, as the
// administrator's page does, and without a browser: for a system that writes a file every
// night. Nothing of the file leaves this machine but sealed.
//
// The root comes from a place that the server does not control: its key, or its number of
// thirty digits. Names are sealed to nobody for whom that root does not vouch.
//
// The passphrase is asked at the terminal, or read from a file that others cannot read
// (--passphrase-file), and never from the command line or the environment.
//
// It answers in a plain sentence (English, or Dutch with --lang nl) and says what to do
// next; --json gives one object on one line. It ends with 0 when all is well, 1 when
// something was looked at and is wrong (nothing was imported), 2 when it could not do its
// work.
//
// It never serves and runs once: whoever wants it every night says so to the system's own
// timer.
package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/terminal"
	"github.com/gehoor/gehoor/internal/text"
)

// arguments are the commands and flags.
type arguments struct {
	Lang gehoor.Language `help:"Language of the answer: en or nl." enum:"en,nl" default:"en"`
	JSON bool            `name:"json" help:"Answer with one JSON object on one line; what is asked and shown goes to standard error."`

	Import importCommand `cmd:"" help:"Bring the file of a personnel system (CSV) into the organisation chart."`
}

// around is what a command stands on besides its flags.
type around struct {
	*arguments
	words *text.Words
	// out is for what is shown, errs for what is asked and goes wrong.
	out, errs io.Writer
	ask       asker
	now       func() time.Time
	// transport and pauses are nil for the usual ones (desk.Options).
	transport http.RoundTripper
	pauses    []time.Duration
}

// asker asks somebody at a keyboard.
type asker interface {
	// Line asks for what may be seen, Secret for what may not.
	Line(question string) (string, error)
	Secret(question string) (string, error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], around{out: os.Stdout, errs: os.Stderr, ask: terminal.New(ctx), now: time.Now})
	stop()
	os.Exit(code)
}

// run does what the arguments ask and returns how the program ends.
func run(ctx context.Context, args []string, a around) int {
	a.arguments = &arguments{Lang: gehoor.English}
	ended := -1 // by --help, before anything was done
	parser, err := kong.New(a.arguments, kong.Name("gehoor-desk"), kong.Writers(a.out, a.errs), kong.Exit(func(code int) { ended = code }),
		kong.Description("Open and seal on the own machine of somebody of staff."))
	if err == nil {
		_, err = parser.Parse(args)
	}
	if ended >= 0 {
		return ended
	}
	if a.words = text.For(a.Lang); err != nil {
		return a.tell(answer{code: badUsage, Detail: err.Error()})
	}
	return a.tell(a.Import.run(ctx, a))
}
