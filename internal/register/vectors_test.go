package register_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/note"
)

// addVectors writes the vectors that are missing. One that is there is never
// changed: others may have built on it.
var addVectors = flag.Bool("add-vectors", false, "write missing test vectors to testdata/log")

const vectors = "../../testdata/log"

// vectorFiles makes every file of testdata/log but the README and rfc6962.json.
func vectorFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{"log.vkey": []byte(signer(t, origin).VerifierKey() + "\n")}
	w := newWorld(t)
	w.receive(5)
	c := w.publish(t)
	files["checkpoint"], _ = register.SignCheckpoint(w.signer, c.Tree) // Ed25519 signs the same way each time
	files["receipt.tlog-proof"] = w.receipt(t, 2)
	v, err := register.VerifyReceipt(files["receipt.tlog-proof"], w.log())
	if err != nil {
		t.Fatal(err)
	}
	files["promise"], err = register.SignPromise(w.signer, register.Promise{
		Content: v.Received.Content, Leaf: v.Leaf(), ReceivedOn: v.Day(), Before: time.Date(2026, 1, 5, 9, 0, 9, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.publisher.Quantum = 300
	w.publish(t)
	w.receive(1)
	w.publish(t)
	files["late.tlog-proof"] = w.receipt(t, 6)
	w = newWorld(t)
	w.publisher.Quantum = 1
	w.receive(1)
	w.publish(t)
	files["alone.tlog-proof"] = w.receipt(t, 1)
	files["cosigned.tlog-proof"] = cosigned(t, files["receipt.tlog-proof"])
	files["witness.vkey"] = []byte(newCosigner("witness.example/one").public() + "\n")
	spoil(t, files)
	return files
}

func cosigned(t *testing.T, receipt []byte) []byte {
	t.Helper()
	p, err := register.ParseProof(receipt)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(p.Checkpoint, note.VerifierList(signer(t, origin).Verifier()))
	if err != nil {
		t.Fatal(err)
	}
	if p.Checkpoint, err = note.Sign(n, newCosigner("witness.example/one")); err != nil {
		t.Fatal(err)
	}
	return p.Format()
}

// spoil adds receipts that every checker must refuse, named for the reason.
func spoil(t *testing.T, files map[string][]byte) {
	t.Helper()
	good := files["receipt.tlog-proof"]
	lines := strings.Split(string(good), "\n")
	signature := lines[len(lines)-2]
	end := len(signature) - 1
	p, err := register.ParseProof(good)
	if err != nil {
		t.Fatal(err)
	}
	otherSalt := p
	otherSalt.Extra = append([]byte{p.Extra[0] ^ 1}, p.Extra[1:]...)
	otherTree := p
	if otherTree.Checkpoint, err = register.SignCheckpoint(signer(t, origin), treeOf(8, "another")); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"other-salt":               otherSalt.Format(),
		"other-tree":               otherTree.Format(),
		"other-index":              line(good, 2, "index 2"),
		"index-with-zero":          line(good, 2, "index 01"),
		"path-swapped":             line(line(good, 3, lines[4]), 4, lines[3]),
		"path-too-long":            line(good, 5, lines[5]+"\n"+lines[5]),
		"path-too-short":           []byte(strings.Replace(string(good), lines[5]+"\n", "", 1)),
		"size-changed":             []byte(strings.Replace(string(good), "\n8\n", "\n9\n", 1)),
		"signature-trailing-bits":  line(good, len(lines)-2, signature[:end-1]+trailing(signature[end-1])+"="),
		"signature-twice":          append(good[:len(good):len(good)], signature+"\n"...),
		"no-last-newline":          good[:len(good)-1],
		"one-newline-too-many":     append(good[:len(good):len(good)], '\n'),
		"windows-line-ends":        bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")),
		"signed-by-another-key":    bytes.Replace(good, p.Checkpoint, strangersCheckpoint(t), 1),
		"hash-with-trailing-bits":  line(good, 3, lines[3][:42]+trailing(lines[3][42])+"="),
		"extra-data-missing":       []byte(strings.Replace(string(good), lines[1]+"\n", "", 1)),
		"unknown-version":          line(good, 0, "c2sp.org/tlog-proof@v2"),
		"event-of-another-kind":    otherKind(p).Format(),
		"checkpoint-of-other-name": bytes.ReplaceAll(good, []byte(origin), []byte("gehoor.elders.example/log")),
	} {
		files["refused/"+name+register.ReceiptExtension] = data
	}
}

// strangersCheckpoint signs the very same tree with another key of that name.
func strangersCheckpoint(t *testing.T) []byte {
	t.Helper()
	secret, _, err := register.MakeKey(origin, [32]byte{9})
	if err != nil {
		t.Fatal(err)
	}
	s, err := register.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.receive(5)
	msg, err := register.SignCheckpoint(s, w.publish(t).Tree)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func otherKind(p register.Proof) register.Proof {
	p.Extra = bytes.Replace(p.Extra, []byte("signal.received"), []byte("signal.repeated"), 1)
	return p
}

// TestVectors compares testdata/log with what this package makes today.
func TestVectors(t *testing.T) {
	made := vectorFiles(t)
	for name, data := range made {
		path := filepath.Join(vectors, filepath.FromSlash(name))
		have, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) && *addVectors {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(data), string(have)); diff != "" {
			t.Errorf("%s (-made +file)\n%s", name, diff)
		}
	}
	for _, file := range glob(t, "*.tlog-proof") {
		data := read(t, file)
		if _, err := register.VerifyReceipt(data, signer(t, origin).Verifier()); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if _, ok := made[filepath.Base(file)]; !ok {
			t.Errorf("%s is made by no test", file)
		}
	}
	for _, file := range glob(t, "refused/*.tlog-proof") {
		if _, err := register.VerifyReceipt(read(t, file), signer(t, origin).Verifier()); err == nil {
			t.Errorf("%s is accepted", file)
		}
	}
}

// glob lists vectors and fails when there are none.
func glob(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(vectors, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors %s: %v", pattern, err)
	}
	return files
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The README's promise that the reference tree is readable by others.
func TestVectorJSON(t *testing.T) {
	var any map[string]json.RawMessage
	if err := json.Unmarshal(read(t, filepath.Join(vectors, "rfc6962.json")), &any); err != nil || len(any) != 6 {
		t.Errorf("%d members, %v", len(any), err)
	}
}
