# Everything that a new user, a developer and CI need. `make demo` and `make test` set up what they use.

.PHONY: demo test score table bench lint build

build:
	cargo build --release --workspace

# The main job on the sample documents: read, and print what happened between two actors, with the sentences.
demo:
	cargo build --quiet --release -p legation-cli
	./target/release/legation demo

# Every check and every test; ends with the test runner's closing lines.
test: lint score
	cargo test --workspace --quiet 2>&1

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo xtask tidy

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
