# What CI checks, in parts. `make check` is what to run before a push; `.ci/run` does the same and more, from a bare machine.
.PHONY: lock sbom help setup style types walls licences images static test check

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: ## install for development (builds llama-cpp-python: needs a C compiler)
	pip install -e ".[test]"

style: ## formatting and lint
	ruff check .
	ruff format --check .

types: ## strict types
	mypy

walls: ## which room may import what
	lint-imports --no-cache

licences: ## every file says its licence (REUSE)
	reuse lint --quiet

images: ## the container's recipe
	hadolint Dockerfile

static: style types walls licences images ## all that needs no tests

test: ## tests that need no models, no office suite, no tesseract and no browser; in a process for each core
	pytest tests/unit tests/ui -n auto -m "not office and not ocr"

check: static test ## before a push

lock: ## requirements.lock: exact versions with hashes, for deployment (needs uv)
	.ci/lock

sbom: ## sbom.json: what is installed, and the models (CycloneDX)
	python deploy/sbom.py sbom.json
