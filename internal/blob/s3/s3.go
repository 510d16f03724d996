// Package s3 keeps blobs in a bucket of any service that speaks S3: the store of
// an installation with several machines.
//
// The bucket must not keep old versions: what is deleted must be gone. [Open]
// looks, and refuses one that does. Who may read the bucket sees ciphertext,
// sizes and times, as who has the folder does.
package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
)

// Config says where a bucket is and who may use it.
type Config struct {
	// Address is the service and the bucket, "https://objects.example/gehoor"; what
	// comes after the bucket is put before every name.
	Address string
	// Region is the service's word for where it is; "" for services without.
	Region string
	// Access and Secret are the key. Both are given, or neither for a bucket that
	// is open to this machine.
	Access, Secret string
}

// Store is a bucket of blobs. Make it with [Open].
type Store struct {
	client minio.Core
	bucket string
	prefix string // "" or ends in "/"
}

var _ blob.Store = (*Store)(nil)

// maxTries bounds how often a request without a body is sent when the service
// does not answer well. A part that was refused is sent again by its browser.
const maxTries = 3

// Open connects to a bucket that is there already, and refuses one that keeps old
// versions.
func Open(ctx context.Context, c Config) (*Store, error) {
	address, err := url.Parse(c.Address)
	if err != nil {
		return nil, errors.New("s3: the address is no address") // the error would repeat it
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(address.Path, "/"), "/")
	if address.Scheme != "https" && address.Scheme != "http" || address.Host == "" || bucket == "" || address.User != nil {
		return nil, errors.New("s3: an address has the form https://service/bucket")
	}
	client, err := minio.NewCore(address.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.Access, c.Secret, ""), Secure: address.Scheme == "https",
		Region: c.Region, BucketLookup: minio.BucketLookupPath, MaxRetries: maxTries,
	})
	if err != nil {
		return nil, fmt.Errorf("s3: %w", err)
	}
	if prefix != "" {
		prefix += "/"
	}
	s := &Store{client: *client, bucket: bucket, prefix: prefix}
	return s, s.look(ctx)
}

// look says whether the bucket can be used.
func (s *Store) look(ctx context.Context) error {
	there, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil {
		return away(ctx, err)
	}
	if !there {
		return fmt.Errorf("s3: there is no bucket %s", s.bucket)
	}
	// Services that know no versions answer in many ways that they do not.
	versions, err := s.client.GetBucketVersioning(ctx, s.bucket)
	if err == nil && (versions.Enabled() || versions.Suspended()) {
		return fmt.Errorf("s3: the bucket %s keeps old versions: what is deleted would stay", s.bucket)
	}
	return nil
}

// away is the answer to an error that no caller caused.
func away(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("s3: %w: %w", gehoor.ErrUnavailable, err)
}

func (s *Store) name(key blob.Key) string { return s.prefix + key.Path() }

// Put implements [blob.Store]. The service compares the bytes with the name too:
// it is signed with the request.
func (s *Store) Put(ctx context.Context, key blob.Key, size int64, r io.Reader) error {
	if err := key.Check(); err != nil {
		return err
	}
	_, err := s.client.StatObject(ctx, s.bucket, s.name(key), minio.StatObjectOptions{})
	if err == nil {
		return blob.ErrExists
	}
	if !gone(err) {
		return away(ctx, err)
	}
	options := minio.PutObjectOptions{ContentType: "application/octet-stream", DisableContentSha256: true}
	options.SetMatchETagExcept("*")
	from := &remembering{from: blob.Verify(key, size, r)}
	_, err = s.client.PutObject(ctx, s.bucket, s.name(key), from, size, "", string(key.ID), options)
	switch {
	case from.err != nil:
		return from.err
	case err == nil:
		return from.rest(size)
	case minio.ToErrorResponse(err).StatusCode == http.StatusPreconditionFailed:
		return blob.ErrExists
	}
	return away(ctx, err)
}

// remembering keeps the reader's own error apart from the service's, and counts.
type remembering struct {
	from io.Reader
	read int64
	err  error
}

func (r *remembering) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.read += int64(n)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}

// rest says whether the service took all that there was; one that answers well
// and did not is no store.
func (r *remembering) rest(size int64) error {
	if r.read != size {
		return fmt.Errorf("s3: %w: the service took %d of %d bytes", gehoor.ErrUnavailable, r.read, size)
	}
	return nil
}

func gone(err error) bool {
	return minio.ToErrorResponse(err).StatusCode == http.StatusNotFound
}

// Open implements [blob.Store].
func (s *Store) Open(ctx context.Context, key blob.Key) (io.ReadCloser, int64, error) {
	if err := key.Check(); err != nil {
		return nil, 0, err
	}
	body, info, _, err := s.client.GetObject(ctx, s.bucket, s.name(key), minio.GetObjectOptions{})
	switch {
	case err == nil:
		return body, info.Size, nil
	case gone(err):
		return nil, 0, gehoor.ErrNotFound
	}
	return nil, 0, away(ctx, err)
}

// Delete implements [blob.Store].
func (s *Store) Delete(ctx context.Context, key blob.Key) error {
	if err := key.Check(); err != nil {
		return err
	}
	err := s.client.RemoveObject(ctx, s.bucket, s.name(key), minio.RemoveObjectOptions{})
	if err != nil && !gone(err) {
		return away(ctx, err)
	}
	return nil
}

// List implements [blob.Store].
func (s *Store) List(ctx context.Context, org gehoor.OrgID, visit func(blob.Info) error) error {
	if _, err := gehoor.ParseOrgID(string(org)); err != nil {
		return err
	}
	options := minio.ListObjectsOptions{Prefix: s.prefix + string(org) + "/", Recursive: true}
	for one := range s.client.ListObjectsIter(ctx, s.bucket, options) {
		if one.Err != nil {
			return away(ctx, one.Err)
		}
		key, err := blob.ParsePath(strings.TrimPrefix(one.Key, s.prefix))
		if err != nil {
			continue // not an object of ours
		}
		if err := visit(blob.Info{Key: key, Size: one.Size, At: one.LastModified}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Room implements [blob.Store]: a service does not say.
func (s *Store) Room(ctx context.Context) (int64, error) { return blob.Boundless, ctx.Err() }
