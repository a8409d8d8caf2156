"""How fast and how large: run with ``python -m benchmarks``; outside the tests, since machines differ."""
