package main

import "golang.org/x/sys/unix"

// freeRatio is how much of the disk that holds path may still be written; 0 if
// nobody knows.
func freeRatio(path string) float64 {
	var disk unix.Statfs_t
	if err := unix.Statfs(path, &disk); err != nil || disk.Blocks == 0 {
		return 0
	}
	return float64(disk.Bavail) / float64(disk.Blocks)
}

// space is the free room on the disk of the data folder, in bytes. A database that
// is a server elsewhere has its own.
func (f folder) space() (free int64, known bool) {
	var disk unix.Statfs_t
	if err := unix.Statfs(string(f), &disk); err != nil {
		return 0, false
	}
	return int64(disk.Bavail) * disk.Bsize, true
}
