package registertest_test

import (
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
)

func TestMemory(t *testing.T) {
	registertest.Run(t, func(*testing.T) (register.Store, registertest.AppendFunc) {
		m := registertest.NewMemory()
		return m, func(t *testing.T, org gehoor.OrgID, stream gehoor.StreamID, n int) {
			t.Helper()
			if err := m.AppendReceived(org, stream, n); err != nil {
				t.Fatal(err)
			}
		}
	})
}
