# The one list of commands. `make help` explains them.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := PYTHONPATH=desktop $(VENV)/bin/python
PIP := $(VENV)/bin/python -m pip -qq --disable-pip-version-check --no-input
# The tool that makes the lock file; not part of the program, so not in the lock.
UV := uv==0.13.9
PYTEST_WORKERS ?= auto
PYTEST_ARGS ?=
TYPED := desktop tests $(if $(wildcard migrations/*.py),migrations)

.DEFAULT_GOAL := help
.PHONY: help run test fuzz lint format bench screenshots sample lock clean system-run system-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: system-run $(READY) ## open the window on your journal
	@$(RUN) -m hoofbeat

test: system-test $(READY) ## run the tests, without a display (PYTEST_ARGS="tests/domain -k dates" for some of them)
	@env -u DISPLAY -u WAYLAND_DISPLAY $(VENV)/bin/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

fuzz: system-test $(READY) ## damage files at random, ten minutes for each format (HOOFBEAT_FUZZ=20 for less)
	@env -u DISPLAY -u WAYLAND_DISPLAY HOOFBEAT_FUZZ=$${HOOFBEAT_FUZZ:-600} $(VENV)/bin/python -m pytest -n $(PYTEST_WORKERS) tests/exchange/test_fuzz.py

lint: system-test $(READY) ## check style, format, types and which way imports point
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/mypy --no-error-summary $(TYPED)
	@$(VENV)/bin/python -m pytest --no-summary tests/test_architecture.py

format: $(READY) ## put the code into the agreed form
	@$(VENV)/bin/ruff check --quiet --fix .
	@$(VENV)/bin/ruff format --quiet .

bench: system-test $(READY) ## measure side by side against bare alternatives
	@$(RUN) -m tests.benchmarks

screenshots: system-test $(READY) ## draw every page, light and dark, into build/screenshots
	@$(RUN) -m tests.screenshots

sample: $(READY) ## make the made-up record and print its visit sheet into build/
	@mkdir -p build
	@$(RUN) -m hoofbeat new build/sample.hoofbeat --name "Sample" --sample --replace
	@$(RUN) -m hoofbeat report build/sample.hoofbeat visit --output build/sample-visit.pdf
	@echo "build/sample.hoofbeat and build/sample-visit.pdf"

lock: ## work out requirements.lock anew from pyproject.toml
	@PYTHON=$(PYTHON) packaging/system_packages.sh venv
	@test -x build/lock/bin/uv || { $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip -qq --disable-pip-version-check install $(UV); }
	@build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --all-extras $(LOCK_ARGS) pyproject.toml -o requirements.lock

clean: ## remove what these commands made
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find desktop migrations tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

system-run:
	@packaging/system_packages.sh run

system-test:
	@packaging/system_packages.sh test

# Exact versions with hashes first; then the program itself in place, which brings nothing more.
$(READY): requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) packaging/system_packages.sh venv
	@echo "Setting up $(VENV) (a minute or two the first time)"
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
