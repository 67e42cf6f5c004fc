# Alles begint met één van deze opdrachten; het werk zelf staat in scripts/.
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup ontwikkel demo test bench lint format taal slot schoon

help: ## toon deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## bouw .venv/ met de vastgelegde afhankelijkheden
	@scripts/omgeving.sh

ontwikkel: ## bouw .venv/ met alles om te ontwikkelen, en zet de controles voor elke commit
	@scripts/omgeving.sh requirements-dev.txt
	@.venv/bin/pre-commit install

demo: ## database, demo, rapport in rapport/ en webserver (PORT=8000, ZONDER_SERVER=1)
	@scripts/demo.sh

test: ## alle controles en proeven, op SQLite en op PostgreSQL met Redis (PROEVEN=tests/meldingen)
	@scripts/toets.sh

bench: ## meet snelheid en geheugen op SQLite en op een tijdelijke PostgreSQL (METEN="invoer rapport")
	@scripts/meet.sh

lint: ## alleen opmaak, regels, typen, pijlen en migraties
	@scripts/controles.sh

format: ## herstel opmaak en wat ruff zelf kan
	@scripts/omgeving.sh requirements-dev.txt
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

taal: ## werk de vertalingen in locale/ bij, en zeg wat er ontbreekt
	@scripts/omgeving.sh
	@$(PY) -m scripts.taal

slot: ## leg de afhankelijkheden opnieuw vast (NIEUW=1 neemt de nieuwste)
	@scripts/slot.sh

schoon: ## verwijder .venv, caches en rapport/; data/ en .env blijven staan
	@rm -rf .venv rapport .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
