package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/gehoor/gehoor/internal/web/asset"
)

// bundleScripts bundles the scripts of reporters' pages at once, so that what they
// share is split off into files that several pages load; and then those of staff.
// Each file costs a request over a bad line: what only pages of staff share with
// a reporter's page must not cut that one into more of them.
func bundleScripts(web string, out *output) error {
	entries, err := entryPoints(web, ".ts")
	if err != nil {
		return err
	}
	var reporters, staff []api.EntryPoint
	for _, e := range entries {
		if slices.Contains(ofReporters, filepath.Base(filepath.Dir(e.InputPath))) {
			reporters = append(reporters, e)
		} else {
			staff = append(staff, e)
		}
	}
	for _, group := range [][]api.EntryPoint{reporters, staff} {
		if err := bundle(web, group, out); err != nil {
			return err
		}
	}
	return nil
}

// ofReporters are the nouns whose scripts a reporter's browser loads.
var ofReporters = []string{"begin", "box", "cleaning", "diary", "layout", "resume", "sealed", "viewer"}

func bundle(web string, entries []api.EntryPoint, out *output) error {
	if len(entries) == 0 {
		return nil
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: entries,
		AbsWorkingDir:       web,
		Outdir:              filepath.Join(web, "asset", "dist"),
		EntryNames:          "[name]-[hash]",
		ChunkNames:          "part-[hash]",
		NodePaths:           []string{filepath.Join(web, "browser", "node_modules")},
		TsconfigRaw:         `{"compilerOptions":{"target":"es2022","verbatimModuleSyntax":true}}`,
		Loader:              map[string]api.Loader{".txt": api.LoaderText, ".wasm": api.LoaderBinary, ".pfb": api.LoaderBinary},
		Plugins:             []api.Plugin{lightPDF},
		Bundle:              true,
		Splitting:           true,
		Metafile:            true,
		Format:              api.FormatESModule,
		Platform:            api.PlatformBrowser,
		Target:              api.ES2022,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LegalComments:       api.LegalCommentsNone,
		Charset:             api.CharsetUTF8,
		LogLevel:            api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return errors.New("the scripts do not bundle")
	}
	var meta metafile
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return fmt.Errorf("read the metafile: %w", err)
	}
	out.packages.takeAll(meta)
	for _, f := range result.OutputFiles {
		if err := addScript(web, meta, f, out); err != nil {
			return err
		}
	}
	return nil
}

// entryPoints lists page/<noun>/<name> with the ending, in order of name.
func entryPoints(web, ending string) ([]api.EntryPoint, error) {
	files, err := filepath.Glob(filepath.Join(web, "page", "*", "*"+ending))
	if err != nil {
		return nil, err
	}
	var entries []api.EntryPoint
	for _, f := range files {
		if strings.HasSuffix(f, ".test"+ending) || strings.HasSuffix(f, ".d"+ending) {
			continue
		}
		noun := filepath.Base(filepath.Dir(f))
		name := strings.TrimSuffix(filepath.Base(f), ending)
		entries = append(entries, api.EntryPoint{InputPath: f, OutputPath: noun + "-" + name})
	}
	return entries, nil
}

// metafile is what of esbuild's metafile is of use here.
type metafile struct {
	Outputs map[string]struct {
		EntryPoint string
		Inputs     map[string]struct{ BytesInOutput int }
		Imports    []struct{ Path, Kind string }
	}
}

// addScript adds one bundled file with what it loads and what it says.
func addScript(web string, meta metafile, f api.OutputFile, out *output) error {
	rel, err := filepath.Rel(web, f.Path)
	if err != nil {
		return err
	}
	about := meta.Outputs[filepath.ToSlash(rel)]
	a := asset.Entry{File: filepath.Base(f.Path), Type: "text/javascript; charset=utf-8"}
	for _, i := range about.Imports {
		if i.Kind == "import-statement" {
			a.Imports = append(a.Imports, filepath.Base(i.Path))
		}
	}
	slices.Sort(a.Imports)
	for _, reached := range meta.reach(filepath.ToSlash(rel)) {
		texts, workers, err := namesIn(web, reached)
		if err != nil {
			return err
		}
		a.Texts = append(a.Texts, texts...)
		a.Workers = append(a.Workers, workers...)
	}
	a.Texts, a.Workers = sorted(a.Texts), sorted(a.Workers)
	name := filepath.Base(f.Path)
	// What a script loads later is an entry point of esbuild's too, and may be there
	// once for reporters and once for staff.
	if strings.Count(about.EntryPoint, "/") == 2 && strings.HasPrefix(about.EntryPoint, "page/") {
		dir, file := filepath.Split(about.EntryPoint)
		name = filepath.Base(dir) + "/" + strings.TrimSuffix(file, ".ts") + ".js"
	}
	return out.add(name, a, f.Contents)
}

// reach lists the sources of an output and of all that it loads, also later.
func (m metafile) reach(output string) []string {
	seen := map[string]bool{output: true}
	var inputs []string
	for queue := []string{output}; len(queue) > 0; queue = queue[1:] {
		for i := range m.Outputs[queue[0]].Inputs {
			inputs = append(inputs, i)
		}
		for _, i := range m.Outputs[queue[0]].Imports {
			if !seen[i.Path] {
				seen[i.Path] = true
				queue = append(queue, i.Path)
			}
		}
	}
	slices.Sort(inputs)
	return slices.Compact(inputs)
}

// said and started find what a script says, text("site.leave"), and the
// workers that it starts, worker("noun/name.js") or offline("noun/name.js").
var (
	said    = regexp.MustCompile("\\btext\\(\\s*[\"'`]([a-z0-9.-]+)[\"'`]")
	started = regexp.MustCompile("\\b(?:worker|offline)\\(\\s*[\"'`]([a-z0-9./-]+)[\"'`]")
	// says is a script that uses the sentences; unsaid is a sentence that [said] cannot
	// find, so that the page would show its key.
	says   = regexp.MustCompile("import \\{[^}]*\\btext\\b[^}]*\\} from \"[./]*text.ts\"")
	unsaid = regexp.MustCompile("(?:^|[^.#\\w])text\\(\\s*[^\"'`\\s].*")
	remark = regexp.MustCompile(`(?m)^\s*(//|/?\*).*$`)
)

// namesIn reads the names in one source of ours, outside of remarks.
func namesIn(web, input string) (texts, workers []string, err error) {
	if strings.Contains(input, "node_modules") {
		return nil, nil, nil
	}
	data, err := os.ReadFile(filepath.Join(web, input))
	if err != nil {
		return nil, nil, err
	}
	data = remark.ReplaceAll(data, nil)
	if m := unsaid.Find(data); m != nil && says.Match(data) {
		return nil, nil, fmt.Errorf("%s: %q: write the key out, so that the page gets its sentence", input, m)
	}
	for _, m := range said.FindAllSubmatch(data, -1) {
		texts = append(texts, string(m[1]))
	}
	for _, m := range started.FindAllSubmatch(data, -1) {
		workers = append(workers, string(m[1]))
	}
	return texts, workers, nil
}

func sorted(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
