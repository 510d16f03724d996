package register_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/gehoor/gehoor/internal/register"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
)

// specificationRequest is the example of C2SP tlog-witness, "add-checkpoint".
const specificationRequest = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`

func TestAddCheckpoint(t *testing.T) {
	a, err := register.ParseAddCheckpoint([]byte(specificationRequest))
	if err != nil || a.Old != 20852014 || len(a.Proof) != 4 {
		t.Fatalf("%+v, %v", a, err)
	}
	if diff := cmp.Diff(specificationRequest, string(a.Format())); diff != "" {
		t.Error(diff)
	}
	if c, err := register.PeekCheckpoint(a.Checkpoint); err != nil || c.Origin != "example.com/behind-the-sofa" || c.N != 20852163 {
		t.Errorf("%+v, %v", c, err)
	}
}

// badRequests are what is no request.
func badRequests() map[string]string {
	good := specificationRequest
	lines := strings.SplitAfter(good, "\n")
	checkpoint := strings.Join(lines[6:], "")
	proof := strings.Repeat(lines[1], register.MaxConsistency)
	return map[string]string{
		"nothing":             "",
		"no old size":         strings.Join(lines[1:], ""),
		"old without size":    "old\n\n" + checkpoint,
		"old with zero":       "old 020\n\n" + checkpoint,
		"old below zero":      "old -1\n\n" + checkpoint,
		"old with plus":       "old +1\n\n" + checkpoint,
		"old too large":       "old 9223372036854775808\n\n" + checkpoint,
		"old with two spaces": "old  1\n\n" + checkpoint,
		"no empty line":       strings.Join(lines[:5], "") + checkpoint,
		"no checkpoint":       strings.Join(lines[:6], ""),
		"a checkpoint alone":  checkpoint,
		"a hash too short":    strings.Replace(good, "PlRN", "", 1),
		"a hash spelt oddly":  strings.Replace(good, "DDpkaw=", "DDpkax=", 1),
		"windows line ends":   strings.ReplaceAll(good, "\n", "\r\n"),
		"no end":              strings.TrimSuffix(good, "\n"),
		"64 hashes":           "old 1\n" + proof + lines[1] + "\n" + checkpoint,
		"no signature":        strings.Join(lines[:10], ""),
		"too long":            good + strings.Repeat("x", register.MaxAddBytes),
	}
}

func TestAddCheckpointRefused(t *testing.T) {
	for name, text := range badRequests() {
		if a, err := register.ParseAddCheckpoint([]byte(text)); !errors.Is(err, register.ErrMalformed) {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	lines := strings.SplitAfter(specificationRequest, "\n")
	most := "old 1\n" + strings.Repeat(lines[1], register.MaxConsistency) + "\n" + strings.Join(lines[6:], "")
	if a, err := register.ParseAddCheckpoint([]byte(most)); err != nil || len(a.Proof) != register.MaxConsistency {
		t.Errorf("63 hashes: %v", err)
	}
}

// FuzzAddCheckpoint: what parses is written back byte for byte.
func FuzzAddCheckpoint(f *testing.F) {
	f.Add([]byte(specificationRequest))
	for _, bad := range badRequests() {
		f.Add([]byte(bad))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := register.ParseAddCheckpoint(data)
		if err != nil {
			return
		}
		if !bytes.Equal(a.Format(), data) || a.Old < 0 || len(a.Proof) > register.MaxConsistency {
			t.Errorf("written back as %q", a.Format())
		}
		// The arithmetic ends for every size that parses.
		c, err := register.PeekCheckpoint(a.Checkpoint)
		if err != nil {
			t.Fatal(err)
		}
		_ = register.CheckConsistency(tlog.Tree{N: a.Old}, c.Tree, a.Proof)
	})
}

func TestConsistency(t *testing.T) {
	w := newWorld(t)
	trees := []tlog.Tree{{}}
	for range 5 {
		w.receive(3)
		trees = append(trees, w.publish(t).Tree)
	}
	for i, from := range trees {
		for _, to := range trees[max(i, 1):] {
			proof, err := register.ProveConsistency(t.Context(), w.store, org, from.N, to.N)
			if err != nil {
				t.Fatalf("%d to %d: %v", from.N, to.N, err)
			}
			if err := register.CheckConsistency(from, to, proof); err != nil {
				t.Errorf("%d to %d: %v", from.N, to.N, err)
			}
			other := to
			other.Hash[0] ^= 1
			if err := register.CheckConsistency(from, other, proof); from.N > 0 && !errors.Is(err, register.ErrProof) {
				t.Errorf("%d to another tree of %d: %v", from.N, to.N, err)
			}
			if err := register.CheckConsistency(from, to, append(proof, tlog.Hash{})); !errors.Is(err, register.ErrProof) {
				t.Errorf("%d to %d with a hash too many: %v", from.N, to.N, err)
			}
			if err := register.CheckConsistency(to, from, nil); from.N < to.N && !errors.Is(err, register.ErrProof) {
				t.Errorf("%d back to %d: %v", to.N, from.N, err)
			}
		}
	}
	empty := tlog.Tree{Hash: [32]byte{0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
		0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55}}
	if err := register.CheckConsistency(tlog.Tree{}, empty, nil); err != nil {
		t.Errorf("the empty tree: %v", err)
	}
	if err := register.CheckConsistency(tlog.Tree{}, tlog.Tree{}, nil); !errors.Is(err, register.ErrProof) {
		t.Errorf("an empty tree of another root: %v", err)
	}
}

// TestShown: the checkpoint that is served, and the receipt, as witnesses come and
// go.
func TestShown(t *testing.T) {
	w := newWorld(t)
	w.receive(1)
	shows := func(want int64, what string) {
		t.Helper()
		msg, err := register.Tile(t.Context(), w.store, org, register.CheckpointPath)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := register.ParseCheckpoint(msg, w.log()); err != nil || c.N != want {
			t.Errorf("%s: %d leaves are shown, want %d (%v)", what, c.N, want, err)
		}
	}
	cosign := func(c register.Checkpoint, enough bool) {
		t.Helper()
		msg, err := w.store.Checkpoint(t.Context(), org, c.N)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := ownCosigner(t, "witness.example/one").Cosign(msg, w.log(), cosignedAt)
		if err == nil {
			err = w.store.Cosign(t.Context(), org, c.N, register.Published{Note: signed, Enough: enough})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	covers := func(want int64, what string) {
		t.Helper()
		v, err := register.VerifyReceipt(w.receipt(t, 1), w.log())
		if err != nil || v.Checkpoint.N != want {
			t.Errorf("%s: the receipt is under %d leaves, want %d (%v)", what, v.Checkpoint.N, want, err)
		}
	}
	w.publish(t)
	shows(8, "the first, not cosigned")
	covers(8, "not cosigned")
	second := w.publish(t)
	shows(16, "nobody cosigned")
	cosign(second, false)
	shows(16, "cosigned by too few")
	covers(8, "cosigned by too few")
	cosign(second, true)
	shows(16, "cosigned")
	covers(16, "cosigned")
	third := w.publish(t)
	shows(16, "the newest is with the witnesses")
	cosign(third, true)
	shows(24, "the newest is cosigned")
	covers(16, "a later one is cosigned too")
	w.publish(t)
	shows(24, "they are away")
	w.publish(t)
	shows(40, "they stay away")
	if _, err := w.publisher.CatchUp(t.Context()); err != nil {
		t.Errorf("a cosigned log does not go on: %v", err)
	}

	// After a restore the log goes on under another key: what the log before
	// signed last is not shown for it, and its cosignatures are still read.
	cosign(w.publish(t), true)
	before, err := w.store.Newest(t.Context(), org, 1)
	if err != nil {
		t.Fatal(err)
	}
	w.publisher.Before = w.log()
	w.publisher.Signer, w.publisher.High = signer(t, "gehoor.veenhaven.example/log/2"), newWorld(t).high
	w.signer = w.publisher.Signer
	w.publish(t)
	shows(56, "the log goes on under another key")
	have, err := register.PeekCosignatures(before[0].Note, ownCosigner(t, "witness.example/one").Witness(), ownCosigner(t, "witness.example/two").Witness())
	if err != nil || len(have) != 1 {
		t.Errorf("under the log before: %+v, %v", have, err)
	}
	if have, err := register.PeekCosignatures(before[0].Note, ownCosigner(t, "witness.example/two").Witness()); err != nil || len(have) != 0 {
		t.Errorf("by a witness that did not sign: %+v, %v", have, err)
	}
}
