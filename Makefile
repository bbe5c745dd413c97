PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test demo chaos bench bench-poll bench-match bench-deliver bench-search bench-ingest bench-web help

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Policywatch needs Python 3.11 or newer; set PYTHON=python3.12, for example")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

run: .venv/installed  ## install and start the daemon
	$(BIN)/policywatch run

demo: .venv/installed  ## a minute with a small world of publishers
	$(BIN)/policywatch demo

test: .venv/installed  ## all checks and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2 --dist worksteal

.PHONY: test-postgresql
test-postgresql: .venv/installed  ## the whole suite with every home on a real PostgreSQL (POLICYWATCH_TEST_POSTGRESQL: on that one)
	$(BIN)/pytest -q -n 2 --dist worksteal --database postgresql

.PHONY: audit
.audit/installed:
	$(PYTHON) -m venv .audit/venv
	.audit/venv/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'
	touch $@

audit: .audit/installed  ## known vulnerabilities of the pinned versions, where the advisories of PyPI can be read
	deploy/audit .audit/venv/bin/pip-audit constraints.txt

chaos: .venv/installed  ## kills and faults that take minutes
	$(BIN)/pytest -q -m chaos

bench: bench-poll bench-peers bench-start bench-match bench-deliver bench-search bench-ingest bench-stories bench-cluster bench-web  ## everything measured

bench-poll: .venv/installed  ## CPU of a poll in the daemon's own path
	$(BIN)/python -m tests.benchmarks.bench_poll

.PHONY: bench-peers
.bench/installed: tests/benchmarks/peers.txt
	$(PYTHON) -m venv .bench/venv
	.bench/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/benchmarks/peers.txt
	touch $@

bench-peers: .venv/installed .bench/installed  ## the same feeds and lists for Policywatch and other tools; PEERS="tls --feeds 50 --rounds 1"
	$(BIN)/python -m tests.benchmarks.bench_peers $(PEERS)

.PHONY: bench-start
bench-start: .venv/installed  ## from the start to the first poll over 1,000,000 documents, and how late 10,000 sources are polled
	$(BIN)/python -m tests.benchmarks.bench_start

bench-match: .venv/installed  ## matching against raw scans and page watchers' way
	$(BIN)/python -m tests.benchmarks.bench_match

bench-search: .venv/installed  ## queries over 100,000 documents, size and making of the index
	$(BIN)/python -m tests.benchmarks.bench_search

bench-ingest: .venv/installed  ## 100,000 documents from files: stored and matched a second, peak memory
	$(BIN)/python -m tests.benchmarks.bench_ingest

bench-web: .venv/installed  ## every page over 100,000 documents: time and weight
	$(BIN)/python -m tests.benchmarks.bench_web

bench-deliver: .venv/installed  ## 10,000 alerts over mail and chat servers that fail 30 % of the time
	$(BIN)/python -m tests.benchmarks.bench_deliver

.PHONY: bench-stories
bench-stories: .venv/installed  ## what telling stories apart costs a document, up to 100,000 in the window
	$(BIN)/python -m tests.benchmarks.bench_stories

.PHONY: bench-cluster
bench-cluster: .venv/installed  ## three workers against one: polls a second, CPU a poll, politeness
	$(BIN)/python -m tests.benchmarks.bench_cluster
