// Package verify_test runs the second opinion on receipts: a checker in
// TypeScript that shares no code with ours, on receipts that Go makes.
package verify_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
	"github.com/gehoor/gehoor/internal/register/registertest"
	"golang.org/x/mod/sumdb/tlog"
)

// TestTypeScript fails without node: proofs that only we can check prove little.
// Who has no node sets GEHOOR_NO_NODE=1, and sees that this was left out.
func TestTypeScript(t *testing.T) {
	if os.Getenv("GEHOOR_NO_NODE") == "1" {
		t.Skip("GEHOOR_NO_NODE=1: receipts were not checked by code that shares none with ours")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node (20 or newer) is needed to check receipts with other code; GEHOOR_NO_NODE=1 leaves it out")
	}
	// A copy, so that go test sees that they are read and runs again when one is
	// added.
	dir := t.TempDir()
	vectors := filepath.Join(dir, "vectors")
	if err := os.CopyFS(vectors, os.DirFS("../../../../testdata/log")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "--test", "--test-reporter=tap", compile(t, dir))
	cmd.Env = append(os.Environ(), "GEHOOR_VECTORS="+vectors, "GEHOOR_FRESH="+fresh(t, dir))
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("\n# pass 6\n")) { // six tests: none may be lost
		t.Errorf("%v\n%s", err, out)
	}
}

// compile bundles the test for node. Anything but node's own modules is refused.
func compile(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(dir, "receipt.test.mjs")
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"receipt.test.ts"}, Outfile: out, Write: true, Bundle: true,
		Platform: api.PlatformNode, Format: api.FormatESModule, Target: api.ES2022, Sourcemap: api.SourceMapInline,
	})
	for _, m := range api.FormatMessages(result.Errors, api.FormatMessagesOptions{}) {
		t.Fatal(m)
	}
	return out
}

// receiptOf is a receipt and what a checker must read in it.
type receiptOf struct {
	File    []byte           `json:"file"`
	Index   int64            `json:"index"`
	Size    int64            `json:"size"`
	Signal  gehoor.SignalID  `json:"signal"`
	Content gehoor.ContentID `json:"content"`
}

// fresh makes the receipts of logs of all shapes.
func fresh(t *testing.T, dir string) string {
	t.Helper()
	var seed [32]byte
	registertest.CountingRandom("key")(seed[:])
	secret, public, err := register.MakeKey("gehoor.lageland.example/log", seed)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := register.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Key      string      `json:"key"`
		Receipts []receiptOf `json:"receipts"`
	}
	all.Key = public
	for quantum := int64(1); quantum <= 18; quantum++ {
		p := register.Publisher{
			Org: registertest.OtherOrg, Store: registertest.NewMemory(), Signer: signer, High: forgetful{},
			Quantum: quantum, Random: registertest.CountingRandom("dummies"),
		}
		all.Receipts = append(all.Receipts, receiptsOf(t, &p, 15)...)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "fresh.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// receiptsOf receives n signals, publishes until all are covered,
// and returns every receipt.
func receiptsOf(t *testing.T, p *register.Publisher, n int) []receiptOf {
	t.Helper()
	store, ok := p.Store.(*registertest.Memory)
	if !ok {
		t.Fatalf("a store of type %T", p.Store)
	}
	stream := registertest.Streams()[0]
	if err := store.AppendReceived(p.Org, stream, n); err != nil {
		t.Fatal(err)
	}
	for published := int64(0); published < int64(n); published += p.Quantum {
		if _, err := p.Publish(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var all []receiptOf
	for seq := gehoor.Seq(1); seq <= gehoor.Seq(n); seq++ {
		file, err := register.BuildReceipt(t.Context(), store, p.Org, stream, seq)
		if err != nil {
			t.Fatal(err)
		}
		v, err := register.VerifyReceipt(file, p.Signer.Verifier())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, receiptOf{File: file, Index: v.Proof.Index, Size: v.Checkpoint.N, Signal: v.Received.Signal, Content: v.Received.Content})
	}
	return all
}

// forgetful remembers no highest checkpoint: these logs live for one test.
type forgetful struct{}

func (forgetful) Highest(register.Origin) (tlog.Tree, error) { return tlog.Tree{}, nil }
func (forgetful) Raise(register.Origin, tlog.Tree) error     { return nil }
