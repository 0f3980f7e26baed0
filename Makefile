# Two commands set everything up: `make run` opens the program, `make test` tests it.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
JOBS ?= auto

.PHONY: run demo test check bench torture fuzz lock catalogue readme screenshots dist clean

run: $(VENV)/.run
	@$(BIN)/crmtui $(ARGS)

demo: $(VENV)/.run
	@$(BIN)/crmtui demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) tests

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench $(ARGS)

# The long forms of what the tests only touch: kill -9, crowds, power cuts, full disks. Minutes.
torture: $(VENV)/.dev
	$(BIN)/python -m tests.torture $(ARGS)

# Looks for bytes that break what reads from outside; what it learns is kept in .fuzz. Linux only.
fuzz: $(VENV)/.fuzz
	$(BIN)/python -m tests.fuzz $(ARGS)

# Brings the Chinese catalogue in step with the strings in the code, and compiles it.
catalogue: $(VENV)/.dev
	$(BIN)/python -m tests.house.catalogue

# What the README says of keys, commands and weights, from the program itself.
readme: $(VENV)/.dev
	$(BIN)/python -m tests.house.readme

# The pictures in the README, made by the program itself.
screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.tui.screenshots

dist: $(VENV)/.dev
	rm -rf dist && $(BIN)/python -m hatchling build

# Needs uv; hashes for every platform, no registry named.
lock:
	uv pip compile pyproject.toml --extra build --generate-hashes --universal --no-header --no-annotate --python-version 3.11 --upgrade -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --generate-hashes --universal --no-header --no-annotate --python-version 3.11 --upgrade -q -o requirements-dev.lock
	uv pip compile pyproject.toml --extra build --extra dev --extra fuzz -c requirements-dev.lock --generate-hashes --universal --no-header --no-annotate --python-version 3.11 -q -o requirements-fuzz.lock

$(VENV)/bin/python $(VENV)/Scripts/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { echo "crmtui needs Python 3.11 to 3.14; '$(PYTHON)' is another. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up (once; about a minute) ..." >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

$(VENV)/.fuzz: requirements-fuzz.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes -r requirements-fuzz.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.dev $(VENV)/.run

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .bench .fuzz
