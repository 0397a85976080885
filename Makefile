# Everything runs in a virtual environment of its own; only git, make and Python 3.11+ with venv are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
STAMP := $(VENV)/.installed
BENCH := $(VENV)/.bench

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-postgres approve pictures browser postgres lint types check bench schemas catalogues clean

help: ## Show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(RUNTIME): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(STAMP): $(RUNTIME)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

demo: $(RUNTIME) ## Assess the seed author's case; write HTML and PDF and say where
	@$(BIN)/kinechain assess examples/seed-author.yaml --verify \
	  -o demo-output/seed-author.html -o demo-output/seed-author.pdf -o demo-output/seed-author.md
	@echo "Open $(CURDIR)/demo-output/seed-author.html in a browser; the PDF lies beside it."

test: $(STAMP) browser postgres ## Run the whole test suite, doctests, rule cases and stories included
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

approve: $(STAMP) ## Take the texts of all reports as they are now as approved (read the diff before you commit it)
	$(BIN)/python -m pytest -q tests/approved --approve

pictures: $(STAMP) browser ## Take the pictures of the README and of the manual anew
	$(BIN)/python -m pytest -q tests/print/test_readme_pictures.py tests/web/test_first_day_browser.py --pictures

browser: ## Install Chromium for the tests of pages, if there is none and it can be had
	@.ci/browser

postgres: ## Install PostgreSQL for the tests of records, if there is none and it can be had
	@.ci/postgres

test-slow: $(STAMP) browser ## Open every page of the web app in a browser: access, weight, keyboard
	$(BIN)/python -m pytest -m slow --numprocesses auto tests/web

test-postgres: $(STAMP) browser postgres ## Run the tests of the web app with its records in PostgreSQL
	PYTHONPATH=tests $(BIN)/python -m support.postgres $(BIN)/python -m pytest -q --numprocesses auto --dist worksteal tests/web

lint: $(STAMP) ## Style, complexity and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP) ## Static types, strict
	$(BIN)/mypy

check: lint types test ## All of the above

$(BENCH): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,bench]"
	@touch $@

bench: $(BENCH) ## Measure speed as ratios within one run (never part of the tests)
	PYTHONPATH=tests $(BIN)/python -m benchmarks

schemas: $(STAMP) ## Write the JSON Schemas of the file formats to rules/schema and docs
	$(BIN)/kinechain rules schema --output rules/schema
	$(BIN)/kinechain schema assessment > docs/assessment.schema.json
	$(BIN)/kinechain schema progress > docs/progress.schema.json
	$(BIN)/kinechain schema branding > docs/branding.schema.json

catalogues: $(STAMP) ## Bring the catalogues of all languages up to date and check them
	$(BIN)/kinechain languages update
	$(BIN)/kinechain languages check

clean: ## Remove the environment and everything generated
	rm -rf $(VENV) demo-output .pytest_cache .mypy_cache .ruff_cache .hypothesis
