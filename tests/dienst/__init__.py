"""A local HTTP server that speaks like the three data services, for tests of the whole loading chain.

Recorded answers are served unchanged; elsewhere the services' documented shapes carry real values.
What is no real value is named so here, in functions that start with ``standin_`` (a real figure of something
near it) or ``guess_`` (made up, but always the same), and nowhere else.
"""

from .faults import Fault
from .server import Dienst
from .waarden import Waarden

__all__ = ["Dienst", "Fault", "Waarden"]
