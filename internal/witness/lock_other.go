//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package witness

import (
	"errors"
	"os"
)

// lock refuses: two witnesses with one folder could cosign two histories, and
// this system gives no lock that ends with the process.
func lock(string) (*os.File, error) {
	return nil, errors.New("witness: this system cannot keep a folder for one process; run the witness on Linux, macOS or a BSD")
}
