package bench

import (
	"errors"
	"fmt"

	"github.com/gehoor/gehoor/internal/store/postgres/pgserver"
)

var errNoServer = errors.New("no server is named and none is installed (Debian: apt-get install postgresql)")

// startPostgres starts a server for the time of the run. Its folder is the
// system's temporary one, because a socket's path must be short; where that is
// another disk than the one that is measured, name a server.
func startPostgres() (dsn string, stop func(), err error) {
	programs := pgserver.Find()
	if programs == "" {
		return "", nil, errNoServer
	}
	s, err := pgserver.New(programs, "")
	if err != nil {
		return "", nil, fmt.Errorf("bench: start PostgreSQL: %w", err)
	}
	return s.DSN(), func() { s.Stop(); s.Remove() }, nil
}
