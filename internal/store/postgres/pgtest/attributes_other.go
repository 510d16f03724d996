//go:build !linux

package pgtest

import "syscall"

// attributes cannot tie the server to us here: a killed test leaves it running.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: as}
}
