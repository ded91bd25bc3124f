# `make run` starts the program, `make test` proves it. Both make ready what they need the first time.

PYTEST_WORKERS ?= 2
venv := .venv/bin
ARGS ?=

.PHONY: run test check bench soak screens pictures forms dist dist-test clean ready ready-for-tests ready-to-pack

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

# What this machine can build, in dist/: wheel and source archive, and on Linux deb, rpm, tar.xz and AppImage.
dist: ready-to-pack
	for verb in wheel freeze deb rpm archive appimage sbom checksums; do \
		$(venv)/python packaging/build.py $$verb || exit 1; done

# Installs and starts what `make dist` built, in bare systems of its own; needs root for them.
dist-test: ready-to-pack
	$(venv)/pytest -m dist -v -o faulthandler_timeout=1700 $(ARGS)

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find visioneditor tests -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@packaging/setup.sh run

ready-to-pack: ready-for-tests
	@packaging/setup.sh pack

ready-for-tests:
	@packaging/setup.sh test
