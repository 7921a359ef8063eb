# The commands of this project, the same for people and CI. `make help` lists them.
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT
PYTHON_FILES := manage.py oneipo core accounts notifications rights payments transactions casework filling portal staff api stubs tests deploy
RUN := .venv/bin/python

.PHONY: help
help: ## Lists the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/installed: uv.lock pyproject.toml
	@deploy/install
	@touch $@

.venv/installed-dev: uv.lock pyproject.toml
	@deploy/install dev
	@touch $@ .venv/installed

.PHONY: install
install: .venv/installed ## Installs the locked dependencies into .venv
	@deploy/system-libraries

.PHONY: install-dev
install-dev: .venv/installed-dev
	@deploy/system-libraries browser

.PHONY: up
up: install ## Starts everything, with a demonstration register, and says where and as whom to sign in
	@exec setpriv --pdeathsig TERM $(RUN) -m oneipo.up

.PHONY: reset
reset: .venv/installed ## Empties the demonstration's data
	@$(RUN) -m oneipo.reset

.PHONY: test
test: install-dev ## Runs the suite with the main journey in a browser
	$(RUN) -m pytest -m "not journey" -n 2 --dist loadfile -q $(ARGS)
	$(RUN) -m pytest -m "main_journey" -q $(ARGS)

.PHONY: journeys
journeys: install-dev ## Runs every browser journey and page check
	$(RUN) -m pytest -m "journey and not main_journey" -q $(ARGS)

.PHONY: check
check: .venv/installed-dev ## Format, lint, types, layers, migrations, templates, documents
	$(RUN) -m ruff format --check $(PYTHON_FILES)
	$(RUN) -m ruff check $(PYTHON_FILES)
	.venv/bin/lint-imports
	$(RUN) -m mypy
	$(RUN) -m djlint --lint --quiet templates
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check
	$(RUN) manage.py workflow_page --check
	$(RUN) manage.py api_description --check
	$(RUN) -m pytest -q tests/architecture/test_documents.py
	$(RUN) manage.py catalogue --check

.PHONY: lint-api
lint-api: ## Holds the API's description to the rules of a linter (needs Node.js 20)
	@cd deploy/api-lint && npm ci --silent --no-audit --no-fund
	@cd deploy/api-lint && REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npx redocly lint ../../docs/api/openapi.json

CLIENT ?= build/oneipo-client
.PHONY: client
client: .venv/installed-dev ## Writes a Python client of the API, made from its description
	@PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/openapi-python-client generate --path docs/api/openapi.json \
		--config deploy/api-client.yml --meta setup --output-path "$(CLIENT)" --overwrite --fail-on-warning

.PHONY: format
format: .venv/installed-dev ## Formats the code
	$(RUN) -m ruff format $(PYTHON_FILES)
	$(RUN) -m ruff check --fix $(PYTHON_FILES)

.PHONY: new-type
new-type: install-dev ## Writes the folder of a new transaction type: make new-type NAME=change_something
	$(RUN) manage.py new_type $(NAME)

.PHONY: bench
bench: install-dev ## Takes the benchmarks and writes build/bench.json
	$(RUN) -m tests.performance.bench
