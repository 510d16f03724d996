package bench

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// forget has the kernel let go of a file that it keeps in memory, so that it is
// read from the disk next.
func forget(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
}

// dataSync makes a file's data durable as SQLite and PostgreSQL do here.
func dataSync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }

// diskKinds names the file systems that statfs numbers.
var diskKinds = map[int64]string{
	0xEF53: "ext4", 0x58465342: "xfs", 0x9123683E: "btrfs", 0x2FC12FC1: "zfs", 0x794C7630: "overlay",
	0x01021994: "tmpfs (memory: a commit costs nothing here, so no figure holds)",
}

func diskKind(dir string) string {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return unknown
	}
	if name, ok := diskKinds[int64(s.Type)]; ok {
		return name
	}
	return fmt.Sprintf("file system %#x", s.Type)
}
