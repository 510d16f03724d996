// Package s3test gives tests a real S3 service.
//
// If GEHOOR_TEST_S3 names a bucket (https://key:secret@service/bucket), that is
// used, each test under a prefix of its own. Otherwise the program versitygw is
// looked for, where .ci/tools puts it, and a service of its own is started in a
// temporary folder: one per test program, on this machine's own address. It ends
// with the test program that started it.
//
// Without either a test fails with an instruction.
package s3test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/gehoor/gehoor/internal/blob/s3"
)

const instruction = `no S3 service for this test.
Run .ci/tools, which builds versitygw once, or set GEHOOR_TEST_S3 to a bucket that
may be written to: https://key:secret@service/bucket`

// patience is how long the service may take to answer for the first time, on a
// machine that is busy with other tests.
const patience = 30 * time.Second

// shared is the service of this test program; Main stops it.
var shared struct {
	sync.Mutex
	service *Service
}

// Main runs a package's tests and stops the service that they started. A package
// that uses Config calls it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if shared.service != nil {
		shared.service.Stop()
		_ = os.RemoveAll(shared.service.dir)
	}
	os.Exit(code)
}

// Config returns an empty place in a bucket.
func Config(t testing.TB) s3.Config {
	t.Helper()
	if given := os.Getenv("GEHOOR_TEST_S3"); given != "" {
		u, err := url.Parse(given)
		if err != nil {
			t.Fatal("GEHOOR_TEST_S3 is no address")
		}
		secret, _ := u.User.Password()
		c := s3.Config{Access: u.User.Username(), Secret: secret}
		u.User = nil
		c.Address = strings.TrimSuffix(u.String(), "/") + "/" + random(8)
		return c
	}
	shared.Lock()
	defer shared.Unlock()
	if shared.service == nil {
		shared.service = start(t)
	}
	return shared.service.Bucket(t)
}

// New starts a service of the test's own, which it may stop and start.
func New(t testing.TB) *Service {
	t.Helper()
	s := start(t)
	t.Cleanup(func() {
		s.Stop()
		_ = os.RemoveAll(s.dir)
	})
	return s
}

// Service is a running versitygw.
type Service struct {
	program, dir, address string
	secret                string
	run                   *exec.Cmd
}

// access is the name that goes with a service's secret.
const access = "gehoor"

func start(t testing.TB) *Service {
	t.Helper()
	s := &Service{program: find(), secret: random(16)}
	if s.program == "" {
		t.Fatal(instruction)
	}
	var err error
	if s.dir, err = os.MkdirTemp("", "gehoor-s3-"); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"objects", "about"} {
		if err := os.Mkdir(filepath.Join(s.dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.Start(t)
	return s
}

// find returns the program, where a person or .ci/tools put it, or "".
func find() string {
	if path, err := exec.LookPath("versitygw"); err == nil {
		return path
	}
	out, err := exec.Command("go", "env", "GOPATH").Output()
	if err != nil {
		return ""
	}
	path := filepath.Join(filepath.SplitList(strings.TrimSpace(string(out)))[0], "bin", "versitygw")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// Start starts the service, which keeps what it has.
func (s *Service) Start(t testing.TB) {
	t.Helper()
	s.run = exec.Command(s.program, "--port", s.address, "--access", access, "--secret", s.secret, "--quiet",
		"posix", "--sidecar", filepath.Join(s.dir, "about"), filepath.Join(s.dir, "objects"))
	if err := s.run.Start(); err != nil {
		t.Fatalf("start versitygw: %v", err)
	}
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + s.address + "/")
		if err == nil {
			_ = answer.Body.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatalf("versitygw does not answer: %v", err)
		}
	}
}

// Stop ends the service; what it has stays for the next Start.
func (s *Service) Stop() {
	_ = s.run.Process.Kill()
	_ = s.run.Wait()
}

// Client is for what a test does to a bucket and Gehoor never would.
func (s *Service) Client(t testing.TB) *minio.Client {
	t.Helper()
	client, err := minio.New(s.address, &minio.Options{Creds: credentials.NewStaticV4(access, s.secret, ""), MaxRetries: 1})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// Bucket makes a new bucket.
func (s *Service) Bucket(t testing.TB) s3.Config {
	t.Helper()
	name := "gehoor-" + random(8)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.Client(t).MakeBucket(ctx, name, minio.MakeBucketOptions{}); err != nil {
		t.Fatalf("make a bucket: %v", err)
	}
	return s3.Config{Address: fmt.Sprintf("http://%s/%s", s.address, name), Access: access, Secret: s.secret}
}

func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
