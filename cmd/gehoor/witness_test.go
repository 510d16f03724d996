package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
)

// TestWitnessFolder: a witness makes its key once, under a name, and never a second
// one where it cosigned already.
func TestWitnessFolder(t *testing.T) {
	dir := t.TempDir()
	f := witnessFolder(dir)
	fails := func(what, says string, err error) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := f.key("")
	fails("no name the first time", "--name", err)
	_, err = f.key("Witness of Duinrade")
	fails("a name that is none", "small letters", err)
	key, err := f.key("witness.duinrade.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []register.Origin{"", "witness.duinrade.example"} {
		again, err := f.key(name)
		if err != nil || again.Witness().VerifierKey() != key.Witness().VerifierKey() {
			t.Errorf("again, as %q: %v", name, err)
		}
	}
	_, err = f.key("witness.lageland.example")
	fails("another name", "is called witness.duinrade.example", err)

	if err := os.Chmod(f.keyFile(), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = f.key("")
	fails("a key that others can read", "chmod 600", err)
	if err := os.WriteFile(f.keyFile(), []byte(`{"v":1,"seed":"AAAA"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(f.keyFile(), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = f.key("")
	fails("half a key", "not as gehoor writes it", err)
	if err := os.Remove(f.keyFile()); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(f.seen(), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = f.key("witness.duinrade.example")
	fails("a key that was lost", "under a new name", err)
}

func TestWitnessLogs(t *testing.T) {
	f := witnessFolder(t.TempDir())
	if _, err := f.logs(); err == nil || !strings.Contains(err.Error(), "one a line") {
		t.Errorf("no file: %v", err)
	}
	_, one, err := register.MakeKey("gehoor.veenhaven.example/log", [32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(f.logsFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# Veenhaven\n\n  " + one + "  \n")
	if logs, err := f.logs(); err != nil || len(logs) != 1 || logs[0].Name() != "gehoor.veenhaven.example/log" {
		t.Errorf("%v, %v", logs, err)
	}
	write(one + "\n" + one[:20] + "\n")
	if _, err := f.logs(); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("half a key: %v", err)
	}
}

// TestPolicyFile: serve and check say which line of the policy is wrong.
func TestPolicyFile(t *testing.T) {
	f := folder(t.TempDir())
	if p, err := f.loadWitnesses(); p != nil || err != nil {
		t.Errorf("without a file: %v, %v", p, err)
	}
	if err := os.WriteFile(f.witnesses(), []byte("# nobody yet\nquorum duinrade\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.loadWitnesses(); err == nil || !strings.Contains(err.Error(), filepath.Base(f.witnesses())) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("an unknown quorum: %v", err)
	}
}

// TestVersionSaysSo: what the program prints of itself is what it states in the log.
func TestVersionSaysSo(t *testing.T) {
	var out bytes.Buffer
	if err := (versionCommand{}).Run(&out); err != nil {
		t.Fatal(err)
	}
	version, _ := built()
	if !strings.HasPrefix(out.String(), "gehoor "+version+", revision ") {
		t.Errorf("it says %q", out.String())
	}
}
