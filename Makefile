# make serve   everything set up, the help center on 127.0.0.1:8000, live
# make test    everything set up, all tests, those in a real browser included
# make test-js  of these, the tests of browser code that need no page
# make check   lint, types of Python and of scripts, the import contract
# make lock    the locked dependencies anew, from pyproject.toml
# make coverage     all tests, and which lines none of them runs
# make test-lowest  the tests with the lowest versions that pyproject.toml allows; TESTS=… for some of them
# make test-newest  the same with the newest
# make messages  the catalogues of interface text brought up to date

VENV := .venv
BIN := $(VENV)/bin
# Workers with a part of the tests each, in order, so that what a file's tests share is built once; who is ready first helps out. Four
# keep two processors at work: tests wait for browsers and servers half of their time.
WORKERS := -n 4 --dist worksteal
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Setting up Python brings the font's package alone; this says that all are there.
NPM_PACKAGES := node_modules/.ready

.PHONY: setup serve test test-js test-lowest test-newest coverage check build messages lock programs clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml package-lock.json hatch_build.py
	@python3 -m venv $(VENV) 2>/dev/null || sh tools/install-venv.sh $(VENV)
	@echo "Installing Python packages into $(VENV), which takes a few minutes …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

serve: setup
	@kbgen serve

build: setup
	@kbgen build

test: setup programs test-js
	@python -m pytest $(WORKERS)

# What of the browser's code needs no page; the rest is tested by pytest, in Chromium, Firefox and WebKit.
test-js: setup $(NPM_PACKAGES)
	@node --test --test-reporter=dot "tests/javascript/*.test.mjs"

coverage: setup programs $(NPM_PACKAGES)
	@python -m pytest $(WORKERS) --cov --cov-report=term:skip-covered --cov-report=html $(TESTS)

test-lowest test-newest: test-%: setup programs $(NPM_PACKAGES)
	@python -m pip install --quiet --disable-pip-version-check uv
	@sh tools/test-with-versions.sh $* $(TESTS)

check: setup $(NPM_PACKAGES)
	@ruff check .
	@ruff format --check .
	@mypy
	@lint-imports
	@sh tools/check-javascript.sh

messages: setup
	@kbgen messages extract
	@kbgen messages update

# CommonMark's examples are tests, TypeScript's compiler checks scripts. Where npm is out of reach those tests say that they were left out.
$(NPM_PACKAGES): package-lock.json | setup
	@npm ci --ignore-scripts --silent && touch $@ || echo "npm's packages could not be installed; tests that need them are left out."

programs: setup
	@sh tools/install-test-programs.sh

lock: setup
	@python -m pip install --quiet --disable-pip-version-check uv
	@uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --no-header \
		--extra postgres --group dev pyproject.toml -o requirements.lock

clean:
	@rm -rf $(VENV) .venv-lowest .venv-newest .coverage htmlcov node_modules site .kbgen theme/assets/fonts
