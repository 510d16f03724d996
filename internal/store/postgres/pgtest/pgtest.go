// Package pgtest gives tests a real PostgreSQL server.
//
// If GEHOOR_TEST_POSTGRES names one (a connection text whose user may create
// databases), that is used. Otherwise the server's programs are looked for
// where Debian puts them, and a cluster of its own is made in a temporary
// folder: one per test program, on a Unix socket only, with fsync on. It ends
// with the program that started it.
//
// Without either a test fails with an instruction. GEHOOR_SKIP_POSTGRES=1 makes
// it skip instead, which is printed; CI never sets it.
package pgtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/store/postgres/pgserver"
	"github.com/jackc/pgx/v5"
)

const instruction = `no PostgreSQL server for this test.
Install one (Debian: apt-get install postgresql), or set GEHOOR_TEST_POSTGRES to
the connection text of a server whose user may create databases, or set
GEHOOR_SKIP_POSTGRES=1 to leave these tests out.`

// shared is the server of this test program; Main stops it.
var shared struct {
	sync.Mutex
	server *pgserver.Server
}

// Main runs a package's tests and stops the server that they started. A package
// that uses DSN calls it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if shared.server != nil {
		shared.server.Stop()
		shared.server.Remove()
	}
	os.Exit(code)
}

// DSN returns the connection text of a new, empty database, which goes when the
// test ends.
func DSN(t testing.TB) string {
	t.Helper()
	base := os.Getenv("GEHOOR_TEST_POSTGRES")
	if base == "" {
		base = server(t).DSN()
	}
	return fresh(t, base)
}

func server(t testing.TB) *pgserver.Server {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil {
		shared.server = start(t)
	}
	return shared.server
}

// New starts a server of the test's own, which it may stop and start.
func New(t testing.TB) *pgserver.Server {
	t.Helper()
	s := start(t)
	t.Cleanup(func() {
		s.Stop()
		s.Remove()
	})
	return s
}

func start(t testing.TB) *pgserver.Server {
	t.Helper()
	programs := pgserver.Find()
	if programs == "" {
		if os.Getenv("GEHOOR_SKIP_POSTGRES") == "1" {
			t.Skip("SKIPPED because GEHOOR_SKIP_POSTGRES=1: " + instruction)
		}
		t.Fatal(instruction)
	}
	s, err := pgserver.New(programs, "")
	if err != nil {
		t.Fatalf("start PostgreSQL: %v", err)
	}
	return s
}

func fresh(t testing.TB, base string) string {
	t.Helper()
	config, err := pgx.ParseConfig(base)
	if err != nil {
		t.Fatal("GEHOOR_TEST_POSTGRES is no connection text")
	}
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		t.Fatal(err)
	}
	name := "gehoor_test_" + hex.EncodeToString(random[:])
	do(t, config, "CREATE DATABASE "+name)
	t.Cleanup(func() { do(t, config, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return fmt.Sprintf("host='%s' port=%d user='%s' password='%s' dbname=%s sslmode=prefer",
		config.Host, config.Port, config.User, config.Password, name)
}

func do(t testing.TB, config *pgx.ConnConfig, sql string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		t.Fatalf("connect to PostgreSQL: %v", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}
