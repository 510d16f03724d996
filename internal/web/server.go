package web

import (
	"io"
	"log"
	"net/http"
	"time"
)

// The server's patience, each with its reason.
const (
	// headerTimeout: a browser sends its headers at once; who trickles holds a
	// connection open for nothing.
	headerTimeout = 5 * time.Second
	// readTimeout: a signal of 700 KiB on a slow telephone line (12 KiB/s).
	readTimeout = 60 * time.Second
	// writeTimeout counts from the end of the headers: reading, working, and the
	// answer on the same slow line.
	writeTimeout = 90 * time.Second
	// idleTimeout: a person reads a page before the next one.
	idleTimeout = 2 * time.Minute
	// maxHeaderBytes: our cookies are small, and nothing else is ours.
	maxHeaderBytes = 16 << 10
)

// Server makes the HTTP server of a site's handler, with its limits. Its own
// messages are dropped: they name addresses, and no log of ours holds one.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
}
