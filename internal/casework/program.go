package casework

import (
	"context"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/directory"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/register"
)

// InstallProgram states in the organisation's stream which program serves it,
// unless the stream says so last. A program asks it at its start, before it serves
// anything; of several that start at once, each stands there once.
func (c *Casework) InstallProgram(ctx context.Context, org gehoor.OrgID, p gehoor.Program) (directory.Installation, error) {
	s, err := c.org.Update(ctx, org, gehoor.OrganisationStream, func(s ledger.Snapshot[*directory.Organisation]) (ledger.Decision, error) {
		if !s.State.Exists() {
			return ledger.Decision{}, gehoor.ErrNotFound
		}
		facts, err := s.State.Install(p)
		return ledger.Decision{Actor: gehoor.System, Facts: facts}, err
	})
	if err != nil {
		return directory.Installation{}, err
	}
	last, _ := s.State.Program()
	return last, nil
}

// ProgramProof returns the proof that the log holds an installation, for anybody.
// Any other event of the stream is [gehoor.ErrNotFound], and so is one that no
// checkpoint covers yet.
func (c *Casework) ProgramProof(ctx context.Context, org gehoor.OrgID, seq gehoor.Seq) ([]byte, error) {
	proof, err := register.BuildProof(ctx, c.deps.Log, org, gehoor.OrganisationStream, seq, gehoor.KindProgramInstalled)
	if isRefusal(err, register.CodeProofPending) {
		err = gehoor.ErrNotFound
	}
	return proof, err
}
