package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

const vectors = "../../testdata/log"

func TestExit(t *testing.T) {
	key := "--log-key=@" + filepath.Join(vectors, "log.vkey")
	for _, test := range []struct {
		args []string
		want int
	}{
		{[]string{"receipt", filepath.Join(vectors, "receipt.tlog-proof"), key}, exitRight},
		{[]string{"promise", filepath.Join(vectors, "promise"), key}, exitRight},
		{[]string{"receipt", filepath.Join(vectors, "promise"), key}, exitWrong},
		{[]string{"receipt", "nowhere", key}, exitUnchecked},
		{[]string{"receipt"}, exitUnchecked},
		{nil, exitUnchecked},
	} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), test.args, &out, &errs, time.Now()); got != test.want {
			t.Errorf("%v ends with %d, want %d: %s%s", test.args, got, test.want, &out, &errs)
		}
		if (out.Len() > 0) != (test.want == exitRight) || (errs.Len() > 0) == (test.want == exitRight) {
			t.Errorf("%v says %q and complains %q", test.args, &out, &errs)
		}
	}
}

// TestRefusedVectors: the program accepts no receipt that readers must refuse.
func TestRefusedVectors(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(vectors, "refused", "*"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		var out bytes.Buffer
		args := []string{"--json", "receipt", file, "--log-key=@" + filepath.Join(vectors, "log.vkey")}
		if got := run(t.Context(), args, &out, &out, time.Now()); got != exitWrong {
			t.Errorf("%s ends with %d: %s", file, got, &out)
		}
	}
}

func TestPromiseBeforeItsMoment(t *testing.T) {
	args := []string{"promise", filepath.Join(vectors, "promise"), "--log-key=@" + filepath.Join(vectors, "log.vkey")}
	due := time.Date(2026, 1, 5, 9, 0, 9, 0, time.UTC)
	for now, want := range map[time.Time]string{
		due.Add(-time.Second): "That moment has not come yet",
		due:                   "That moment has passed",
	} {
		var out bytes.Buffer
		run(t.Context(), args, &out, &out, now)
		if !bytes.Contains(out.Bytes(), []byte(want)) {
			t.Errorf("at %v: %s", now, &out)
		}
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, errors.New("closed") }

// TestClosedPipe: whoever reads no answer is not told that all is right.
func TestClosedPipe(t *testing.T) {
	args := []string{"receipt", filepath.Join(vectors, "receipt.tlog-proof"), "--log-key=@" + filepath.Join(vectors, "log.vkey")}
	if got := run(t.Context(), args, closedPipe{}, closedPipe{}, time.Now()); got != exitUnchecked {
		t.Errorf("ends with %d", got)
	}
}
