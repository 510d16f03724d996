package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// source is where a log's resources come from. Everything that it gives is
// foreign.
type source interface {
	// fetch returns what lies under a path of C2SP tlog-tiles, at most limit
	// bytes; errMissing if nothing does.
	fetch(ctx context.Context, path string, limit int64) ([]byte, error)
	close() error
}

var errMissing = errors.New("not there")

// requestTimeout bounds one resource: 8 KiB over the slowest line that one
// would read a log over.
const requestTimeout = 30 * time.Second

// open takes an address or a folder.
func open(where string) (source, error) {
	if !strings.Contains(where, "://") {
		root, err := os.OpenRoot(where)
		if err != nil {
			return nil, fmt.Errorf("open folder: %w", err)
		}
		return folder{root}, nil
	}
	u, err := url.Parse(where)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("not an http or https address")
	}
	return &site{
		prefix: strings.TrimSuffix(where, "/") + "/",
		client: &http.Client{
			Timeout: requestTimeout,
			// A log is where it says: following would read another one.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// folder is a copy of a log; paths never leave it.
type folder struct{ root *os.Root }

func (f folder) fetch(_ context.Context, path string, limit int64) ([]byte, error) {
	file, err := f.root.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errMissing
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, limit)
}

func (f folder) close() error { return f.root.Close() }

// site is a log that is served.
type site struct {
	prefix string
	client *http.Client
}

func (s *site) fetch(ctx context.Context, path string, limit int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.prefix+path, nil)
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return readAll(resp.Body, limit) // after decompression
	case http.StatusNotFound, http.StatusGone:
		return nil, errMissing
	}
	return nil, fmt.Errorf("ask for %s: the server answers %d", path, resp.StatusCode)
}

func (s *site) close() error {
	s.client.CloseIdleConnections()
	return nil
}
