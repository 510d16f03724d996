package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/desk"
	"github.com/gehoor/gehoor/internal/personnel"
	"github.com/gehoor/gehoor/internal/protocol"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/terminal"
	"github.com/gehoor/gehoor/internal/text"
)

type importCommand struct {
	Site string `arg:"" help:"The site's address, https://meldpunt.example."`
	File string `arg:"" type:"path" help:"The file of the personnel system: CSV, everybody who works there."`

	Login          string   `required:"" placeholder:"NAME" help:"The administrator's login."`
	Root           string   `required:"" placeholder:"ROOT" help:"The organisation's root, as it publishes it elsewhere: its key (name+hash+base64), its number of thirty digits, or @FILE with one of these."`
	PassphraseFile string   `type:"path" placeholder:"FILE" help:"A file with the passphrase that others cannot read; asked at the terminal without it."`
	State          string   `type:"path" placeholder:"FILE" help:"The keys that were seen before: with it an older key is noticed. Made when it is not there."`
	Column         []string `sep:"none" placeholder:"FIELD=HEADING" help:"Which column holds what, where it is not what is guessed or was so the last time: number, name, given, prefix, surname, manager, standIn, unit, function, mail, office, party, from, until. Without HEADING no column does. As often as needed."`
	ByName         bool     `help:"Take an account for somebody's who has the same name, and nothing else in common. A namesake would be shut out of dossiers."`
	List           bool     `help:"Show everybody to whom something happens, and in faults what stands there: not for a log."`
	DryRun         bool     `help:"End after showing what would change."`
	Yes            bool     `help:"Import without asking."`
	AtMost         percent  `default:"10%" placeholder:"PERCENT" help:"Of those who work there so many may leave, and so many may lose their manager. If it is more, nothing is imported with --yes, and without it that is asked separately."`
	Anew           bool     `help:"Import even if nothing changes: with a new key, for those alone who may read the names now."`
}

// percent is a part of a hundred, "10%".
type percent int

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *percent) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(strings.TrimSuffix(string(text), "%"))
	if err != nil || n < 0 || n > 100 {
		return errors.New("a percentage is a number from 0 to 100")
	}
	*p = percent(n)
	return nil
}

// run imports a file.
func (c *importCommand) run(ctx context.Context, a around) answer {
	data, err := readFile(c.File, personnel.MaxFileBytes+1)
	if err != nil {
		return answer{code: fileUnreadable, Detail: err.Error()}
	}
	table, err := personnel.Read(data)
	var why personnel.Unreadable
	if errors.As(err, &why) {
		return answer{code: fileMalformed, said: a.words.Say(unreadable[why], text.With("size", "20 MB"), text.Count("n", personnel.MaxLines))}
	}
	given, err := c.root()
	if err != nil {
		return answer{code: badRoot, Detail: err.Error()}
	}
	site, err := desk.Open(c.Site, desk.Options{Lang: a.Lang, Transport: a.transport, Pauses: a.pauses})
	if err != nil {
		return answer{code: badUsage, Detail: err.Error()}
	}
	defer site.Close()
	trusted, err := site.Trust(ctx, given)
	if err != nil {
		return answerOf(err)
	}
	said, err := c.passphrase(a)
	switch {
	case errors.Is(err, terminal.ErrBrokenOff):
		return answer{code: brokenOff}
	case err != nil:
		return answer{code: passphraseFile, Detail: err.Error()}
	}
	d, err := trusted.SignIn(ctx, c.Login, said)
	if err != nil {
		return answerOf(err)
	}
	defer func() { _ = d.SignOut(context.WithoutCancel(ctx)) }() // a session ends by itself too
	return (&importing{c, a, d, table, map[string]gehoor.PersonID{}}).all(ctx)
}

// root is the one that was given.
func (c *importCommand) root() (seal.GivenRoot, error) {
	said := c.Root
	if name, isFile := strings.CutPrefix(said, "@"); isFile {
		data, err := readFile(name, seal.MaxRootChangeBytes)
		if err != nil {
			return "", err
		}
		said = string(data)
	}
	return seal.ParseGivenRoot(strings.TrimSpace(said))
}

// readFile reads a file of at most limit bytes; of a larger one the beginning.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}

// importing is one import.
type importing struct {
	*importCommand
	around
	desk  *desk.Desk
	table personnel.Table
	// fresh are the IDs of new people: the same for a number, however often it is compared.
	fresh map[string]gehoor.PersonID
}

// tries is how often a file is compared anew because the chart moved.
const tries = 3

// all compares, asks and imports, until the chart stood still meanwhile.
func (i *importing) all(ctx context.Context) answer {
	var last answer
	for try := range tries {
		c, err := i.desk.Chart(ctx)
		if err != nil {
			return answerOf(err)
		}
		one, behind := i.once(ctx, c, try > 0)
		if !behind {
			return one
		}
		last = one
	}
	return last
}

// once does it for the chart as it is. again says that it moved before; behind, that it
// moved again.
func (i *importing) once(ctx context.Context, c desk.Chart, again bool) (_ answer, behind bool) {
	plan, mapping, wrong := i.compare(c)
	if wrong != nil {
		return *wrong, false
	}
	f := i.figures(plan, len(c.Readers))
	one := answer{code: importDone, Figures: f, args: []text.Arg{text.Count("n", f.People)}}
	if i.List {
		one.Changes = changesOf(plan)
	}
	nothing := plan.Nothing() && !i.Anew
	if again && nothing { // it was our own, of which the answer was lost
		return one, false
	}
	if wrong := i.readers(c); wrong != nil {
		return *wrong, false
	}
	if err := i.preview(i.around, plan, f, c.Before.Accounts); err != nil {
		return answer{code: siteFailed, Detail: err.Error()}, false
	}
	switch {
	case nothing:
		one.code = importSame
		return one, false
	case i.DryRun:
		one.code = importPreviewed
		return one, false
	}
	if what := i.may(plan, f); what != importDone {
		one.code, one.args = what, []text.Arg{text.Count("n", max(f.Left, f.Loose)), text.Count("had", f.Had)}
		return one, false
	}
	err := i.desk.Import(ctx, c, plan, i.last(c, mapping, plan))
	if err != nil {
		return answerOf(err), desk.Behind(err)
	}
	return one, false
}

// compare looks the file through, and says what it would change.
func (i *importing) compare(c desk.Chart) (plan personnel.Plan, m personnel.Mapping, wrong *answer) {
	m, err := i.columns(i.table.Headings, c.Last.Mapping)
	if err != nil {
		return plan, m, &answer{code: badUsage, Detail: err.Error()}
	}
	switch m.Lacks() {
	case personnel.LacksNumber:
		return plan, m, &answer{code: columnsLack, said: i.words.Say("tool.no-number")}
	case personnel.LacksName:
		return plan, m, &answer{code: columnsLack, said: i.words.Say("tool.no-name")}
	case personnel.HasTwice:
		return plan, m, &answer{code: columnsLack, said: i.words.Say("chart.column-twice")}
	}
	if gone := i.gone(m, c.Last.Mapping); len(gone) > 0 {
		return plan, m, &answer{code: columnsGone, args: []text.Arg{text.With("columns", strings.Join(gone, ", "))}}
	}
	rows, faults := personnel.Check(i.table, m, personnel.Aliases(c.Before.People))
	if len(faults) > 0 {
		if i.Yes && !i.List {
			faults = hidden(faults)
		}
		return plan, m, &answer{code: fileFaults, Faults: faults, args: []text.Arg{text.Count("n", len(faults))}}
	}
	return personnel.Compare(rows, c.Before, personnel.Means{NewID: i.newID, Today: protocol.DateOf(i.now()), Unticked: i.unticked}), m, nil
}

// unticked says which accounts are not taken for somebody's.
func (c *importCommand) unticked(m personnel.Match) bool {
	return m.Refused || m.By == personnel.ByName && !c.ByName
}

func (i *importing) newID(number string) gehoor.PersonID {
	if id, ok := i.fresh[number]; ok {
		return id
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	i.fresh[number] = gehoor.PersonID(hex.EncodeToString(b[:]))
	return i.fresh[number]
}

// readers holds their keys against the root, and against those that were seen before.
func (i *importing) readers(c desk.Chart) *answer {
	if err := i.desk.Vouched(c.Readers); err != nil {
		one := answerOf(err)
		return &one
	}
	return i.known(i.desk, c.Readers)
}

// may says whether it may be imported: importDone, or why not.
func (i *importing) may(p personnel.Plan, f *figures) code {
	many, loose := p.ManyLeave(int(i.AtMost)), f.Loose*100 > f.Had*int(i.AtMost)
	if i.Yes {
		switch {
		case many:
			return leaveMany
		case loose:
			return linesLost
		}
		return importDone
	}
	if many && !i.agrees(i.words.Say("tool.leave.many", text.Count("n", f.Left), text.Count("had", f.Had))+"\n"+i.words.Say("chart.many-what", text.Count("n", f.Had))) {
		return importDeclined
	}
	if loose && !i.agrees(i.words.Say("tool.loose", text.Count("n", f.Loose))) {
		return importDeclined
	}
	if !i.agrees(i.words.Say("chart.will", text.Count("n", len(p.Changes)))) {
		return importDeclined
	}
	return importDone
}

// agrees asks whether it is so; anything but a "yes" is none.
func (i *importing) agrees(what string) bool {
	said, err := i.ask.Line(fmt.Sprintf("%s\n%s", clean(what), i.words.Say("tool.ask")))
	said = strings.ToLower(said)
	return err == nil && (said == "yes" || said == "ja")
}

// last is what is left for the next import.
func (i *importing) last(c desk.Chart, m personnel.Mapping, p personnel.Plan) personnel.Import {
	refused := []personnel.Refused{}
	for _, one := range p.Matches {
		if one.Refused {
			refused = append(refused, personnel.Refused{Person: one.Person, Account: one.Account})
		}
	}
	return personnel.Import{On: protocol.DateOf(i.now()), Mapping: personnel.Remember(i.table.Headings, m), Refused: refused, Mended: c.Last.Mended}
}

// shown is where a preview goes: beside an answer in JSON it goes to standard error.
func (a around) shown() io.Writer {
	if a.JSON {
		return a.errs
	}
	return a.out
}
