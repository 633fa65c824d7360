# Everything that a new user, a developer and CI need. `make demo` and `make test` set up what they use.
# The page needs Node; the command line does not: `cargo build` makes it alone, and `make demo` shows it.

.PHONY: build page demo test lint unit browser score table bench

build: page
	cargo build --release --workspace

# The page's packages, fetched anew when their list has changed.
PACKAGES := web/node_modules/.fetched
$(PACKAGES): web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	touch $@

# The page's files, which the program carries.
SOURCES := $(shell find web/src web/public -type f ! -name '*.test.ts' ! -name schema.d.ts)
page: web/dist/index.html
web/dist/index.html: $(PACKAGES) $(SOURCES) web/index.html web/vite.config.ts web/svelte.config.js web/tsconfig.json docs/openapi.json
	cd web && npm run --silent build

# The main job on the sample documents: read, and print what happened between two actors, with the sentences.
demo:
	cargo build --quiet --release -p legation-cli
	./target/release/legation demo

# Every check and every test; ends with the test runner's closing lines.
test: lint page score unit browser
	cargo test --workspace --quiet 2>&1

lint: $(PACKAGES)
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo xtask tidy
	cd web && npm run --silent check

# The page's parts by themselves.
unit: $(PACKAGES)
	cd web && npm run --silent test:unit

# The page in a browser, served by the program. UPDATE_SCREENSHOTS=1 draws docs/page.png anew.
browser: page
	cargo build --quiet --release -p legation-cli
	cd web && npm run --silent test:browser

# Scores on the seed documents and on corpus/, with thresholds that only rise.
score:
	cargo build --quiet --release -p legation-cli
	cargo xtask score

# Precision and recall by language and class, with the frames behind them, as Markdown.
table:
	cargo build --quiet --release -p legation-cli
	cargo xtask table

bench:
	cargo bench --workspace
	cargo build --quiet --release -p legation-cli
	cargo xtask figures
