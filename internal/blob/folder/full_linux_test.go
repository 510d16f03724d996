package folder_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob/blobtest"
	"github.com/gehoor/gehoor/internal/blob/folder"
)

// smallest is the variable that has the test program run again as one that may
// write only so little to a file.
const smallest = "GEHOOR_TEST_FULL"

// TestFull: a disk that is full in the middle of a part. The kernel's limit on the
// size of a file fails a write just as a full disk does, for any user, so the
// test runs itself again under it.
func TestFull(t *testing.T) {
	if dir := os.Getenv(smallest); dir != "" {
		full(t, dir)
		return
	}
	again := exec.Command(os.Args[0], "-test.run=^TestFull$", "-test.v")
	again.Env = append(os.Environ(), smallest+"="+t.TempDir())
	if out, err := again.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS: TestFull")) {
		t.Errorf("%v\n%s", err, out)
	}
}

func full(t *testing.T, dir string) {
	signal.Ignore(syscall.SIGXFSZ) // with it the write fails, without it the program ends
	s, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	limit := func(bytes uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: before.Max}); err != nil {
			t.Fatal(err)
		}
	}
	key, data := blobtest.New("veenhaven", 1<<20)
	limit(512 << 10)
	if err := s.Put(t.Context(), key, 1<<20, bytes.NewReader(data)); !errors.Is(err, gehoor.ErrUnavailable) {
		t.Errorf("on a full disk: %v", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left on a full disk: %v", left)
	}
	limit(before.Cur)
	if err := s.Put(t.Context(), key, 1<<20, bytes.NewReader(data)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
