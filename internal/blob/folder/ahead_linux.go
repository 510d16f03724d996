package folder

import (
	"os"

	"golang.org/x/sys/unix"
)

// begin asks the kernel to write a piece of a file to the disk now, and waits for
// nothing. It promises nothing either: durable is what was synced.
func begin(f *os.File, from, n int64) {
	_ = unix.SyncFileRange(int(f.Fd()), from, n, unix.SYNC_FILE_RANGE_WRITE) // a hint: some file systems know none
}
