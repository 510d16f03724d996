//go:build unix

package folder

import (
	"context"
	"errors"

	"golang.org/x/sys/unix"
)

// Room implements [blob.Store]: what the disk has left for a program that is not
// root.
func (s *Store) Room(ctx context.Context) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	d, err := s.root.Open(".")
	if err != nil {
		return 0, away(err)
	}
	var disk unix.Statfs_t
	if err := errors.Join(unix.Fstatfs(int(d.Fd()), &disk), d.Close()); err != nil {
		return 0, away(err)
	}
	return int64(disk.Bavail) * int64(disk.Bsize), nil
}
