"""The opgave: demand, supply and shortage as published, recomputed, and what is left of a shortage under assumptions.

The published figures are those of the regional vision 'Iédereen een thuis' (Parkstad Limburg), tables 1 to 6.
"""
