package backup_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/backup"
	"github.com/gehoor/gehoor/internal/blob"
	"github.com/gehoor/gehoor/internal/blob/folder"
	"github.com/gehoor/gehoor/internal/store"
)

var options = backup.Options{Now: now, Life: 30 * 24 * time.Hour, Program: "test", Files: map[string][]byte{"site.json": []byte("{}\n")}}

func take(t testing.TB, db *store.DB) []byte {
	t.Helper()
	var out bytes.Buffer
	_, err := backup.Take(t.Context(), db, &out, options)
	must(t, err)
	return out.Bytes()
}

func check(t testing.TB, data []byte) *backup.Checked {
	t.Helper()
	c, err := backup.Check(t.Context(), bytes.NewReader(data), nil)
	must(t, err)
	return c
}

// TestEitherWay: what was taken from one engine is put back into either, row for
// row, but for sessions.
func TestEitherWay(t *testing.T) {
	for from, place := range engines {
		db := place(t)(0)
		town(t, db)
		notes(t, db)
		want := dump(t, db)
		if len(want["session"]) != 1 || len(want["advice"]) != 1 || len(want["content"]) != 62 || len(want["checkpoint"]) != 3 || len(want["login"]) != 1 {
			t.Fatalf("the town is not what this test is about: %d tables", len(want))
		}
		for left, why := range backup.Skipped {
			if why == "" {
				t.Errorf("%s is left out for no reason", left)
			}
			delete(want, left)
		}
		data := take(t, db)
		c := check(t, data)
		if c.Manifest.Schema < 1 || !c.Manifest.TakenAt.Equal(now) || c.Manifest.Expired(now.Add(29*24*time.Hour)) ||
			!c.Manifest.Expired(now.Add(31*24*time.Hour)) || string(c.Files["site.json"]) != "{}\n" || len(c.Files) != 1 {
			t.Errorf("the manifest is %+v", c.Manifest)
		}
		for to, place := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				open := place(t)
				empty := open(c.Manifest.Schema)
				must(t, backup.Fill(t.Context(), empty, blobs(t), c, bytes.NewReader(data), nil))
				must(t, empty.Close())
				restored := open(0)
				audit(t, restored)
				if diff := cmp.Diff(want, dump(t, restored)); diff != "" {
					t.Error(diff)
				}
				if err := backup.Fill(t.Context(), restored, blobs(t), c, bytes.NewReader(data), nil); !errors.Is(err, backup.ErrNotEmpty) {
					t.Errorf("a second time: %v", err)
				}
				if _, err := signal(t.Context(), restored, 500); err != nil {
					t.Errorf("it does not go on: %v", err)
				}
				publish(t, restored, 64)
				audit(t, restored)
			})
		}
	}
}

// TestOneMoment takes a backup while signals come in: what was confirmed before is
// in it, and all of it is of one moment.
func TestOneMoment(t *testing.T) {
	for name, place := range engines {
		t.Run(name, func(t *testing.T) {
			db := place(t)(0)
			town(t, db)
			ctx, stop := context.WithCancel(t.Context())
			var writing sync.WaitGroup
			for range 4 {
				writing.Go(func() {
					for ctx.Err() == nil {
						if _, err := signal(context.WithoutCancel(ctx), db, 3000, 400); err != nil {
							t.Error(err)
							return
						}
					}
				})
			}
			writing.Go(func() {
				for ctx.Err() == nil {
					publish(t, db, 64)
				}
			})
			var streams []gehoor.StreamID
			for range 20 {
				s, err := signal(t.Context(), db, 100)
				must(t, err)
				streams = append(streams, s)
			}
			data := take(t, db)
			stop()
			writing.Wait()
			c := check(t, data)
			open := engines["sqlite"](t)
			restored := open(c.Manifest.Schema)
			must(t, backup.Fill(t.Context(), restored, blobs(t), c, bytes.NewReader(data), nil))
			audit(t, restored)
			for _, s := range streams {
				if records, err := restored.Load(t.Context(), veenhaven, s, 0); err != nil || len(records) != 2 {
					t.Errorf("%d records, %v", len(records), err)
				}
			}
			audit(t, db)
		})
	}
}

// blobs is a new, empty folder of files.
func blobs(t testing.TB) *folder.Store {
	t.Helper()
	s, err := folder.Open(filepath.Join(t.TempDir(), "files"))
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestFiles: the parts of files that events name go along, those that were only
// coming do not; one that is missing or damaged is told when the backup is taken.
func TestFiles(t *testing.T) {
	db := engines["sqlite"](t)(0)
	people(t, db)
	from, to := blobs(t), blobs(t)
	var keys []blob.Key
	table := store.Table{Name: "part"}
	must(t, db.Snapshot(t.Context(), func(m *store.Moment) error {
		tables, err := m.Tables(t.Context())
		for _, one := range tables {
			if one.Name == "part" {
				table = one
			}
		}
		return err
	}))
	for i, state := range []int64{2, 2, 1} {
		data := bytes.Repeat([]byte{byte(i)}, 3<<20)
		sum := sha256.Sum256(data)
		key := blob.Key{Org: veenhaven, ID: gehoor.ContentID(fmt.Sprintf("%x", sum))}
		must(t, from.Put(t.Context(), key, int64(len(data)), bytes.NewReader(data)))
		keys = append(keys, key)
		row := map[string]any{"id": sum[:], "org": string(veenhaven), "stream": "dossier/x", "actor": "x", "reporter": int64(1),
			"size": int64(len(data)), "begun_on": int64(0), "state": state}
		var values []any
		for _, c := range table.Columns {
			values = append(values, row[c.Name])
		}
		must(t, db.Fill(t.Context(), table, [][]any{values}))
	}
	o := options
	o.Blobs = from
	var out bytes.Buffer
	_, err := backup.Take(t.Context(), db, &out, o)
	must(t, err)
	c := check(t, out.Bytes())
	restored := engines["sqlite"](t)(c.Manifest.Schema)
	must(t, backup.Fill(t.Context(), restored, to, c, bytes.NewReader(out.Bytes()), nil))
	for i, key := range keys {
		in, size, err := to.Open(t.Context(), key)
		if i == 2 {
			if !errors.Is(err, gehoor.ErrNotFound) {
				t.Errorf("what nobody named went along: %v", err)
			}
			continue
		}
		must(t, err)
		if _, err := io.Copy(io.Discard, blob.Verify(key, size, in)); err != nil || size != 3<<20 {
			t.Errorf("%d bytes, %v", size, err)
		}
		must(t, in.Close())
	}
	must(t, from.Delete(t.Context(), keys[1]))
	if _, err := backup.Take(t.Context(), db, io.Discard, o); !errors.Is(err, backup.ErrUnsound) || !strings.Contains(err.Error(), string(keys[1].ID)) {
		t.Errorf("without a part: %v", err)
	}
}

// TestUnsound: a database that is not what was written is not backed up.
func TestUnsound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gehoor.db")
	spoil(t, path)
	db := keep(t)(openFile(t, path))
	var out bytes.Buffer
	if _, err := backup.Take(t.Context(), db, &out, options); !errors.Is(err, backup.ErrUnsound) || !strings.Contains(err.Error(), "content") {
		t.Errorf("taken: %v", err)
	}
	if _, err := backup.Check(t.Context(), &out, nil); err == nil {
		t.Error("what it wrote passes for a backup")
	}
}

// TestCutOff: whatever is missing at the end, and wherever writing fails, it is no
// backup.
func TestCutOff(t *testing.T) {
	db := engines["sqlite"](t)(0)
	people(t, db)
	publish(t, db, 8)
	data := take(t, db)
	whole := check(t, data)
	end := bytes.LastIndex(data, []byte("manifest.json\n")) // of the sums
	for n := 0; n < len(data); n += 97 {
		_, err := backup.Check(t.Context(), bytes.NewReader(data[:n]), nil)
		var damaged *backup.DamagedError
		if n < end && !errors.As(err, &damaged) {
			t.Errorf("cut off at %d of %d: %v", n, len(data), err)
		}
		_, err = backup.Take(t.Context(), db, &full{room: n}, options)
		if !errors.Is(err, errFull) {
			t.Errorf("written with room for %d: %v", n, err)
		}
	}
	if whole.Rows == 0 {
		t.Error("nothing was in it")
	}
}

var errFull = errors.New("no space left")

// full is a disk with so much room.
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestChanged: a byte that changed is found, with the file that it is in, or is
// one that says nothing.
func TestChanged(t *testing.T) {
	db := engines["sqlite"](t)(0)
	people(t, db)
	_, err := signal(t.Context(), db, 300)
	must(t, err)
	data := take(t, db)
	same := check(t, data)
	named := 0
	for i := 0; i < len(data); i += 13 {
		changed := bytes.Clone(data)
		changed[i] ^= 0x10
		c, err := backup.Check(t.Context(), bytes.NewReader(changed), nil)
		if err == nil {
			if diff := cmp.Diff(same.Manifest, c.Manifest); diff != "" || c.Rows != same.Rows {
				t.Errorf("byte %d changed and nobody saw: %s", i, diff)
			}
			continue
		}
		if strings.Contains(err.Error(), "rows/") {
			named++
		}
	}
	if named == 0 {
		t.Error("no place was ever named")
	}
}

// TestStrangeFiles refuses what no backup of ours holds.
func TestStrangeFiles(t *testing.T) {
	db := engines["sqlite"](t)(0)
	people(t, db)
	data := take(t, db)
	for name, change := range map[string]func(*tar.Header, []byte) (*tar.Header, []byte){
		"a folder": func(h *tar.Header, b []byte) (*tar.Header, []byte) { h.Typeflag = tar.TypeDir; return h, nil },
		"a link": func(h *tar.Header, b []byte) (*tar.Header, []byte) {
			h.Typeflag, h.Linkname = tar.TypeSymlink, "/etc"
			return h, nil
		},
		"a way out":   func(h *tar.Header, b []byte) (*tar.Header, []byte) { h.Name = "../" + h.Name; return h, b },
		"a new table": func(h *tar.Header, b []byte) (*tar.Header, []byte) { h.Name = "rows/users/000001.copy"; return h, b },
		"an older place": func(h *tar.Header, b []byte) (*tar.Header, []byte) {
			h.Name = strings.Replace(h.Name, "000001", "1", 1)
			return h, b
		},
		"too much": func(h *tar.Header, b []byte) (*tar.Header, []byte) {
			b = append(b, make([]byte, backup.MaxPart)...)
			h.Size = int64(len(b))
			return h, b
		},
	} {
		var out bytes.Buffer
		from, to := tar.NewReader(bytes.NewReader(data)), tar.NewWriter(&out)
		for h, err := from.Next(); err == nil; h, err = from.Next() {
			b, err := io.ReadAll(from)
			must(t, err)
			if strings.HasPrefix(h.Name, "rows/event/") {
				h, b = change(h, b)
				h.Size = int64(len(b))
			}
			must(t, to.WriteHeader(h))
			_, err = to.Write(b)
			must(t, err)
		}
		must(t, to.Close())
		var damaged *backup.DamagedError
		if _, err := backup.Check(t.Context(), &out, nil); !errors.As(err, &damaged) || !strings.Contains(damaged.Where, "event") && !strings.Contains(damaged.Where, "users") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestStandardTools: without our program, with what every Debian has.
func TestStandardTools(t *testing.T) {
	db := engines["sqlite"](t)(0)
	town(t, db)
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "b.tar"), take(t, db), 0o600))
	out, err := exec.Command("sh", "-c", "cd "+dir+" && tar xf b.tar && sha256sum -c --quiet SHA256SUMS && ls rows").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "content") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestSave: a file is a backup only when it is whole.
func TestSave(t *testing.T) {
	db := engines["sqlite"](t)(0)
	town(t, db)
	dir := t.TempDir()
	key, err := age.GenerateHybridIdentity()
	must(t, err)
	for _, recipients := range [][]age.Recipient{nil, {key.Recipient()}} {
		path := filepath.Join(dir, backup.Name(now, now.AddDate(0, 0, 30), recipients != nil))
		must(t, os.WriteFile(path+".partial", []byte("of a kill"), 0o600))
		taken, err := backup.Save(t.Context(), db, path, recipients, options)
		must(t, err)
		in, err := backup.Open(path, []age.Identity{key})
		must(t, err)
		c, err := backup.Check(t.Context(), in, nil)
		must(t, err)
		must(t, in.Close())
		if c.Rows != taken.Rows || c.Rows == 0 {
			t.Errorf("%d rows, %d were taken", c.Rows, taken.Rows)
		}
		if _, err := backup.Save(t.Context(), db, path, recipients, options); !errors.Is(err, fs.ErrExist) {
			t.Errorf("written over: %v", err)
		}
		info, err := os.Stat(path)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v", info.Mode())
		}
	}
	sealed := filepath.Join(dir, backup.Name(now, now.AddDate(0, 0, 30), true))
	if _, err := backup.Open(sealed, nil); err == nil || !strings.Contains(err.Error(), "--identity") {
		t.Errorf("opened without a key: %v", err)
	}
	data, err := os.ReadFile(sealed)
	must(t, err)
	if bytes.Contains(data, []byte("veenhaven")) {
		t.Error("a sealed backup says of whom it is")
	}
	for _, n := range []int{len(data) - 1, len(data) / 2, len(data) - 70000} {
		must(t, os.WriteFile(sealed, data[:n], 0o600))
		in, err := backup.Open(sealed, []age.Identity{key})
		must(t, err)
		if _, err := backup.Check(t.Context(), in, nil); err == nil {
			t.Errorf("cut off at %d of %d and whole", n, len(data))
		}
		must(t, in.Close())
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := backup.Save(ctx, db, filepath.Join(dir, "never"), nil, options); err == nil {
		t.Error("taken although it was stopped")
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.partial"))
	if err != nil || left != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestSweep removes what is over, by its name, and nothing else.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := backup.Name(now.AddDate(0, 0, -31), now.AddDate(0, 0, -1), true)
	today := backup.Name(now.AddDate(0, 0, -30), now, false)
	for _, name := range []string{old, today, "gehoor-notes.tar", "20260101.tar", old + ".partial"} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	gone, err := backup.Sweep(dir, now)
	if err != nil || !cmp.Equal(gone, []string{old}) {
		t.Errorf("removed %v, %v", gone, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 4 {
		t.Errorf("left %v", left)
	}
}

// FuzzCheck: whatever a file holds, the answer is an error or a whole backup.
func FuzzCheck(f *testing.F) {
	data := seed(f)
	if len(data) < 10_000 {
		f.Fatal("the seed is empty")
	}
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := backup.Check(t.Context(), bytes.NewReader(data), nil)
		if err == nil && c.Manifest == nil {
			t.Error("whole, without a manifest")
		}
	})
}

// seed is a backup of very little.
func seed(t testing.TB) []byte {
	db := engines["sqlite"](t)(0)
	people(t, db)
	return take(t, db)
}

// FuzzRows: what is read as rows is written as the same bytes.
func FuzzRows(f *testing.F) {
	table := store.Table{Name: "x", Columns: []store.Column{{Name: "a", Type: store.Text}, {Name: "b", Type: store.Bigint}, {Name: "c", Type: store.Bytea}}}
	for _, rows := range [][][]any{nil, {{"é", int64(-1), []byte{0}}, {nil, nil, nil}}} {
		f.Add(backup.EncodeRows(rows))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if rows, err := backup.DecodeRows(table, data); err == nil && !bytes.Equal(backup.EncodeRows(rows), data) {
			t.Errorf("written back otherwise: %v", rows)
		}
	})
}
