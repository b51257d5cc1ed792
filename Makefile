# The commands of the project; `make help` lists them. Everything is installed into .venv and nowhere else.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
OUTPUT ?= outputs
INPUT ?= seeds/

# Only wheels, only what the lock names, each checked against its hash.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := --require-hashes --no-deps --only-binary :all:
# The project itself comes last, built with the locked build tools that are already there.
PROJECT := --quiet --no-deps --no-build-isolation --no-index --editable .
# A counter on one line for a terminal, nothing in a log but what goes wrong.
COUNT := /^(Collecting|Requirement already)/ { n++; if (terminal) printf "\r  fetched %d of %d", n, total; next } \
	/^Installing collected/ && terminal { print ", unpacking" } { fflush() }

.DEFAULT_GOAL := help
.PHONY: help graph serve test test-training check format docs lock fuzz bench browser clean

help:  ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

graph: $(VENV)/installed  ## Build the graph of INPUT (seeds/) into OUTPUT (outputs)
	@$(BIN)/kg build $(INPUT) --only --output $(OUTPUT)

serve: graph  ## Serve the graph over HTTP: SPARQL and pages, at http://127.0.0.1:7878/
	@$(BIN)/kg serve --output $(OUTPUT)

# Files run in their own order: by number of tests the longest of all, three kills of builds, would come last.
WORKERS ?= 2
test: $(VENV)/installed-dev browser  ## Install what the tests need and run every test, WORKERS (2) at once
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

# Not locked: which build of torch fits depends on the machine. What fits and is there already stays.
test-training: $(VENV)/installed-dev  ## Install the extra train (torch) beside the rest and test the training
	@$(PIP) install --quiet --no-build-isolation --editable '.[train]'
	@$(BIN)/python -m pytest -n0 tests/training

check: $(VENV)/installed-dev  ## Lint, formatting and types, as CI runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-dev  ## Mend formatting and what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/installed-dev graph  ## Write the pages that say what code and ontology say, and the answers in README.md
	@$(BIN)/python tools/cli_reference.py > docs/cli.md
	@$(BIN)/python -m kg.rdf.reference > docs/ontology.md
	@$(BIN)/python -c "from kg.store.questions import documentation, load; print(documentation(load()), end='')" \
		> $(VENV)/questions.md && cp $(VENV)/questions.md docs/questions.md
	@KG_OUTPUT=$(OUTPUT) $(BIN)/python tools/readme_examples.py README.md > $(VENV)/README.md
	@cp $(VENV)/README.md README.md

lock: $(VENV)/made  ## Upgrade the locked dependencies to the newest that fit
	@$(PIP) install --quiet uv
	@$(call COMPILE,requirements.lock,--extra pdf)
	@$(call COMPILE,requirements-dev.lock,--extra dev --extra parquet --extra pdf --extra ray --constraints requirements.lock)
	@echo "requirements.lock and requirements-dev.lock are new; run make test, then commit them."

SECONDS_EACH ?= 60
fuzz: $(VENV)/installed-dev  ## Fuzz every reader with damaged files, SECONDS_EACH (60) each
	@$(PIP) install --quiet $(LOCKED) --requirement requirements-fuzz.lock || echo "No atheris here: files are damaged at random."
	@mkdir -p $(VENV)/fuzz && for format in $$($(BIN)/python -c "from kg.sources import FORMATS; print(*FORMATS)"); do \
		$(BIN)/python tools/fuzz.py $$format $(SECONDS_EACH) $(VENV)/fuzz || exit 1; done

PAPERS ?= seeds/
bench: $(VENV)/installed-dev  ## Time extraction and whole builds of PAPERS (seeds/) beside peers
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/bench_extraction.py $(PAPERS) 2000
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/bench_build.py $(PAPERS) $$(mktemp -d) 2000
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/bench_build.py $(PAPERS) $$(mktemp -d) 2000 --workers 2

clean:  ## Remove what make installed and built
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find outputs -mindepth 1 ! -name README.md ! -name edits.nq -delete

# -- how --------------------------------------------------------------------------------------------

# One version of everything for every platform and Python, no address of any package index.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
	--group build $(2) pyproject.toml --output-file $(1)
INSTALL = set -o pipefail; echo "Installing what $(1) names into $(VENV)"; \
	$(PIP) install --progress-bar off $(LOCKED) --requirement $(1) \
	| awk -v total="$$(grep -c '^[a-z].*==' $(1))" -v terminal="$$(test -t 1 && echo 1)" '$(COUNT)' \
	&& $(PIP) install $(PROJECT)

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/made
	@$(call INSTALL,requirements.lock)
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@$(call INSTALL,requirements-dev.lock)
	@touch $@

$(VENV)/made:
	@PYTHON="$(PYTHON)" bash tools/make-venv.sh $(VENV)
	@touch $@

browser:
	@bash tools/find-chromium.sh
