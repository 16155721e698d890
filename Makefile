# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
JOBS ?= 2

# What Qt needs to start offscreen, and what a real window on X11 needs besides.
SYSTEM_PACKAGES := python3-venv libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 \
	libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0

.PHONY: run test test-long lint screenshots samples bench clean

run: $(VENV)/ready
	@$(BIN)/python scripts/run_sample.py

test: $(VENV)/ready-dev lint
	$(BIN)/python -m pytest -n $(JOBS)

test-long: $(VENV)/ready-dev
	JOURNEYMAP_TEST_SCALE=50 $(BIN)/python -m pytest -n $(JOBS) --timeout 3600

lint: $(VENV)/ready-dev
	$(BIN)/ruff check src tests benchmarks scripts sample_journeys
	$(BIN)/ruff format --check --quiet src tests benchmarks scripts sample_journeys
	$(BIN)/mypy
	$(BIN)/lint-imports

screenshots: $(VENV)/ready-dev
	$(BIN)/python scripts/screenshots.py docs/images

samples: $(VENV)/ready-dev
	$(BIN)/python sample_journeys/build.py

bench: $(VENV)/ready-dev
	for script in benchmarks/*.py; do $(BIN)/python $$script --quick || exit 1; done

$(VENV)/system: Makefile
	@mkdir -p $(VENV)
	@sh scripts/system_packages.sh "$(SUDO)" $(SYSTEM_PACKAGES)
	@touch $@

$(VENV)/ready: pyproject.toml $(VENV)/system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
