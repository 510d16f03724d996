package main

import (
	"net"
	"os"
)

// tellSystemd says to the service manager how far the server is (sd_notify(3)):
// READY=1, STOPPING=1, or WATCHDOG=1. Without one, or if it does not listen, nothing happens.
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

// alive says to the service manager that the server's recurring work goes on, if it
// watches (sd_watchdog_enabled(3)); otherwise it stops the server after some time,
// and starts it again.
func alive() {
	if os.Getenv("WATCHDOG_USEC") != "" {
		tellSystemd("WATCHDOG=1")
	}
}
