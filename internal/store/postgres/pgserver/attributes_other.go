//go:build !linux

package pgserver

import "syscall"

// attributes cannot tie the server to us here: if we are killed it goes on running.
func attributes(as *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: as}
}
