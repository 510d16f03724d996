package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/google/go-cmp/cmp"
)

func promise() register.Promise {
	return register.Promise{
		Origin:     origin,
		Content:    gehoor.ContentID(fmt.Sprintf("%064x", 5)),
		Leaf:       register.LeafOf([32]byte{1}, []byte("data")),
		ReceivedOn: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC),
		Before:     time.Date(2026, 1, 5, 9, 0, 9, 0, time.UTC),
	}
}

func TestPromise(t *testing.T) {
	s := signer(t, origin)
	msg, err := register.SignPromise(s, promise())
	if err != nil {
		t.Fatal(err)
	}
	got, err := register.VerifyPromise(msg, s.Verifier())
	if diff := cmp.Diff(promise(), got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	changes(msg, func(changed []byte, what string, at int) {
		if _, err := register.VerifyPromise(changed, s.Verifier()); err == nil && !bytes.Equal(changed, msg) {
			t.Errorf("byte %d %s is accepted", at, what)
		}
	})
	if _, err := register.VerifyPromise(msg, signer(t, "other.example").Verifier()); !errors.Is(err, register.ErrOtherKey) {
		t.Errorf("with another log's key: %v", err)
	}
	if _, err := register.ParseCheckpoint(msg, s.Verifier()); err == nil {
		t.Error("a promise is read as a checkpoint")
	}
	checkpoint, err := register.SignCheckpoint(s, treeOf(8, "root"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.VerifyPromise(checkpoint, s.Verifier()); err == nil {
		t.Error("a checkpoint is read as a promise")
	}
}

func TestPromiseNotSigned(t *testing.T) {
	for name, edit := range map[string]func(*register.Promise){
		"other log":      func(p *register.Promise) { p.Origin = "other.example" },
		"no content":     func(p *register.Promise) { p.Content = "" },
		"content's form": func(p *register.Promise) { p.Content += "\n" },
		"far day":        func(p *register.Promise) { p.ReceivedOn = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		p := promise()
		edit(&p)
		if _, err := register.SignPromise(signer(t, origin), p); err == nil {
			t.Errorf("%s: a promise was signed", name)
		}
	}
}

// TestPromiseSpelling signs texts that only a faulty log would.
func TestPromiseSpelling(t *testing.T) {
	s := signer(t, origin)
	msg, err := register.SignPromise(s, promise())
	if err != nil {
		t.Fatal(err)
	}
	text := msg[:bytes.Index(msg, []byte("\n\n"))+1]
	for _, test := range []struct {
		n    int
		with string
		want error
	}{
		{0, "gehoor promise v2", register.ErrMalformed},
		{1, "other.example", register.ErrOtherKey},
		{1, "", register.ErrMalformed},
		{2, fmt.Sprintf("%064X", 0xabc), register.ErrMalformed},
		{3, "AAAA", register.ErrMalformed},
		{4, "2026-1-5", register.ErrMalformed},
		{4, "2026-02-30", register.ErrMalformed},
		{5, "2026-01-05T09:00:09.5Z", register.ErrMalformed},
		{5, "2026-01-05T10:00:09+01:00", register.ErrMalformed},
		{5, "2026-01-05T09:00:09Z\nmore", register.ErrMalformed},
	} {
		if _, err := register.VerifyPromise(signText(t, s, string(line(text, test.n, test.with))), s.Verifier()); !errors.Is(err, test.want) {
			t.Errorf("line %d as %q: %v", test.n, test.with, err)
		}
	}
}

func TestVerifyAgainstPromise(t *testing.T) {
	w := newWorld(t)
	w.receive(2)
	w.publish(t)
	v, err := register.VerifyReceipt(w.receipt(t, 2), w.log())
	if err != nil {
		t.Fatal(err)
	}
	good := register.Promise{Origin: origin, Content: v.Received.Content, Leaf: v.Leaf(), ReceivedOn: v.Day(), Before: v.Day()}
	for _, test := range []struct {
		name string
		edit func(*register.Promise)
		want error
	}{
		{"as promised", func(*register.Promise) {}, nil},
		{"the organisation's day", func(p *register.Promise) { p.ReceivedOn = p.ReceivedOn.AddDate(0, 0, 1) }, nil},
		{"log", func(p *register.Promise) { p.Origin = "other.example" }, register.ErrDisagree},
		{"leaf", func(p *register.Promise) { p.Leaf[31] ^= 1 }, register.ErrDisagree},
		{"content", func(p *register.Promise) { p.Content = gehoor.ContentID(fmt.Sprintf("%064x", 1)) }, register.ErrDisagree},
		{"two days later", func(p *register.Promise) { p.ReceivedOn = p.ReceivedOn.AddDate(0, 0, 2) }, register.ErrDisagree},
		{"two days earlier", func(p *register.Promise) { p.ReceivedOn = p.ReceivedOn.AddDate(0, 0, -2) }, register.ErrDisagree},
	} {
		p := good
		test.edit(&p)
		if err := register.VerifyAgainstPromise(v, p); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}
