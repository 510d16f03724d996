package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/gehoor/gehoor/internal/web/asset"
)

// output collects the files before anything is written, so that an error leaves
// the last good build.
type output struct {
	manifest asset.Manifest
	files    map[string][]byte
	packages taken
}

// add adds a file under its logical name, with its hash and its compressed
// forms where they are smaller.
func (o *output) add(name string, e asset.Entry, data []byte) error {
	if o.files == nil {
		o.files = make(map[string][]byte)
		o.manifest = make(asset.Manifest)
	}
	sum := sha512.Sum384(data)
	e.Integrity = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
	o.manifest[name] = e
	o.files[e.File] = data
	var br, gz bytes.Buffer
	b := brotli.NewWriterLevel(&br, brotli.BestCompression)
	g, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{b, g} {
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	if br.Len() < len(data) && gz.Len() < len(data) {
		o.files[e.File+".br"] = br.Bytes()
		o.files[e.File+".gz"] = gz.Bytes()
	}
	return nil
}

// hashed is the name with a hash of the content before the ending.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + base32.StdEncoding.EncodeToString(sum[:])[:8] + ext
}

// addFiles adds the files that are served as they are.
func addFiles(web string, out *output) error {
	for name, mime := range map[string]string{"icon.svg": "image/svg+xml"} {
		data, err := os.ReadFile(filepath.Join(web, "style", name))
		if err != nil {
			return err
		}
		if err := out.add("style/"+name, asset.Entry{File: hashed(name, data), Type: mime}, data); err != nil {
			return err
		}
	}
	return nil
}

// write replaces the folder's files by the output. A crash half-way leaves a
// folder that the stale check finds.
func (o *output) write(dist string) error {
	manifest, err := json.MarshalIndent(o.manifest, "", "\t")
	if err != nil {
		return err
	}
	o.files["manifest.json"] = append(manifest, '\n')
	old, err := os.ReadDir(dist)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	for _, f := range old {
		if _, ok := o.files[f.Name()]; ok {
			continue
		}
		if err := os.Remove(filepath.Join(dist, f.Name())); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, data := range o.files {
		if err := os.WriteFile(filepath.Join(dist, name), data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
