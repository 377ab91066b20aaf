# make run      set up .venv and extract the figures of samples/
# make test     set up .venv, lint, check types, run all tests
# make spark    the tests with Spark, which is large: installs pyspark; needs Java 17
# make cluster  100,000 articles in one process and on a cluster that loses a worker; CLUSTER="--articles 1000" for fewer
# make golden   accept what samples/ gives now as tests/golden/samples.json
# make lint     style and types alone
# make screenshot  docs/review.png anew, in chromium
# make vendor   what the review page inlines, fetched again at the versions of its lock file (needs npm)
# make bench    speed and memory beside other programs, into docs/performance.md; BENCH=--full takes hours
# make clean    remove .venv and everything built

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := run
.PHONY: run test browser golden lint screenshot vendor bench spark cluster clean

run: $(READY)
	@mkdir -p build
	$(BIN)/nevextract run samples/ --output build/samples.json --force --quiet
	$(BIN)/nevextract run samples/ --format table

test: $(READY) browser lint
	$(BIN)/pytest -n 2

browser:
	@sh tests/browser/install.sh

screenshot: $(READY) browser
	$(BIN)/python tests/browser/screenshot.py

PAGE := src/nevextract/review/page/vendor
vendor:
	@mkdir -p build/vendor
	cp $(PAGE)/package.json $(PAGE)/package-lock.json build/vendor/
	npm ci --prefix build/vendor --ignore-scripts --no-audit --no-fund
	cp build/vendor/node_modules/uplot/dist/uPlot.iife.min.js build/vendor/node_modules/uplot/dist/uPlot.min.css $(PAGE)/
	cp build/vendor/node_modules/uplot/LICENSE $(PAGE)/LICENSE-uPlot

spark: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,spark]'
	$(BIN)/pytest -m spark tests/spark

cluster: $(READY)
	$(BIN)/python benchmarks/cluster.py $(CLUSTER)

golden: $(READY)
	$(BIN)/nevextract run samples/ --output tests/golden/samples.json --force
	rm -f tests/golden/.samples.json.journal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/bench.py $(BENCH)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed once, and again when the dependencies change.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "nevextract needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
