package endpoint_test

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/endpoint"
)

// TestDiaryEntry: the mark is that of lib/diary.test.ts, an entry opens with its code
// and its own mark alone.
func TestDiaryEntry(t *testing.T) {
	e := endpoint.DiaryEntry{Salt: strings.Repeat("00", 31) + "01", Text: "ja"}
	mark, err := e.Mark()
	if got, want := hex.EncodeToString(mark[:]), "fa89dfa7b341e4ab1b950e67b9c1bd2bb56e1289b07cd7e5e7f08d9ec2018922"; err != nil || got != want {
		t.Errorf("mark %s %v, want %s", got, err, want)
	}
	for _, salt := range []string{"", "00", strings.Repeat("FF", 32), strings.Repeat("00", 33)} {
		if _, err := (endpoint.DiaryEntry{Salt: salt}).Mark(); err == nil {
			t.Errorf("salt %q: no error", salt)
		}
	}
	writer := func() endpoint.Reporter {
		keys, err := endpoint.NewPlainCode(func(b []byte) { _, _ = rand.Read(b) }).Keys("veenhaven")
		if err != nil {
			t.Fatal(err)
		}
		own, err := keys.Reporter()
		if err != nil {
			t.Fatal(err)
		}
		return own
	}
	me, other := writer(), writer()
	mark, sealed, err := me.SealEntry("veenhaven", e)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := me.OpenEntry("veenhaven", mark, sealed.Bytes); err != nil || got != e {
		t.Errorf("%+v %v", got, err)
	}
	for name, open := range map[string]func() (endpoint.DiaryEntry, error){
		"another mark": func() (endpoint.DiaryEntry, error) { return me.OpenEntry("veenhaven", [32]byte{1}, sealed.Bytes) },
		"another code": func() (endpoint.DiaryEntry, error) { return other.OpenEntry("veenhaven", mark, sealed.Bytes) },
		"elsewhere":    func() (endpoint.DiaryEntry, error) { return me.OpenEntry("elders", mark, sealed.Bytes) },
		"damaged":      func() (endpoint.DiaryEntry, error) { return me.OpenEntry("veenhaven", mark, sealed.Bytes[1:]) },
	} {
		if _, err := open(); err == nil {
			t.Errorf("%s: it opens", name)
		}
	}
}
