package store_test

import (
	"context"
	"testing"

	"github.com/gehoor/gehoor/internal/form/formtest"
	"github.com/gehoor/gehoor/internal/store"
)

func TestForms(t *testing.T) {
	onEngines(t, func(t *testing.T, where string, open func(context.Context, string) (store.Engine, error)) {
		formtest.Run(t, reopen(t, where, open))
	})
}
