package main

import (
	"regexp"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

// lightPDF leaves out what our use of pdf-lib does not need. The package does not
// say that its modules do nothing when they are loaded, so that a bundler takes
// all of them; but for the tables of its fonts that is so, and we draw no text.
// It makes the difference between 258 and 31 kB, in gzip.
var lightPDF = api.Plugin{
	Name: "light-pdf",
	Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `.*`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.PluginData == again || !slices.ContainsFunc([]string{args.Importer, args.Path}, quietPackages.MatchString) {
				return api.OnResolveResult{}, nil
			}
			found := b.Resolve(args.Path, api.ResolveOptions{
				Importer: args.Importer, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: again,
			})
			return api.OnResolveResult{
				Path: found.Path, External: found.External, Namespace: found.Namespace, SideEffects: api.SideEffectsFalse,
				Errors: found.Errors, Warnings: found.Warnings,
			}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `pdf-lib/es/packages/standard-fonts/.*\.compressed\.json$`}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			none := `""`
			return api.OnLoadResult{Contents: &none, Loader: api.LoaderJSON}, nil
		})
	},
}

// quietPackages do nothing when they are loaded but say what they are.
var quietPackages = regexp.MustCompile(`@cantoo/pdf-lib|node_modules/(culori|node-html-better-parser|html-entities)/`)

// again marks a question that the plugin asks itself.
const again = "again"
