package person

import (
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/casework"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/endpoint"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/signal"
	"github.com/gehoor/gehoor/internal/story"
)

// ReporterBrowser is the browser of a reporter who holds a code. It implements
// [story.Reporter].
type ReporterBrowser struct {
	org  gehoor.OrgID
	root note.Verifier
	own  endpoint.Reporter
}

var _ story.Reporter = (*ReporterBrowser)(nil)

// NewReporterBrowser is a browser into which the code was typed. root is the
// organisation's verifier key, as it publishes it off the server.
func NewReporterBrowser(org gehoor.OrgID, root note.Verifier, code endpoint.Code) (*ReporterBrowser, error) {
	own, err := code.Reporter(org)
	if err != nil {
		return nil, err
	}
	return &ReporterBrowser{org: org, root: root, own: own}, nil
}

// LookUp is the secret that is sent to find the mailbox.
func (r *ReporterBrowser) LookUp() endpoint.LookUp { return r.own.LookUp }

// Lookup implements [story.Reporter]: what the server keeps of the secret.
func (r *ReporterBrowser) Lookup() [32]byte { return r.own.LookUp.Hash() }

// Submit implements [story.Reporter]: the conversation for everybody who will be
// able to open it, and a second compartment for those whom the reporter chose.
func (r *ReporterBrowser) Submit(to casework.Preview, said story.Said, s casework.Submission) (casework.Submission, error) {
	account := endpoint.Account{Body: said.Account, Who: said.Who, MayKnow: said.MayKnow}
	return r.own.Submit(r.org, r.root, to, account, s)
}

// Say implements [story.Reporter].
func (r *ReporterBrowser) Say(box casework.Mailbox, text string) (ledger.Content, error) {
	return endpoint.Say(r.org, box.Boxes, []byte(text))
}

// LetKnow implements [story.Reporter].
func (r *ReporterBrowser) LetKnow(box casework.Mailbox, own []ledger.Content, to *directory.Person) (ledger.Content, error) {
	ring, err := endpoint.OpenKeys(r.own.Identity, r.org, box.Boxes, own)
	if err != nil {
		return ledger.Content{}, err
	}
	i := slices.IndexFunc(box.Boxes, func(b casework.Box) bool { return b.Name == gehoor.Identity })
	return ring.Grant(r.root, box.Boxes[max(i, 0)], to)
}

// Name implements [story.Reporter].
func (r *ReporterBrowser) Name(to casework.Preview, who []byte) (casework.Named, error) {
	return r.own.Name(r.org, r.root, to, who)
}

// Open implements [story.Reporter].
func (r *ReporterBrowser) Open(box casework.Mailbox, contents []ledger.Content) (map[gehoor.ContentID]string, error) {
	ring, err := endpoint.OpenKeys(r.own.Identity, r.org, box.Boxes, contents)
	if err != nil {
		return nil, err
	}
	return ring.OpenWords(endpoint.Places([]signal.Signal{box.Signal}), contents)
}
