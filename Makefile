# `make run` serves the app, `make check` answers in two minutes, `make test` checks everything. Each sets up .venv first, where it
# is not there yet.

PYTHON ?= python3
SOUNDINGS_PORT ?= 8501
SOUNDINGS_ADDRESS ?= localhost

VENV := .venv
BIN := $(VENV)/bin
# A folder of packages that `make wheelhouse` filled: then nothing is asked of the network.
WHEELHOUSE ?=
PIP := $(BIN)/python -m pip
QUIET := -qq --disable-pip-version-check --no-input
INSTALL := $(PIP) install $(QUIET) --require-hashes $(if $(WHEELHOUSE),--no-index --find-links $(WHEELHOUSE))
# On all cores; the tests of a file stay together, since they share what was costly to make, and files keep the order of
# tests/conftest.py.
PYTEST := $(BIN)/pytest -q --numprocesses=auto --dist=loadfile --no-loadscope-reorder
UV := build/uv/bin/uv
LOCK := $(UV) pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" --quiet $(UPGRADE)

# Several processes load the same modules: what one of them compiles is kept for the others.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run check test lint bench load data land zones docs pictures wheelhouse lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.run  ## serve the app (SOUNDINGS_PORT, SOUNDINGS_ADDRESS, SOUNDINGS_DATA)
	@echo "Soundings opens at http://localhost:$(SOUNDINGS_PORT) (stop it with Ctrl+C)."
	@exec $(BIN)/streamlit run app.py --server.port=$(SOUNDINGS_PORT) --server.address=$(SOUNDINGS_ADDRESS) \
		--browser.serverPort=$(SOUNDINGS_PORT)

check: lint  ## all but the slow tests and the browser journeys, with few examples: an answer in two minutes
	$(PYTEST) -m "not slow and not browser" --hypothesis-profile=check

test: lint  ## everything: what `make check` does, and every test with many examples, browser journeys included
	@sh tests/browser/install.sh
	@sh tests/desk/postgresql.sh
	@sh tests/deploy/install.sh
	$(PYTEST)

lint: $(VENV)/.test  ## formatting, types, spelling, imports and data, without a test
	@sh tests/js/install.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --num-workers=auto
	$(BIN)/codespell
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m record.check data

bench: $(VENV)/.test  ## time a start, and the pages against a bare Streamlit page
	@sh tests/browser/install.sh
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.commands

load: $(VENV)/.test  ## time ten and a hundred readers at once (four minutes)
	$(BIN)/python -m tests.bench.load

data: $(VENV)/.run docs  ## refresh sizes and hashes in data/datapackage.json and the tables of docs/, then check the package
	$(BIN)/python -m record.hashes
	$(BIN)/python -m record.check data

land: $(VENV)/.run  ## rebuild data/land.geojson from Natural Earth (needs npm and the network)
	$(BIN)/python -m waters.natural_earth

zones: $(VENV)/.run  ## compute the zones and cells anew from the instruments, then check the package
	$(BIN)/python -m waters.derive
	$(BIN)/python -m record.check data

docs: $(VENV)/.run  ## write the tables of docs/ anew from the code and data/datapackage.json
	$(BIN)/python -m tests.documents

pictures: $(VENV)/.test  ## remake the README's pictures
	@sh tests/browser/install.sh
	$(BIN)/python -m tests.pictures

wheelhouse: $(VENV)/.run  ## gather the packages in build/wheelhouse; `make run WHEELHOUSE=build/wheelhouse` needs no network then
	$(PIP) download $(QUIET) --require-hashes --only-binary :all: --dest build/wheelhouse -r requirements.txt

lock: $(UV)  ## remake the two lock files from pyproject.toml (UPGRADE=--upgrade takes the newest)
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean:  ## remove everything that these commands made
	rm -rf $(VENV) node_modules build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# `--clear` goes through a link and would empty what it leads to.
$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Soundings needs Python 3.11 or newer, and \`$(PYTHON)\` is $$($(PYTHON) --version 2>/dev/null || echo not there): name another with \`make PYTHON=python3.12 run\`." >&2; \
		exit 1; }
	@test ! -L $(VENV) || { \
		echo "$(VENV) is a link: what it leads to may serve others and is not set up anew from here; remove the link first." >&2; \
		exit 1; }
	@echo "Setting up $(VENV) (about a minute, once)."
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "Python's venv module is missing; on Debian and Ubuntu \`apt-get install python3-venv\` brings it." >&2; exit 1; }
	@$(INSTALL) -r requirements.txt || { \
		echo "The packages of requirements.txt could not be installed; the lines above say which and why." >&2; exit 1; }
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	@echo "Adding what the tests need."
	@$(INSTALL) -r requirements-dev.txt || { \
		echo "The packages of requirements-dev.txt could not be installed; the lines above say which and why." >&2; exit 1; }
	@touch $@

$(UV):
	$(PYTHON) -m venv build/uv
	build/uv/bin/pip install -qq --disable-pip-version-check uv==0.13.9
