package blobtest_test

import (
	"testing"

	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
)

func TestMemory(t *testing.T) {
	blobtest.Run(t, func(*testing.T) blob.Store { return blobtest.NewMemory() })
}
