package main

import (
	"context"

	"github.com/gehoor/gehoor/internal/blob"
	blobfolder "github.com/gehoor/gehoor/internal/blob/folder"
)

// files opens the store of files; what is returned with it lets go of it.
func (w where) files(context.Context) (blob.Store, func() error, error) {
	s, err := blobfolder.Open(w.folder().files())
	if err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}
