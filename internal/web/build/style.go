package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/gehoor/gehoor/internal/web/asset"
)

// bundleStyles bundles style/site.css and the pages' own styles, each without
// what no page uses.
func bundleStyles(web string, out *output) error {
	entries, err := entryPoints(web, ".css")
	if err != nil {
		return err
	}
	used, err := usedClasses(web)
	if err != nil {
		return err
	}
	entries = append(entries, api.EntryPoint{InputPath: filepath.Join(web, "style", "site.css")})
	for _, e := range entries {
		css, err := bundleStyle(web, e.InputPath, used, out.packages)
		if err != nil {
			return err
		}
		dir, file := filepath.Split(e.InputPath)
		noun := filepath.Base(dir)
		a := asset.Entry{File: hashed(noun+"-"+file, css), Type: "text/css; charset=utf-8"}
		if err := out.add(noun+"/"+file, a, css); err != nil {
			return err
		}
	}
	return nil
}

// bundleStyle resolves imports, prunes, and makes small.
func bundleStyle(web, path string, used map[string]bool, packages taken) ([]byte, error) {
	bundled := api.Build(api.BuildOptions{
		EntryPoints:   []string{path},
		AbsWorkingDir: web,
		Outdir:        filepath.Join(web, "asset", "dist"),
		Bundle:        true,
		Metafile:      true,
		LegalComments: api.LegalCommentsNone,
		LogLevel:      api.LogLevelWarning,
	})
	if len(bundled.Errors) > 0 || len(bundled.OutputFiles) != 1 {
		return nil, errors.New("the styles do not bundle")
	}
	var meta metafile
	if err := json.Unmarshal([]byte(bundled.Metafile), &meta); err != nil {
		return nil, fmt.Errorf("read the metafile: %w", err)
	}
	packages.takeAll(meta)
	sheet, err := parseSheet(string(bundled.OutputFiles[0].Contents))
	if err != nil {
		return nil, err
	}
	small := api.Transform(prune(sheet, used).String(), api.TransformOptions{
		Loader:           api.LoaderCSS,
		Target:           api.ES2022,
		MinifyWhitespace: true,
		MinifySyntax:     true,
		LegalComments:    api.LegalCommentsNone,
		Charset:          api.CharsetUTF8,
		LogLevel:         api.LogLevelWarning,
	})
	if len(small.Errors) > 0 {
		return nil, errors.New("the pruned styles do not parse")
	}
	return small.Code, nil
}

// class matches a class of NL Design System.
var class = regexp.MustCompile(`\b(?:utrecht|voorbeeld)-[a-zA-Z0-9_-]+`)

// usedClasses finds the classes that occur in templates and scripts.
func usedClasses(web string) (map[string]bool, error) {
	used := make(map[string]bool)
	err := filepath.WalkDir(web, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"node_modules", "dist", "testdata"}, d.Name()) {
			return filepath.SkipDir
		}
		if ext := filepath.Ext(path); ext != ".templ" && ext != ".ts" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range class.FindAllString(string(data), -1) {
			used[strings.TrimRight(c, "-")] = true
		}
		return nil
	})
	return used, err
}
