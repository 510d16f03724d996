package main

import (
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/register"
)

type programCommand struct {
	logKey
	witnessKeys
	Site   string `arg:"" optional:"" help:"The site's address, or a folder with a copy of what it serves."`
	Proof  string `placeholder:"FILE" help:"The proof of which program was installed, instead of the site's own."`
	Binary string `placeholder:"FILE" help:"A program file, to compare with the one that the log names."`
}

// Where a site says which program it is.
const (
	programPath = ".well-known/gehoor/program.json"
	proofPath   = ".well-known/gehoor/program.tlog-proof"
)

// Limits of what a site may send: an asset of ours is below 1 MiB, a page below
// 200 KiB, a description below 64 KiB.
const (
	maxAssetBytes   = 8 << 20
	maxPageBytes    = 2 << 20
	maxProgramBytes = gehoor.MaxEventBytes
)

func (c *programCommand) check(ctx context.Context) answer {
	log, err := c.verifier()
	policy, policyErr := c.policy()
	if err := errors.Join(err, policyErr); err != nil {
		return answer{code: badKey, detail: err.Error()}
	}
	if c.Site == "" && (c.Proof == "" || c.Binary == "") {
		return answer{code: badUsage, detail: "give a site, or --proof and --binary"}
	}
	var from source
	if c.Site != "" {
		if from, err = open(c.Site); err != nil {
			return answer{code: programUnreachable, detail: err.Error()}
		}
		defer from.close()
	}
	proof, wrong := c.proof(ctx, from)
	if wrong != nil {
		return *wrong
	}
	installed, err := register.VerifyInstalled(proof, log)
	if err != nil {
		return failure(aProgram, err)
	}
	p := installed.Program
	result := answer{code: programSame, shown: shown{
		Origin: installed.Checkpoint.Origin, Org: installed.Event.Org, Kind: installed.Event.Kind, Index: &installed.Proof.Index,
		Size: installed.Checkpoint.N, Version: p.Version, Revision: p.Revision, Binary: p.Binary, Since: installed.Event.At.Format(time.RFC3339),
	}}
	if wrong := witnessed(aProgram, installed.Proof.Checkpoint, log, policy, &result.shown); wrong != nil {
		return *wrong
	}
	return c.compare(ctx, from, p, result)
}

// proof reads the proof from the file that was given, or from the site.
func (c *programCommand) proof(ctx context.Context, from source) ([]byte, *answer) {
	if c.Proof != "" {
		data, err := readFile(c.Proof, register.MaxReceiptBytes)
		if err != nil {
			a := unreadable(c.Proof, err)
			return nil, &a
		}
		return data, nil
	}
	data, err := from.fetch(ctx, proofPath, register.MaxReceiptBytes)
	switch {
	case errors.Is(err, errTooLarge):
		a := failure(aProgram, err)
		return nil, &a
	case err != nil:
		return nil, &answer{code: programUnreachable, detail: fmt.Sprintf("%s: %v", proofPath, err)}
	}
	return data, nil
}

// compare holds the program of the log against what is served, and a file.
func (c *programCommand) compare(ctx context.Context, from source, p gehoor.Program, result answer) answer {
	if from != nil {
		if wrong := served(ctx, from, p, &result.shown); wrong != nil {
			return *wrong
		}
	}
	if c.Binary == "" {
		return result
	}
	hash, err := hashFile(c.Binary)
	if err != nil {
		return unreadable(c.Binary, err)
	}
	if hash != p.Binary {
		result.code, result.File = programBinary, c.Binary
	} else if c.Site == "" {
		result.code = programBuilt
	}
	return result
}

// served compares what a site says and serves with the program of the log.
func served(ctx context.Context, from source, p gehoor.Program, values *shown) *answer {
	wrong := func(c code, file string, err error) *answer {
		a := answer{code: c, shown: *values}
		a.File = file
		if err != nil {
			a.detail = err.Error()
		}
		return &a
	}
	data, err := from.fetch(ctx, programPath, maxProgramBytes)
	if err != nil {
		return wrong(programUnreachable, programPath, err)
	}
	var says gehoor.Program
	if err := json.Unmarshal(data, &says); err != nil || !says.Equal(p) {
		return wrong(programDiffers, programPath, err)
	}
	for _, a := range p.Assets {
		data, err := from.fetch(ctx, strings.TrimPrefix(a.Path, "/"), maxAssetBytes)
		switch {
		case errors.Is(err, errMissing), errors.Is(err, errTooLarge), err == nil && integrity(data) != a.Integrity:
			return wrong(programAsset, a.Path, err)
		case err != nil:
			return wrong(programUnreachable, a.Path, err)
		}
	}
	values.Files = len(p.Assets)
	web, ok := from.(*site)
	if !ok {
		return nil // a folder holds no pages with their headers
	}
	return web.pages(ctx, p, values, wrong)
}

// integrity is the SHA-384 as HTML has it.
func integrity(data []byte) string {
	sum := sha512.Sum384(data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// hashFile hashes a file of any size.
func hashFile(name string) (gehoor.Digest, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read: %w", err)
	}
	return gehoor.Digest("sha256-" + hex.EncodeToString(sum.Sum(nil))), nil
}
