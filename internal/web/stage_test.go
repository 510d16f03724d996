package web_test

import (
	"html/template"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/gehoor/gehoor"
	"github.com/gehoor/gehoor/internal/text"
	"github.com/gehoor/gehoor/internal/web"
	"github.com/gehoor/gehoor/internal/web/webtest"
)

// stage serves a page at /{lang}/stage/ with an empty place, all sentences, the
// addresses of workers, and a script that is made of source; beside it lie the
// files of a folder. Policy, styles and workers are those of the site, so that a
// module is tried as pages will use it.
func stage(t *testing.T, source, folder string, workers ...string) http.Handler {
	t.Helper()
	cfg := webtest.Config(t)
	style, _ := cfg.Assets.Link("style/site.css")
	addresses := make(map[string]string)
	for _, name := range workers {
		link, ok := cfg.Assets.Link(name)
		if !ok {
			t.Fatalf("the build has no %s", name)
		}
		addresses[name] = link.Path
	}
	script := bundled(t, source)
	return web.Serve(cfg, "GET /{lang}/stage/{file...}", func(w http.ResponseWriter, r *http.Request) error {
		switch name := r.PathValue("file"); name {
		case "":
			lang := gehoor.Language(r.URL.Path[1:3])
			words := text.For(lang)
			texts, err := words.Subset(words.Keys())
			if err != nil {
				return err
			}
			web.Framing(w)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			return stagePage.Execute(w, map[string]any{"Lang": lang, "Texts": template.JS(texts), "Workers": addresses, "Style": style.Path})
		case "script.js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, err := w.Write(script)
			return err
		default:
			http.ServeFile(w, r, filepath.Join(folder, filepath.Base(name)))
			return nil
		}
	})
}

// bundled makes a script of TypeScript that lies, as it were, in browser/lib.
func bundled(t *testing.T, source string) []byte {
	t.Helper()
	made := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: source, ResolveDir: "browser/lib", Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatESModule, Target: api.ES2022, TsconfigRaw: `{}`,
	})
	if len(made.Errors) > 0 {
		t.Fatal(made.Errors)
	}
	return made.OutputFiles[0].Contents
}

var stagePage = template.Must(template.New("").Parse(`<!DOCTYPE html><html lang="{{.Lang}}" class="utrecht-root voorbeeld-theme"><head><meta charset="utf-8">
<title>Toneel</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="{{.Style}}"></head>
<body class="utrecht-body utrecht-document"><main id="content" class="content"><div class="inner flow"><h1 class="utrecht-heading-1">Toneel</h1><div id="place"></div></div></main>
<script type="application/json" id="texts">{{.Texts}}</script><script type="application/json" id="workers">{{.Workers}}</script>
<script type="module" src="/{{.Lang}}/stage/script.js"></script></body></html>`))
