// Package blobtest proves that a store keeps blobs as package blob says, and has
// a store in memory that does.
package blobtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/blob"
)

// Run proves that what open returns keeps the contract. open is called for each
// test and gives an empty store.
func Run(t *testing.T, open func(t *testing.T) blob.Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, blob.Store)
	}{
		{"keeps what it was given", keeps},
		{"writes once", writesOnce},
		{"refuses other bytes", refuses},
		{"one of many at once", atOnce},
		{"deletes", deletes},
		{"lists", lists},
		{"foreign names", foreign},
		{"ended context", ended},
		{"room", room},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

const (
	veenhaven gehoor.OrgID = "veenhaven"
	duinrade  gehoor.OrgID = "duinrade"
)

// New makes random bytes and the key that they have.
func New(org gehoor.OrgID, size int) (blob.Key, []byte) {
	data := make([]byte, size)
	_, _ = rand.Read(data) // never fails
	sum := sha256.Sum256(data)
	return blob.Key{Org: org, ID: gehoor.ContentID(hex.EncodeToString(sum[:]))}, data
}

func put(t *testing.T, s blob.Store, key blob.Key, data []byte) {
	t.Helper()
	if err := s.Put(t.Context(), key, int64(len(data)), bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
}

// same looks that the store has exactly these bytes.
func same(t *testing.T, s blob.Store, key blob.Key, data []byte) {
	t.Helper()
	r, size, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	if size != int64(len(data)) || !bytes.Equal(got, data) {
		t.Fatalf("%d bytes came back as %d, said to be %d", len(data), len(got), size)
	}
}

// none looks that the store has nothing of a key, neither there nor listed.
func none(t *testing.T, s blob.Store, key blob.Key) {
	t.Helper()
	if r, _, err := s.Open(t.Context(), key); !errors.Is(err, gehoor.ErrNotFound) {
		if err == nil {
			_ = r.Close()
		}
		t.Fatalf("want nothing, got %v", err)
	}
	if err := s.List(t.Context(), key.Org, func(i blob.Info) error {
		if i.Key == key {
			t.Error("is listed")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func keeps(t *testing.T, s blob.Store) {
	for _, size := range []int{1, 300, 64 << 10, 8<<20 + 2345} {
		key, data := New(veenhaven, size)
		none(t, s, key)
		put(t, s, key, data)
		same(t, s, key, data)
		none(t, s, blob.Key{Org: duinrade, ID: key.ID})
	}
	key, data := New(veenhaven, 70_000)
	// As a slow line brings them, and without telling its end apart.
	for name, r := range map[string]io.Reader{
		"by bytes": iotest.OneByteReader(bytes.NewReader(data)), "with the end at once": iotest.DataErrReader(bytes.NewReader(data)),
	} {
		if err := s.Put(t.Context(), key, int64(len(data)), r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, s, key, data)
		if err := s.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
}

func writesOnce(t *testing.T, s blob.Store) {
	key, data := New(veenhaven, 5000)
	put(t, s, key, data)
	_, others := New(veenhaven, 5000)
	for name, again := range map[string][]byte{"the same bytes": data, "others": others} {
		if err := s.Put(t.Context(), key, 5000, bytes.NewReader(again)); !errors.Is(err, blob.ErrExists) {
			t.Errorf("%s: %v", name, err)
		}
		same(t, s, key, data)
	}
}

var errBroken = errors.New("the line broke")

func refuses(t *testing.T, s blob.Store) {
	key, data := New(veenhaven, 100_000)
	changed := bytes.Clone(data)
	changed[len(changed)-1] ^= 1
	for name, c := range map[string]struct {
		r    io.Reader
		size int64
		want error
		// whole: the right bytes came, so that they may be there.
		whole bool
	}{
		"a changed byte":      {bytes.NewReader(changed), 100_000, blob.ErrCorrupt, false},
		"a byte too few":      {bytes.NewReader(data[:99_999]), 100_000, blob.ErrCorrupt, false},
		"a byte too many":     {bytes.NewReader(append(bytes.Clone(data), 0)), 100_000, blob.ErrCorrupt, true},
		"said to be shorter":  {bytes.NewReader(data), 99_999, blob.ErrCorrupt, true},
		"said to be longer":   {bytes.NewReader(data), 100_001, blob.ErrCorrupt, true},
		"nothing":             {bytes.NewReader(nil), 100_000, blob.ErrCorrupt, false},
		"a line that breaks":  {io.MultiReader(bytes.NewReader(data[:50_000]), iotest.ErrReader(errBroken)), 100_000, errBroken, false},
		"one that never came": {iotest.ErrReader(errBroken), 100_000, errBroken, false},
	} {
		if err := s.Put(t.Context(), key, c.size, c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if !c.whole {
			none(t, s, key)
		} else if r, _, err := s.Open(t.Context(), key); err == nil {
			_ = r.Close()
			same(t, s, key, data)
			if err := s.Delete(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(t, s, key, data)
	same(t, s, key, data)
}

func atOnce(t *testing.T, s blob.Store) {
	key, data := New(veenhaven, 300_000)
	var all sync.WaitGroup
	answers := make(chan error, 8)
	for range cap(answers) {
		all.Go(func() { answers <- s.Put(t.Context(), key, int64(len(data)), bytes.NewReader(data)) })
	}
	all.Wait()
	close(answers)
	kept := 0
	for err := range answers {
		switch {
		case err == nil:
			kept++
		case !errors.Is(err, blob.ErrExists):
			t.Error(err)
		}
	}
	if kept == 0 {
		t.Error("nobody kept it")
	}
	same(t, s, key, data)
}

func deletes(t *testing.T, s blob.Store) {
	key, data := New(veenhaven, 2000)
	other, kept := New(veenhaven, 2000)
	put(t, s, key, data)
	put(t, s, other, kept)
	for range 2 {
		if err := s.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		none(t, s, key)
	}
	same(t, s, other, kept)
	put(t, s, key, data)
	same(t, s, key, data)
}

var errEnough = errors.New("enough")

func lists(t *testing.T, s blob.Store) {
	want := map[blob.Key]int64{}
	for i := range 12 {
		key, data := New(veenhaven, 100+i)
		put(t, s, key, data)
		want[key] = int64(len(data))
	}
	foreign, data := New(duinrade, 10)
	put(t, s, foreign, data)
	got := map[blob.Key]int64{}
	visit := func(i blob.Info) error {
		got[i.Key] = i.Size
		// Clocks of two machines differ; a day does not.
		if age := time.Since(i.At); age > 24*time.Hour || age < -24*time.Hour {
			t.Errorf("put at %v", i.At)
		}
		return nil
	}
	if err := s.List(t.Context(), veenhaven, visit); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d listed, want %d", len(got), len(want))
	}
	for key, size := range want {
		if got[key] != size {
			t.Errorf("%d bytes listed as %d", size, got[key])
		}
	}
	visits := 0
	err := s.List(t.Context(), veenhaven, func(blob.Info) error { visits++; return errEnough })
	if !errors.Is(err, errEnough) || visits != 1 {
		t.Errorf("%v after %d visits", err, visits)
	}
}

func foreign(t *testing.T, s blob.Store) {
	_, data := New(veenhaven, 10)
	for name, key := range map[string]blob.Key{
		"no organisation": {Org: "", ID: gehoor.ContentID(hex.EncodeToString(make([]byte, 32)))},
		"a way out":       {Org: "../veenhaven", ID: gehoor.ContentID(hex.EncodeToString(make([]byte, 32)))},
		"no name":         {Org: veenhaven, ID: "../../etc/passwd"},
		"empty":           {Org: veenhaven},
	} {
		_, _, openErr := s.Open(t.Context(), key)
		if openErr == nil || s.Put(t.Context(), key, 10, bytes.NewReader(data)) == nil || s.Delete(t.Context(), key) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if s.List(t.Context(), "..", func(blob.Info) error { return nil }) == nil {
		t.Error("lists what is outside")
	}
}

func ended(t *testing.T, s blob.Store) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	key, data := New(veenhaven, 10)
	if err := s.Put(ctx, key, 10, bytes.NewReader(data)); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if _, _, err := s.Open(ctx, key); !errors.Is(err, context.Canceled) {
		t.Errorf("open: %v", err)
	}
	if err := s.Delete(ctx, key); !errors.Is(err, context.Canceled) {
		t.Errorf("delete: %v", err)
	}
	none(t, s, key)
}

func room(t *testing.T, s blob.Store) {
	left, err := s.Room(t.Context())
	if err != nil || left <= 0 {
		t.Errorf("room for %d bytes, %v", left, err)
	}
}
