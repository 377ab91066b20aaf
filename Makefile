# make run      set up .venv and extract the figures of samples/
# make test     set up .venv, lint, check types, run all tests
# make golden   accept what samples/ gives now as tests/golden/samples.json
# make lint     style and types alone
# make clean    remove .venv and everything built

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := run
.PHONY: run test golden lint clean

run: $(READY)
	@mkdir -p build
	$(BIN)/nevextract run samples/ --output build/samples.json --force --quiet
	$(BIN)/nevextract run samples/ --format table

test: $(READY) lint
	$(BIN)/pytest -n 2

golden: $(READY)
	$(BIN)/nevextract run samples/ --output tests/golden/samples.json --force

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

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
