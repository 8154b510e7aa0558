# make demo   a governor report about the bundled federation, in reports/
# make test   style, types and tests
# Both set up .venv by themselves. Another Python: make demo PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
TEMPLATE := $(shell find src/govstats/reports/template src/govstats/lab/config -type f 2>/dev/null)
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadgroup
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test test-all lint lock docs pictures site benchmark clean
.DELETE_ON_ERROR:

demo: setup
	@$(BIN)/govstats demo

test: lint
	@$(PYTEST) -m "not slow"

test-all: lint
	@GOVSTATS_EXAMPLES=10000 $(PYTEST)

lint: setup
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Some files are not laid out; mend: $(BIN)/ruff format" >&2; exit 1; }
	@$(BIN)/mypy

# The pages of docs/ that are made from the code, each by a module that prints it. One alone: make docs/methodology.md
docs/methodology.md: MODULE := tests.spec.methodology
docs/messages.md: MODULE := govstats.errors.pages
docs/reference/awkward-files.md: MODULE := tests.corpus.table
docs/reference/commands.md: MODULE := tests.papers.commands
docs/reference/python.md: MODULE := tests.papers.python_reference
MADE := docs/methodology.md docs/messages.md docs/reference/awkward-files.md docs/reference/commands.md docs/reference/python.md
.PHONY: $(MADE)
docs: $(MADE)
$(MADE): setup
	@$(BIN)/python -m $(MODULE) > $@.new
	@mv $@.new $@
	@echo "Made $@"

# The papers as web pages, in build/site. A link that leads nowhere stops it, and so does a page that would fetch something.
site: setup .venv/site/installed
	@$(BIN)/python -m tests.papers.site
	@.venv/site/bin/zensical build --strict --config-file build/zensical.toml
	@$(BIN)/python -m tests.papers.site looked
	@echo "Made build/site/index.html"

# In an environment of its own: nothing else needs it.
.venv/site/installed: requirements-site.lock .venv/locked
	@$(PYTHON) -m venv --clear .venv/site
	@.venv/site/bin/python -m pip install -qq --require-hashes -r requirements-site.lock
	@touch $@

.venv/stock/installed: requirements-stock.lock .venv/locked
	@rm -rf .venv/stock
	@$(BIN)/python -m pip install -qq --target .venv/stock --require-hashes -r requirements-stock.lock
	@touch $@

# The pictures of the papers; needs Chromium and pdftoppm.
pictures: setup
	@$(BIN)/python docs/images/make.py

benchmark: setup .venv/stock/installed
	@$(BIN)/python -m pytest tests/benchmarks --capture=no

# Only this needs uv. Newest versions of everything: make lock UPGRADE=--upgrade
COMPILE := uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --fork-strategy fewest \
  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@$(COMPILE) pyproject.toml --group dev --output-file requirements.lock $(UPGRADE)
	@for each in site stock; do $(COMPILE) --group $$each --output-file requirements-$$each.lock $(UPGRADE) || exit; done
	@echo "Made requirements.lock, requirements-site.lock and requirements-stock.lock"

setup: .venv/installed

.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "govstats needs Python 3.11 or newer: make PYTHON=python3.11" >&2; exit 1; }
	@echo "Setting up .venv, a few minutes the first time"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --compile --require-hashes -r requirements.lock
	@touch $@

# Again when the page template or the settings of nbconvert change: Jupyter reads a copy of them.
.venv/installed: .venv/locked pyproject.toml $(TEMPLATE)
	@$(BIN)/python -m pip install -qq --compile --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis tests/browser/node_modules tests/corpus/node_modules
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed .venv and the caches; reports/ is as it was"
