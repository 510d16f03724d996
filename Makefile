# make demo   a municipality in your browser; needs only Go
# make test   everything but fuzzing, races and some long journeys, which it names; needs Node, Chromium and PostgreSQL, and says so
# make ci     what CI runs
# make release   programs, Debian package and lists of parts, of what is committed, into dist/

GO ?= go
NPM_DIRS := internal/web/browser internal/web/style

# What a release is for: make release PLATFORMS='linux/amd64 linux/arm64'
PLATFORMS ?= linux/$(shell $(GO) env GOHOSTARCH)

.PHONY: demo build test everything ci bench generate tools node fuzz race lint stale release reproducible deb sbom

demo:
	$(GO) run ./cmd/gehoor demo

build:
	packaging/build bin

test: CHECK := -short
test: everything
	@echo 'left to CI (make ci), with reasons in internal/journey/left-to-ci.txt:' \
	  $$(sed -n 's/^\(Test[^ ]*\).*/\1/p' internal/journey/left-to-ci.txt); \
	  echo 'and three of four stories on SQLite and PostgreSQL; in memory all were played'

everything: tools node
	$(GO) vet ./...
	cd internal/web/browser && npm run --silent check && npm run --silent test
	$(GO) test $(CHECK) -timeout 30m ./...

tools:
	@.ci/tools

# npm ci only when the lock is newer than what is installed.
node: $(NPM_DIRS:%=%/node_modules/.package-lock.json)
%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund --silent && touch node_modules/.package-lock.json

generate: node
	$(GO) generate ./...

bench:
	$(GO) run ./cmd/gehoor bench

race:
	$(GO) test -race -shuffle=on ./internal/ledger/... ./internal/store/... ./internal/casework/... ./internal/account/... ./internal/notify/...

fuzz:
	.ci/fuzz 10s

lint:
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

stale: generate
	@git diff --exit-code --stat || { echo 'generated files are stale: run make generate and commit'; exit 1; }

# A release of what is committed.
release:
	packaging/release dist $(PLATFORMS)
	packaging/check dist

# The same, made twice and compared.
reproducible: tools
	packaging/reproducible dist $(PLATFORMS)
	packaging/check dist

# Both are part of a release.
deb sbom: release

ci: everything race fuzz lint stale reproducible
