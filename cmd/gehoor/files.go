package main

import (
	"context"

	"github.com/gehoor/gehoor/internal/blob"
	blobfolder "github.com/gehoor/gehoor/internal/blob/folder"
	"github.com/gehoor/gehoor/internal/blob/s3"
)

// filesFlags says where files are kept.
type filesFlags struct {
	Bucket string `placeholder:"URL" help:"Where files are kept, if not in the data folder: a bucket of a service that speaks S3, https://service/bucket. It must not keep old versions."`
	Region string `help:"The service's word for where the bucket is, if it has one."`
	Access string `help:"The name of the key for the bucket."`
	Secret string `help:"The secret of that key; better set in the environment."`
}

// files opens the store of files; what is returned with it lets go of it.
func (w where) files(ctx context.Context) (blob.Store, func() error, error) {
	if w.Files.Bucket == "" {
		s, err := blobfolder.Open(w.folder().files())
		if err != nil {
			return nil, nil, err
		}
		return s, s.Close, nil
	}
	s, err := s3.Open(ctx, s3.Config{Address: w.Files.Bucket, Region: w.Files.Region, Access: w.Files.Access, Secret: w.Files.Secret})
	if err != nil {
		return nil, nil, err
	}
	return s, func() error { return nil }, nil
}
