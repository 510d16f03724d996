package registertest

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

// Continue does what a restore does: it records that the log of before goes on
// under the key of p, as the n-th event of the organisation, and publishes until
// that is proved. highest is the highest checkpoint that is known.
func Continue(ctx context.Context, m *Memory, p *register.Publisher, before *register.Signer, n gehoor.Seq, highest int64) error {
	head, err := m.Head(ctx, p.Org)
	if err != nil {
		return err
	}
	body, err := json.Marshal(register.Continued{
		Log: p.Signer.VerifierKey(), Before: before.VerifierKey(), Checkpoint: string(head.Note), Size: head.Size,
		Highest: highest, TakenAt: time.Date(2026, 1, 6, 2, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return fmt.Errorf("registertest: %w", err)
	}
	data, err := json.Marshal(gehoor.Event{
		V: gehoor.EnvelopeVersion, Org: p.Org, Stream: gehoor.OrganisationStream, Seq: n,
		At: time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC), Actor: gehoor.System, Kind: register.KindContinued, Body: body,
	})
	if err != nil {
		return fmt.Errorf("registertest: %w", err)
	}
	if _, err := m.Append(p.Org, gehoor.OrganisationStream, sha256.Sum256(data), data); err != nil {
		return err
	}
	p.Before = before.Verifier()
	for {
		c, err := p.Publish(ctx)
		if err != nil || c.N > head.Size {
			return err
		}
	}
}
