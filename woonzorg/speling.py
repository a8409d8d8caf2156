"""Tolerances: how far two numbers may differ and still count as one, each with why it is needed.

A computer adds 0.1 ten times to 0.9999999999999999. Without these a whole number of homes would lose one, a tie would
become a win, and a solver would be held to more digits than it gives.
"""

from __future__ import annotations

RUIS = 1e-9
"""Noise of sums of floating-point numbers, in the unit of what is added up (homes, households, scores): what lies this
close below a whole number is that number."""

AFRONDING = 1e-12
"""Rounding of one product or quotient, relative: it must not turn a tie with a limit into a win or a loss."""

GELIJK = 1e-9
"""Two numbers that were worked out along different ways are one where they differ no more than this, relatively."""

OPLOSSER = 1e-6
"""Play for the solver when an objective is kept while the next is sought: its own answers are exact to 1e-7."""

OPLOSSER_GAT = 1e-7
"""Distance to the bound, in the unit of the objective, at which the solver calls an answer proven."""
