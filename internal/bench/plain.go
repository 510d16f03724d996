package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/s3"
	"github.com/gehoor/gehoor/internal/story/veenhaven"
)

// plainStore keeps parts where the server keeps them, as durably, and does nothing
// else: it compares nothing, and knows no database.
type plainStore interface {
	put(ctx context.Context, id gehoor.ContentID, data []byte) error
	// from is put with bytes that come by and by; they are kept beside the others.
	from(ctx context.Context, id gehoor.ContentID, size int64, r io.Reader) error
	get(ctx context.Context, id gehoor.ContentID, into []byte) error
	// to sends a part's bytes.
	to(ctx context.Context, id gehoor.ContentID, w http.ResponseWriter) error
	// remove removes a part, and in a bucket also the server's own.
	remove(ctx context.Context, id gehoor.ContentID) error
}

// newPlain says where files are kept, and makes the same without us.
func newPlain(ctx context.Context, bucket s3.Config, dir string) (string, plainStore, error) {
	if bucket.Address == "" {
		p := plainFolder{coming: filepath.Join(dir, "new"), kept: filepath.Join(dir, "kept")}
		return "folder", p, errors.Join(os.MkdirAll(p.coming, 0o700), os.MkdirAll(p.kept, 0o700))
	}
	p, err := openPlainBucket(bucket)
	return "bucket", p, err
}

// plainFolder writes, syncs, moves, and syncs the folder.
type plainFolder struct{ coming, kept string }

func (p plainFolder) put(_ context.Context, id gehoor.ContentID, data []byte) error {
	return p.keep(string(id), func(f *os.File) error {
		_, err := f.Write(data)
		return err
	})
}

func (p plainFolder) from(_ context.Context, id gehoor.ContentID, _ int64, r io.Reader) error {
	return p.keep(carried+string(id), func(f *os.File) error {
		_, err := io.Copy(f, r)
		return err
	})
}

func (p plainFolder) keep(name string, write func(*os.File) error) error {
	coming := filepath.Join(p.coming, name)
	f, err := os.OpenFile(coming, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(coming, filepath.Join(p.kept, name)); err != nil {
		return err
	}
	folder, err := os.Open(p.kept)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

func (p plainFolder) get(_ context.Context, id gehoor.ContentID, into []byte) error {
	f, err := os.Open(filepath.Join(p.kept, string(id)))
	if err != nil {
		return err
	}
	_, err = io.ReadFull(f, into)
	return errors.Join(err, f.Close())
}

func (p plainFolder) to(_ context.Context, id gehoor.ContentID, w http.ResponseWriter) error {
	f, err := os.Open(filepath.Join(p.kept, string(id)))
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		w.Header().Set("Content-Length", fmt.Sprint(info.Size()))
		_, err = io.Copy(w, f)
	}
	return errors.Join(err, f.Close())
}

func (p plainFolder) remove(context.Context, gehoor.ContentID) error { return nil } // the folder goes

// plainBucket puts under names of its own.
type plainBucket struct {
	client minio.Core
	bucket string
	prefix string
}

// aside is before the names of what is put without the server, and carried before
// those of what came over HTTP.
const (
	aside   = "bench/"
	carried = "carried-"
)

func openPlainBucket(c s3.Config) (*plainBucket, error) {
	address, err := url.Parse(c.Address)
	if err != nil {
		return nil, errors.New("the bucket's address is no address")
	}
	client, err := minio.NewCore(address.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.Access, c.Secret, ""), Secure: address.Scheme == "https", Region: c.Region, BucketLookup: minio.BucketLookupPath,
	})
	if err != nil {
		return nil, err
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(address.Path, "/"), "/")
	if prefix != "" {
		prefix += "/"
	}
	return &plainBucket{client: *client, bucket: bucket, prefix: prefix}, nil
}

func (p *plainBucket) name(id gehoor.ContentID) string { return p.prefix + aside + string(id) }

func (p *plainBucket) carriedName(id gehoor.ContentID) string {
	return p.prefix + aside + carried + string(id)
}

func (p *plainBucket) put(ctx context.Context, id gehoor.ContentID, data []byte) error {
	return p.keep(ctx, p.name(id), id, int64(len(data)), bytes.NewReader(data))
}

func (p *plainBucket) from(ctx context.Context, id gehoor.ContentID, size int64, r io.Reader) error {
	return p.keep(ctx, p.carriedName(id), id, size, r)
}

// keep signs over the content's name, which is the hash, so that nothing is
// computed here.
func (p *plainBucket) keep(ctx context.Context, name string, id gehoor.ContentID, size int64, r io.Reader) error {
	_, err := p.client.PutObject(ctx, p.bucket, name, r, size, "", string(id), minio.PutObjectOptions{DisableContentSha256: true})
	return err
}

func (p *plainBucket) get(ctx context.Context, id gehoor.ContentID, into []byte) error {
	body, _, _, err := p.client.GetObject(ctx, p.bucket, p.name(id), minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	_, err = io.ReadFull(body, into)
	return errors.Join(err, body.Close())
}

func (p *plainBucket) to(ctx context.Context, id gehoor.ContentID, w http.ResponseWriter) error {
	body, info, _, err := p.client.GetObject(ctx, p.bucket, p.name(id), minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Length", fmt.Sprint(info.Size))
	_, err = io.Copy(w, body)
	return errors.Join(err, body.Close())
}

func (p *plainBucket) remove(ctx context.Context, id gehoor.ContentID) error {
	own := p.prefix + blob.Key{Org: veenhaven.Org, ID: id}.Path()
	var err error
	for _, name := range []string{p.name(id), p.carriedName(id), own} {
		err = errors.Join(err, p.client.RemoveObject(ctx, p.bucket, name, minio.RemoveObjectOptions{}))
	}
	return err
}

// bucketEnv tells the program where files are kept; a secret goes by the
// environment.
func bucketEnv(c s3.Config) []string {
	if c.Address == "" {
		return nil
	}
	return []string{
		"GEHOOR_FILES_BUCKET=" + c.Address, "GEHOOR_FILES_REGION=" + c.Region,
		"GEHOOR_FILES_ACCESS=" + c.Access, "GEHOOR_FILES_SECRET=" + c.Secret,
	}
}

// carrier is a plain store behind HTTP.
type carrier struct {
	server *http.Server
	client *http.Client
	url    string
	ended  chan error
}

func carry(store plainStore) (*carrier, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c := &carrier{client: newClient(1), url: "http://" + listener.Addr().String() + "/", ended: make(chan error, 1)}
	c.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := gehoor.ContentID(strings.TrimPrefix(r.URL.Path, "/"))
		var err error
		if r.Method == http.MethodPut {
			err = store.from(r.Context(), id, r.ContentLength, r.Body)
		} else {
			err = store.to(r.Context(), id, w)
		}
		if err != nil {
			panic(http.ErrAbortHandler) // the client says that it failed
		}
	})}
	go func() { c.ended <- c.server.Serve(listener) }()
	return c, nil
}

func (c *carrier) put(ctx context.Context, id gehoor.ContentID, data []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, c.url+string(id), bytes.NewReader(data))
	if err != nil {
		return err
	}
	answer, err := c.client.Do(r)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

func (c *carrier) get(ctx context.Context, id gehoor.ContentID, into []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+string(id), nil)
	if err != nil {
		return err
	}
	return receiveInto(c.client, r, into)
}

func (c *carrier) close() error {
	c.client.CloseIdleConnections()
	err := c.server.Close()
	<-c.ended
	return err
}
