package ledgertest

import (
	"github.com/gehoor/gehoor/internal/account"
	"github.com/gehoor/gehoor/internal/advice"
	"github.com/gehoor/gehoor/internal/draft"
	"github.com/gehoor/gehoor/internal/ledger"
	"github.com/gehoor/gehoor/internal/notify"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/store/memory"
	"github.com/gehoor/gehoor/internal/view"
)

// Stores are all contracts of one database.
type Stores interface {
	ledger.Store
	ledger.PartStore
	view.Store
	account.Store
	notify.Store
	register.Store
	draft.Store
	advice.Store
}

// Memory is the store in memory, of package memory.
type Memory = memory.Store

// NewMemory returns an empty store.
func NewMemory() *Memory { return memory.New() }
