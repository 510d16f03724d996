package ledger

import (
	"errors"
	"fmt"

	"github.com/gehoor/gehoor"
)

// errBatch is what every store answers for a batch that no casework makes. It
// names the rule that was broken, never a value.
var errBatch = errors.New("ledger: malformed batch")

// Check says whether the batch keeps the rules that need no database: names
// that parse, each stream extended once, records that follow After without a
// gap, sizes within their limits. Every store asks it before anything else.
// It does not look at rows.
func (b Batch) Check() error {
	if _, err := gehoor.ParseOrgID(string(b.Org)); err != nil {
		return fmt.Errorf("%w: organisation", errBatch)
	}
	if len(b.Extensions) == 0 {
		return fmt.Errorf("%w: extends no stream", errBatch)
	}
	seen := make(map[gehoor.StreamID]bool, len(b.Extensions))
	for _, e := range b.Extensions {
		if seen[e.Stream] {
			return fmt.Errorf("%w: stream extended twice", errBatch)
		}
		seen[e.Stream] = true
		if err := e.check(); err != nil {
			return err
		}
	}
	for _, v := range b.Erases {
		if !v.Stream.Erasable() || v.Seq < 1 || seen[v.Stream] {
			return fmt.Errorf("%w: stream to erase", errBatch)
		}
		seen[v.Stream] = true
	}
	for _, v := range b.Reads {
		if _, err := gehoor.ParseStreamID(string(v.Stream)); err != nil || v.Seq < 0 {
			return fmt.Errorf("%w: version", errBatch)
		}
	}
	if err := b.checkParts(); err != nil {
		return err
	}
	return checkContents(b.Contents)
}

// CheckRewrite says whether a stream can have rows: it has a name and events.
func CheckRewrite(org gehoor.OrgID, at Version) error {
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return fmt.Errorf("%w: organisation", errBatch)
	}
	if _, err := gehoor.ParseStreamID(string(at.Stream)); err != nil || at.Seq < 1 {
		return fmt.Errorf("%w: stream", errBatch)
	}
	return nil
}

func (e Extension) check() error {
	if _, err := gehoor.ParseStreamID(string(e.Stream)); err != nil || e.After < 0 {
		return fmt.Errorf("%w: stream", errBatch)
	}
	if len(e.Records) == 0 {
		return fmt.Errorf("%w: stream without records", errBatch)
	}
	for i, r := range e.Records {
		if r.Stream != e.Stream || r.Seq != e.After+gehoor.Seq(i)+1 {
			return fmt.Errorf("%w: record out of place", errBatch)
		}
		if len(r.Data) == 0 || len(r.Data) > gehoor.MaxEventBytes {
			return fmt.Errorf("%w: record size", errBatch)
		}
	}
	return nil
}

// checkContents refuses what a stranger can cause (size, the same ciphertext
// twice) with a refusal, and a name that is none with an error.
func checkContents(contents []Content) error {
	seen := make(map[gehoor.ContentID]bool, len(contents))
	for _, c := range contents {
		if _, err := gehoor.ParseContentID(string(c.ID)); err != nil || len(c.Bytes) == 0 {
			return fmt.Errorf("%w: content", errBatch)
		}
		if len(c.Bytes) > MaxContentBytes {
			return gehoor.Refuse(gehoor.CodeTooLarge, "limit", fmt.Sprint(MaxContentBytes))
		}
		if seen[c.ID] {
			return gehoor.Refuse(gehoor.CodeReplayed)
		}
		seen[c.ID] = true
	}
	return nil
}
