package main

import (
	"net"
	"os"
)

// tellSystemd says to the service manager how far the server is (sd_notify(3)):
// READY=1 or STOPPING=1. Without one, or if it does not listen, nothing happens.
func tellSystemd(state string) {
	address := os.Getenv("NOTIFY_SOCKET")
	if address == "" {
		return
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: address, Net: "unixgram"})
	if err != nil {
		return
	}
	_, _ = conn.Write([]byte(state))
	_ = conn.Close()
}
