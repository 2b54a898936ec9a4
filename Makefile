# Wangge. `make help` lists the targets.
PORT ?= 8000
ARGS ?=
CHECKS = @exec .venv/bin/python -m config.launch.checks

.DEFAULT_GOAL := help
.PHONY: help setup demo test fast fix run bench prove screenshots

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: ## create .venv from the lock file
	@bin/bootstrap env

demo: setup ## run the demo city: make demo PORT=8000 ARGS='--reset --cases 20000 --no-browser'
	@exec .venv/bin/wangge demo --port $(PORT) $(ARGS)

test: setup ## every check and every test; what CI runs
	@bin/bootstrap chromium
	$(CHECKS) test

fast: setup ## linters, types and the quick tests, in a minute or two
	$(CHECKS) fast

fix: setup ## let the tools mend what they can
	$(CHECKS) fix

run: setup ## run the web server with production settings: make run PORT=8000
	@exec .venv/bin/wangge run --port $(PORT) $(ARGS)

bench: setup ## measure the figures that the project claims
	$(CHECKS) bench

prove: setup ## the long versions of the proofs
	@bin/bootstrap chromium
	$(CHECKS) prove

screenshots: setup ## take the pictures in docs/images of a running demo: make screenshots PORT=8000
	@bin/bootstrap chromium
	@exec .venv/bin/python -m tests.journeys.screenshots http://127.0.0.1:$(PORT)
