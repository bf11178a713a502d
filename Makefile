# Quiver's commands: `make help` lists them. Each sets up what it needs by itself.

.DEFAULT_GOAL := help
# Steps share .venv and models/, so they run one after the other, also under -j.
.NOTPARALLEL:

PYTHON := .venv/bin/python
# Tests run in two processes, side by side.
TWO := -n 2 --dist loadgroup
# The domain may be one file, Rasa's default, or a folder.
VALIDATE := $(if $(wildcard domain/*),--domain domain)

export RASA_TELEMETRY_ENABLED := false
export OMP_NUM_THREADS := 1
export TF_CPP_MIN_LOG_LEVEL := 2
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONHASHSEED := 0
# Texts are UTF-8, whatever the terminal is set to.
export PYTHONUTF8 := 1
# Settings of other environments would reach into .venv.
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

.PHONY: help run shell train tune test test-slow coverage screenshots eval eval-cases transcripts bench renderings check format setup setup-dev lock clean

help: ## list the commands (also what plain `make` does)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s  %s\n", $$1, $$2 }' Makefile

run: setup ## set up, train if needed and serve the bot on 127.0.0.1; reads .env
	@set -a; [ ! -f .env ] || . ./.env; set +a; $(PYTHON) -m quiver run $(ARGS)

shell: setup ## set up, train if needed and talk to the bot in the terminal
	@$(PYTHON) -m quiver shell $(ARGS)

train: setup ## train the model, if anything it is made from has changed
	@$(PYTHON) -m quiver train $(ARGS)

tune: setup ## learn anew what MiniLM makes of clauses (half an hour; after changes in data/clauses)
	@$(PYTHON) -m tuning </dev/null

test: browser ## train if needed and run the tests
	@$(PYTHON) -m quiver train </dev/null
	@$(PYTHON) -m pytest -m "not slow" $(TWO) $(ARGS)

test-slow: browser ## train if needed and run the tests that take minutes
	@$(PYTHON) -m quiver train </dev/null
	@$(PYTHON) -m pytest -m slow $(TWO) $(ARGS)

coverage: browser ## run the tests and tell which lines they miss
	@$(PYTHON) -m quiver train </dev/null
	@$(PYTHON) -m pytest -m "not slow" --cov --cov-report=term-missing:skip-covered $(ARGS)

screenshots: browser ## write the pictures of the web chat anew (docs/screenshots)
	@$(PYTHON) -m quiver train </dev/null
	@$(PYTHON) -W ignore -m tests.web.screenshots $(ARGS)

eval: setup ## train if needed and measure how well people are understood (docs/understanding.md)
	@$(PYTHON) -m evaluation $(ARGS) </dev/null

eval-cases: setup ## let simulated people talk with the bot and judge how it ends (docs/cases.md)
	@$(PYTHON) -m evaluation.cases $(ARGS) </dev/null

transcripts: setup ## write the conversations of docs/transcripts anew
	@$(PYTHON) -m evaluation.transcripts $(ARGS) </dev/null

bench: setup ## train if needed and measure how fast a message is read, on one core
	@$(PYTHON) benchmarks/parse_speed.py $(ARGS) </dev/null
	@$(PYTHON) benchmarks/growth.py </dev/null

renderings: setup ## write one conversation as each channel shows it (docs/renderings)
	@$(PYTHON) -W ignore -m channels.renderings </dev/null

check: setup-dev ## check style, types, training data and the domain against the code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m rasa data validate $(VALIDATE)
	$(PYTHON) -m pytest tests/contracts

format: setup-dev ## format the code and mend what the linter can mend
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

setup: ## install what running needs into .venv (the other commands do it)
	@sh scripts/setup.sh </dev/null

setup-dev: setup ## install what testing needs as well
	@sh scripts/setup.sh dev </dev/null

.PHONY: browser
browser: setup-dev
	@sh scripts/get_chromium.sh </dev/null

lock: setup-dev ## write the pinned requirements anew (ARGS=--upgrade for newer ones)
	@uv=$$(sh scripts/get_uv.sh $(PYTHON) | tail -n 1) && $(PYTHON) scripts/lock.py "$$uv" $(ARGS)

clean: ## delete the environment, trained models and caches (not conversations)
	rm -rf .venv .venv-uv .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	rm -f models/*.tar.gz models/stock/*.tar.gz
