package ledgertest_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/ledger/ledgertest"
)

func TestMemory(t *testing.T) {
	ledgertest.Run(t, func(*testing.T) ledgertest.Stores { return ledgertest.NewMemory() })
}
