# One door to everything: `make help` lists the targets, CI runs `make test`.

# The Python that makes the virtual environment: 3.11 or newer.
PYTHON ?= python3
# Where `make serve` listens.
ADDRESS ?= 127.0.0.1:8000
# More words for pytest: make test PYTEST_ARGS="-x -k dates"
PYTEST_ARGS ?=
# make lock UPGRADE=1 takes the newest versions; without it only what must change changes.
UPGRADE ?=
# make diff BASE=v1.0: from where the comparison starts.
BASE ?= main
# make bench-search FULL=1, bench-browse too: it takes 10,000 cases, not 1,000.
FULL ?=

VENV := .venv
BIN := $(VENV)/bin
# Stamp files: each stands for a finished step, so that a second run installs nothing.
CREATED := $(VENV)/.created
SITE_READY := $(VENV)/.site-ready
DEV_READY := $(VENV)/.dev-ready
BENCH_READY := $(VENV)/.bench-ready

# Material's notice about MkDocs 2, which we pin against, on every build.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A PYTHONPATH or active environment of the caller must not leak into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

PIP_INSTALL := $(BIN)/python -m pip install --quiet --require-virtualenv
# --only-binary: a lock whose packages need a compiler would not install everywhere.
INSTALL_LOCK := $(PIP_INSTALL) --require-hashes --only-binary :all: --requirement
# The project itself comes from this folder: nothing is fetched for it.
INSTALL_PROJECT := $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
# ... and so the lock is made of wheels only: uv then passes over versions that need a compiler.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve preview site release verify-release test check format format-data golden schema lock bench bench-full bench-search bench-browse browser coverage diff register unregistered kept new-case new-article new-event new-source add-event from-form stale weigh links clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the virtual environment ---------------------------------------------------------------------

$(CREATED):
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer, or name it:" >&2; \
		echo "  make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "'$(PYTHON)' is $$("$(PYTHON)" --version 2>&1); Python 3.11 or newer is needed. Name one:" >&2; \
		echo "  make PYTHON=python3.12 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments: its venv or ensurepip module is missing." >&2; \
		echo "On Debian and Ubuntu: apt-get install python3-venv. Elsewhere: install a full Python." >&2; \
		exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(SITE_READY): $(CREATED) requirements.txt pyproject.toml
	$(INSTALL_LOCK) requirements.txt
	$(INSTALL_PROJECT)
	@touch $@

$(DEV_READY): $(SITE_READY) requirements-dev.txt
	$(INSTALL_LOCK) requirements-dev.txt
	@touch $@

# What the site is compared with: nothing else needs it.
$(BENCH_READY): $(SITE_READY) requirements-bench.txt
	$(INSTALL_LOCK) requirements-bench.txt
	@touch $@

setup: $(DEV_READY) ## make .venv and install everything, with hashes checked

browser: $(DEV_READY) ## find or install the Chromium that the tests drive
	$(BIN)/python scripts/ensure_browser.py

# --- the site ------------------------------------------------------------------------------------

# mkdocs.yml lists the folders to watch besides docs/. The pages are written by its hook, in the
# same process, so that records are read once; without the hook `casebook build` comes first.
serve: $(SITE_READY) ## build the pages and show the site, again after each edit
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

preview: $(SITE_READY) ## show one record as it will be, again when it is saved: make preview CASE=id
	@test -n "$(or $(CASE),$(ID))" || { echo "Say which: make $@ CASE=given-family" >&2; exit 2; }
	@$(BIN)/python scripts/preview.py "$(or $(CASE),$(ID))"

# The date of the commit in place of the clock; where there is no git, it is the clock.
site: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)
# Never `mkdocs -q`: it hides the warnings that --strict counts, and a broken link passes.
site: $(SITE_READY) ## build the whole site into site/
	$(BIN)/mkdocs build --strict
	$(BIN)/casebook cards

# Built in a checkout of its own from the commit; what is not committed cannot be in it.
release: $(SITE_READY) ## freeze the commit as archives in dist/: make release VERSION=2026.11
	@test -n "$(VERSION)" || { echo "Say which: make $@ VERSION=2026.11" >&2; exit 2; }
	@$(BIN)/python scripts/release.py "$(VERSION)"

verify-release: $(SITE_READY) ## compare a frozen version with its hashes: make verify-release VERSION=2026.11
	@test -n "$(VERSION)" || { echo "Say which: make $@ VERSION=2026.11" >&2; exit 2; }
	@$(BIN)/casebook verify "dist/casebook-$(VERSION)"

# --- checks --------------------------------------------------------------------------------------

# pytest comes last, so that its summary is the closing line.
test: $(DEV_READY) browser ## everything CI runs: format, lint, types, layers, records, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict .
	@if [ -x $(BIN)/actionlint ]; then echo $(BIN)/actionlint; $(BIN)/actionlint; \
		else echo "actionlint has no build for this machine"; fi
	$(BIN)/zizmor --offline --quiet .github/workflows
	$(BIN)/casebook check --strict
	$(BIN)/pytest -n auto --dist loadfile --cov $(PYTEST_ARGS)

check: $(SITE_READY) ## check the records only (FILES=data/cases/given-family.yaml: these only)
	@$(BIN)/casebook check $(FILES)

diff: $(SITE_READY) ## tell what the branch changes in the record: make diff BASE=main
	@$(BIN)/casebook diff --parted "$(BASE)"

format: $(DEV_READY) ## put Python files into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-data: $(SITE_READY) ## put records into shape: keys in order, long texts wrapped
	$(BIN)/casebook format $(FILES)

# --- files we keep that a program writes ---------------------------------------------------------

golden: $(DEV_READY) ## rewrite the expected files of the tests; read the diff before you commit
	$(BIN)/pytest --update-golden $(PYTEST_ARGS)

schema: $(SITE_READY) ## rewrite the JSON schemas that editors use
	$(BIN)/casebook schema

lock: $(DEV_READY) ## rewrite requirements*.txt from pyproject.toml (UPGRADE=1: newest versions)
	$(COMPILE) --group build --output-file requirements.txt pyproject.toml
	$(COMPILE) --group dev --constraints requirements.txt \
		--output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --group bench --constraints requirements-dev.txt \
		--output-file requirements-bench.txt

# --- now and then --------------------------------------------------------------------------------

bench: $(BENCH_READY) ## time builds of 100 and 1,000 invented cases, beside Hugo and others
	$(BIN)/python scripts/bench.py real 100 1000

bench-full: $(BENCH_READY) ## the same up to 10,000, into docs/contributing/scale.md; takes long
	$(BIN)/python scripts/bench.py real 100 1000 10000 --page docs/contributing/scale.md

bench-search: $(DEV_READY) browser ## measure the search on a slow line with 1,000 cases (FULL=1: 10,000)
	$(BIN)/python scripts/bench_search.py $(if $(FULL),10000,1000)

bench-browse: $(DEV_READY) browser ## measure the pages that filter with 1,000 cases (FULL=1: 10,000)
	$(BIN)/python scripts/bench_browse.py $(if $(FULL),10000,1000)

new-case: $(SITE_READY) ## start a case: make new-case ID=given-family
new-article: $(SITE_READY) ## start a provision: make new-article ID=cc-405
new-event: $(SITE_READY) ## start an event of several people: make new-event ID=some-trial-2022
new-source: $(SITE_READY) ## start a source: make new-source ID=publisher-2022-04
new-case new-article new-event new-source:
	@test -n "$(ID)" || { echo "Say which: make $@ ID=some-id" >&2; exit 2; }
	@$(BIN)/casebook new $(@:new-%=%) "$(ID)"

# An event is full of spaces and quotation marks, which make does not pass on well: see the command.
add-event: $(SITE_READY) ## something happened to somebody we have: asks what (CASE=given-family)
	@test -n "$(CASE)" || { echo "Say whose: make $@ CASE=given-family" >&2; exit 2; }
	@$(BIN)/casebook add event "$(CASE)"

from-form: $(SITE_READY) ## turn the saved text of an issue form into records: make from-form FILE=issue.md
	@test -n "$(FILE)" || { echo "Say which: make $@ FILE=issue.md" >&2; exit 2; }
	@$(BIN)/casebook from-form "$(FILE)"

coverage: $(SITE_READY) ## what rests on which source, and on which places in it
	@$(BIN)/casebook coverage

stale: $(SITE_READY) ## list the cases that nobody has confirmed for a year
	@$(BIN)/casebook stale

register: $(SITE_READY) ## add every address of the built site to the register of published ones
	@$(BIN)/casebook build
	@$(BIN)/casebook register

unregistered: $(SITE_READY) ## count the addresses that are not in the register yet
	@$(BIN)/casebook register --check

# BASE is a commit of git: the branch that a change is for, or what was last published.
kept: $(SITE_READY) ## see that nothing published is lost: make kept BASE=origin/main
	@test -n "$(BASE)" || { echo "Say since when: make $@ BASE=origin/main" >&2; exit 2; }
	@$(BIN)/casebook register --against "$(BASE)"

weigh: $(SITE_READY) ## weigh the pages of site/ as a first visit takes them: at most 100 KB
	@$(BIN)/python scripts/weigh_pages.py

links: $(SITE_READY) ## ask whether the outside links of sources still answer; takes long
	@$(BIN)/python scripts/links.py

clean: ## remove what the other targets made: .venv, site, generated pages, caches, dist
	git clean -d -X --force --quiet --exclude='!.idea' --exclude='!.vscode'
