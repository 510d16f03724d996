package advice_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

// bodyBytes is how long the body is that a browser seals (browser/lib/advice.ts).
const bodyBytes = 255_000

// TestOneLength: whatever is noted, and whatever the organisation is called, a row has the
// one length.
func TestOneLength(t *testing.T) {
	own, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	for _, org := range []gehoor.OrgID{"v", "veenhaven", gehoor.OrgID("a" + string(bytes.Repeat([]byte("b"), 39)))} {
		sealed, err := seal.Seal(org, seal.Advice, bytes.Repeat([]byte(" "), bodyBytes), own.Recipient())
		if err != nil || len(sealed) != advice.SealedBytes || advice.CheckSealed(sealed) != nil {
			t.Errorf("%s: %d bytes, %v", org, len(sealed), err)
		}
	}
	short, err := seal.Seal("veenhaven", seal.Advice, []byte("two visits"), own.Recipient())
	if err != nil || advice.CheckSealed(short) == nil {
		t.Errorf("a shorter row is taken: %v", err)
	}
	if err := advice.CheckSealed(make([]byte, advice.SealedBytes+1)); !errors.Is(err, gehoor.Refuse(gehoor.CodeTooLarge)) {
		t.Errorf("a longer row: %v", err)
	}
}

func TestCheckYear(t *testing.T) {
	for year, is := range map[int]bool{0: false, -1: false, 1999: false, 2000: true, 2026: true, 2199: true, 2200: false} {
		if err := advice.CheckYear(year); (err == nil) != is {
			t.Errorf("%d: %v", year, err)
		}
	}
}
