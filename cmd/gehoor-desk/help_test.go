package main

import (
	"testing"

	"github.com/gehoor/gehoor/internal/seal"
	"github.com/gehoor/gehoor/internal/seal/unseal"
)

func newRecipient(t *testing.T) seal.Recipient {
	t.Helper()
	id, err := unseal.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id.Recipient()
}
