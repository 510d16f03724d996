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
