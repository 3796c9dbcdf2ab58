# Every target sets up what it needs: `make run` and `make test` work in a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
  CREATE = $(UV) venv --quiet --python $(PYTHON) $(VENV)
  INSTALL = VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --compile-bytecode
else
  CREATE = $(PYTHON) -m venv $(VENV)
  INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
endif

# The pure packages are covered whole, lines and branches; the whole suite fails otherwise.
PURE := questionnaire scoring assessments plans comparison language territories workshops imports
# A file of tests stays with one worker: what it sets up (a server, a database) is made once. In the order of their names,
# the slow ones of browser/ come early and many small ones last: no worker waits for the other.
PARALLEL := --numprocesses=auto --dist=loadfile --no-loadscope-reorder --max-worker-restart=2
COVERED := $(PURE:%=--cov=governance.%) --cov-branch --cov-fail-under=100 --cov-report=term:skip-covered

.DEFAULT_GOAL := help
.PHONY: help install run test check bench lock territories clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.installed ## create .venv with the pinned, hashed dependencies and the echelons command

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Échelons needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")'
	$(CREATE)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing Échelons and its libraries in $(VENV) (a few minutes the first time)…"
	$(INSTALL) --require-hashes --requirement requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@touch $@

run: install ## serve on http://127.0.0.1:8501
	@exec $(BIN)/echelons serve

test: $(VENV)/.installed-dev ## the whole suite; ARGS="-k word" narrows it
	$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),$(PARALLEL) $(COVERED))

check: $(VENV)/.installed-dev ## lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev ## one table of timings, each as a ratio against a named alternative
	$(BIN)/python -m benchmarks

lock: ## recompute the hashed requirements from pyproject.toml (needs uv)
	$(UV) pip compile --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-header --extra run pyproject.toml -o requirements.txt
	$(UV) pip compile --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-header --extra run --extra dev pyproject.toml -o requirements-dev.txt

territories: $(VENV)/.installed-dev ## rebuild data/territories from its published sources (needs npm)
	$(BIN)/python -m governance.territories.build

clean: ## remove what the targets above made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
