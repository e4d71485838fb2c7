# Every target sets up what it needs on a fresh machine: Python 3.11 or newer is enough.
.DEFAULT_GOAL := help
.PHONY: help run test bench clean

help:
	@echo "make run              open the app; without a screen, write the demo and its minutes"
	@echo "make run FILE=...     open the app on a file"
	@echo "make test             style, types and all tests"
	@echo "make test ARGS='...'  the same, with arguments for pytest"
	@echo "make bench            the benchmarks, as ratios measured in one run"
	@echo "make clean            remove the virtual environment and everything built"

run:
	@bash .ci/setup run
	@bash .ci/open "$(FILE)"

test:
	@bash .ci/setup test
	@bash .ci/check $(ARGS)

bench:
	@bash .ci/setup test
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} .venv/bin/python -m pytest -m benchmark -s $(ARGS)

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
