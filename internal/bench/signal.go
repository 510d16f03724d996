package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/story"
	"github.com/gehoor/gehoor/internal/story/person"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// sent is a signal, sealed and written as the reporter's browser sends it, with
// what is needed to find it again.
type sent struct {
	body     []byte
	lookup   endpoint.LookUp
	account  gehoor.ContentID
	contents []gehoor.ContentID // all of them, with the account
}

// The JSON of a signal, as web/wire.go reads it.
type signalWire struct {
	Org          gehoor.OrgID      `json:"org"`
	Lookup       endpoint.LookUp   `json:"lookup"`
	Office       gehoor.Office     `json:"office"`
	Language     gehoor.Language   `json:"language"`
	NotSafe      bool              `json:"notSafe"`
	Struck       []gehoor.PersonID `json:"struck"`
	Account      []byte            `json:"account"`
	Conversation sealedWire        `json:"conversation"`
	Identity     *sealedWire       `json:"identity,omitempty"`
	Who          []byte            `json:"who,omitempty"`
}

type sealedWire struct {
	Recipient string    `json:"recipient"`
	Threshold int       `json:"threshold"`
	Grants    []forWire `json:"grants"`
	Shares    []forWire `json:"shares"`
}

type forWire struct {
	Person gehoor.PersonID `json:"person"`
	Bytes  []byte          `json:"bytes"`
}

// office is about whom all signals are: one with holders of its own.
const office = gehoor.OfficeManager

// written is what a reporter wrote: two hundred words, as the body of an account
// is kept (doc/formats.md §6).
var written = writeAccount()

func writeAccount() []byte {
	const sentence = "Op de afdeling worden verslagen achteraf aangepast en wie er iets van zegt krijgt ander werk. "
	text, err := json.Marshal(map[string]any{
		"questionnaire": "signal", "version": 1, "digest": "sha256-" + strings.Repeat("0", 64), "lang": "nl",
		"answers": map[string]any{"position": "seen", "what": strings.Repeat(sentence, 13), "when": "sinds het voorjaar", "office": office},
	})
	if err != nil {
		panic(err) // of strings alone: cannot fail
	}
	return text
}

// named is what a reporter says of who they are.
var named = []byte(`{"name":"Merel Zandoever","contact":"merel@zandoever.example, liefst na zessen"}`)

// load seals the signals of many reporters.
type load struct {
	root note.Verifier
	to   casework.Preview
}

// sealAll seals n signals on all cores. The reporter of each has a code of their
// own; every second one says who they are, and lets the first holder know.
func (l load) sealAll(ctx context.Context, n int) ([]sent, error) {
	all := make([]sent, n)
	var next atomic.Int64
	var wait sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for w := range errs {
		wait.Go(func() {
			for errs[w] == nil && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				all[i], errs[w] = l.seal(i%2 == 1)
			}
		})
	}
	wait.Wait()
	return all, errors.Join(append(errs, ctx.Err())...)
}

func (l load) seal(whoToo bool) (sent, error) {
	browser, err := person.NewReporterBrowser(veenhaven.Org, l.root, endpoint.NewCode(random))
	if err != nil {
		return sent{}, err
	}
	said := story.Said{Account: written}
	if whoToo {
		said.Who, said.MayKnow = named, []gehoor.PersonID{l.to.Holders[0].ID}
	}
	s, err := browser.Submit(l.to, said, casework.Submission{Office: office, Language: gehoor.Dutch})
	if err != nil {
		return sent{}, fmt.Errorf("bench: seal: %w", err)
	}
	out := sent{lookup: browser.LookUp(), account: s.Account.ID, contents: []gehoor.ContentID{s.Account.ID}}
	w := signalWire{
		Org: veenhaven.Org, Lookup: out.lookup, Office: s.Office, Language: s.Language, Struck: []gehoor.PersonID{},
		Account: s.Account.Bytes, Conversation: out.box(s.Conversation),
	}
	if whoToo {
		box := out.box(*s.Identity)
		w.Identity, w.Who = &box, s.Who.Bytes
		out.contents = append(out.contents, s.Who.ID)
	}
	out.body, err = json.Marshal(w)
	return out, err
}

// box writes a compartment, and remembers its contents.
func (s *sent) box(b casework.Sealed) sealedWire {
	list := func(of []casework.SealedFor) []forWire {
		var out []forWire
		for _, one := range of {
			out = append(out, forWire{one.Person, one.Content.Bytes})
			s.contents = append(s.contents, one.Content.ID)
		}
		return out
	}
	return sealedWire{b.Recipient, b.Threshold, list(b.Grants), list(b.Shares)}
}
