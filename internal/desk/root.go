package desk

import (
	"context"
	"errors"
	"net/http"

	"golang.org/x/mod/sumdb/note"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/seal"
)

// Trusted is an organisation whose root is the one that was given, or follows it.
type Trusted struct {
	site *Site
	org  gehoor.OrgID
	// key is the root now, as it is spelled; root checks with it.
	key  string
	root note.Verifier
}

// OtherRoot says that the server's root is another than the one that was given.
type OtherRoot struct {
	// Number is that of the server's root, which people compare.
	Number string
}

// Error implements error.
func (*OtherRoot) Error() string { return "desk: the server has another root than was given" }

const pathRoots = "/.well-known/gehoor/roots.json"

// Trust asks which root the organisation has and holds it against the one that was given.
func (s *Site) Trust(ctx context.Context, given seal.GivenRoot) (*Trusted, error) {
	var said struct {
		Org     gehoor.OrgID `json:"org"`
		Root    string       `json:"root"`
		Changes []string     `json:"changes"`
	}
	if err := s.do(ctx, ask{http.MethodGet, pathRoots, nil, patience, maxAnswer}, &said); err != nil {
		return nil, err
	}
	if _, err := gehoor.ParseOrgID(string(said.Org)); err != nil {
		return nil, &Failure{Kind: Failed, Status: http.StatusOK, err: errors.New("no organisation")}
	}
	root, err := seal.ParseRoot(said.Org, said.Root)
	if err != nil || !given.LeadsTo(said.Org, said.Root, said.Changes) {
		return nil, &OtherRoot{Number: seal.RootNumber(said.Org, said.Root)}
	}
	return &Trusted{site: s, org: said.Org, key: said.Root, root: root}, nil
}
