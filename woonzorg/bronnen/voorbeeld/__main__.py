"""``python -m woonzorg.bronnen.voorbeeld``: publish the fictional region anew in the package."""

import sys

from woonzorg.bronnen.voorbeeld import publish_voorbeeld
from woonzorg.instelling import INGEBOUWD

if __name__ == "__main__":
    snapshot = publish_voorbeeld(INGEBOUWD)
    sys.stderr.write(f"Gepubliceerd: {snapshot.map}\n")
