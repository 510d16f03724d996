package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync/atomic"
	"time"
)

const (
	// lookEvery is how often the files are looked at: whoever renews a certificate
	// need not tell us.
	lookEvery = time.Minute
	// endsSoon is when a certificate that ends is complained of: a renewal that
	// failed has been tried for two weeks by then.
	endsSoon = 14 * 24 * time.Hour
	// complainEvery is how often.
	complainEvery = 12 * time.Hour
)

// certificate is a pair of files that may be replaced while the server runs.
type certificate struct {
	cert, key string
	hosts     []string
	log       *slog.Logger

	now atomic.Pointer[tls.Certificate]
	// What follows is of the loop alone.
	seen [2]fileMark
	told time.Time
}

// fileMark tells one content of a file from another.
type fileMark struct {
	at   time.Time
	size int64
}

func markOf(path string) (fileMark, error) {
	info, err := os.Stat(path)
	if err != nil {
		return fileMark{}, err
	}
	return fileMark{info.ModTime(), info.Size()}, nil
}

// openCertificate reads both files. A pair that cannot be used at all is an error;
// one that has ended is not: the site stays up for who comes with the renewal.
func openCertificate(cert, key string, hosts []string, log *slog.Logger) (*certificate, error) {
	c := &certificate{cert: cert, key: key, hosts: hosts, log: log}
	if err := c.load(); err != nil {
		return nil, err
	}
	c.complain(time.Now())
	return c, nil
}

// load reads the files if they have changed.
func (c *certificate) load() error {
	cert, certErr := markOf(c.cert)
	key, keyErr := markOf(c.key)
	if err := errors.Join(certErr, keyErr); err != nil {
		return err
	}
	if marks := [2]fileMark{cert, key}; marks == c.seen {
		return nil
	} else if pair, err := tls.LoadX509KeyPair(c.cert, c.key); err != nil {
		return fmt.Errorf("the certificate cannot be used: %w", err)
	} else {
		c.seen = marks
		c.now.Store(&pair)
		c.told = time.Time{} // it is another one: what was said of the last is over
	}
	return nil
}

// look is a round of the loop: while the files are being replaced, or are wrong,
// the pair before stays.
func (c *certificate) look(_ context.Context, now time.Time) {
	if err := c.load(); err != nil {
		c.log.Error("certificate not renewed; the one before stays", "error", err.Error())
	}
	c.complain(now)
}

// complain says what will not do, not too often.
func (c *certificate) complain(now time.Time) {
	if now.Sub(c.told) < complainEvery {
		return
	}
	leaf := c.leaf()
	ends := leaf.NotAfter.UTC().Format(time.RFC3339)
	switch {
	case now.After(leaf.NotAfter):
		c.log.Error("the certificate has ended: browsers refuse this site until it is renewed", "file", c.cert, "ended", ends)
	case now.Before(leaf.NotBefore):
		c.log.Error("the certificate has not begun: is the clock right?", "file", c.cert, "begins", leaf.NotBefore.UTC().Format(time.RFC3339))
	case leaf.NotAfter.Sub(now) < endsSoon:
		c.log.Warn("the certificate ends soon: renew it", "file", c.cert, "ends", ends)
	}
	for _, host := range c.hosts {
		if err := leaf.VerifyHostname(host); err != nil {
			c.log.Error("the certificate is not for this name", "file", c.cert, "host", host)
		}
	}
	c.told = now
}

// leaf is the certificate itself; LoadX509KeyPair has parsed it.
func (c *certificate) leaf() *x509.Certificate { return c.now.Load().Leaf }

// config is what connections use. TLS 1.2 is the least that browsers of the last
// ten years speak and that guidelines of the Dutch government call sufficient.
func (c *certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.now.Load(), nil },
	}
}
