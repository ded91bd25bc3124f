# `make run` starts the program, `make test` proves it. Both make ready what they need the first time.

PYTEST_WORKERS ?= 2
venv := .venv/bin
ARGS ?=

.PHONY: run test check bench soak screens pictures forms clean ready ready-for-tests

run: ready
	@exec $(venv)/python -m visioneditor $(ARGS)

test: check
	$(venv)/pytest -n $(PYTEST_WORKERS) --dist worksteal $(ARGS)

check: ready-for-tests
	$(venv)/ruff format --check .
	$(venv)/ruff check .
	$(venv)/python packaging/build_forms.py --check
	$(venv)/lint-imports
	$(venv)/mypy

bench: ready-for-tests
	$(venv)/python -m tests.benchmarks.run $(ARGS)

soak: ready-for-tests
	VISIONEDITOR_SOAK=1 $(venv)/pytest -n $(PYTEST_WORKERS) --dist worksteal -m "hypothesis or soak" \
		--timeout 3600 -o faulthandler_timeout=3600 $(ARGS)

screens: ready-for-tests
	$(venv)/pytest -m journey $(ARGS)
	@echo "The pictures are in build/screens/."

pictures: ready
	rm -rf build/pictures
	VISIONEDITOR_DATA=$(CURDIR)/build/pictures packaging/take_pictures.sh docs/pictures

forms: ready-for-tests
	$(venv)/python packaging/build_forms.py

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find visioneditor tests -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@packaging/setup.sh run

ready-for-tests:
	@packaging/setup.sh test
