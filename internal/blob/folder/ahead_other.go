//go:build !linux

package folder

import "os"

// begin: this system writes when it is asked to sync.
func begin(*os.File, int64, int64) {}
