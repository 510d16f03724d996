package postgres

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net"
	"regexp"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

var textColumn = regexp.MustCompile(`\bTEXT\b`)

// Open implements [fs.FS].
func (s sorted) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return f, err
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	text = textColumn.ReplaceAll(text, []byte(`TEXT COLLATE "C"`))
	return &sortedFile{bytes.NewReader(text), sortedInfo{info, int64(len(text))}}, nil
}

// Glob implements [fs.GlobFS]: names are as they were.
func (s sorted) Glob(pattern string) ([]string, error) { return fs.Glob(s.FS, pattern) }

type sortedFile struct {
	*bytes.Reader
	info sortedInfo
}

func (f *sortedFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *sortedFile) Close() error               { return nil }

type sortedInfo struct {
	fs.FileInfo
	size int64
}

func (i sortedInfo) Size() int64        { return i.size }
func (i sortedInfo) ModTime() time.Time { return time.Time{} }

// isNetwork says whether the error is a broken or refused connection.
func isNetwork(err error) bool {
	var net net.Error
	return errors.As(err, &net) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || pgconn.SafeToRetry(err) ||
		pgconn.Timeout(err)
}
