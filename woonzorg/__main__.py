"""Entry of ``python -m woonzorg``."""

from woonzorg.opdracht.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main())
