"""The profile of an area: eight themes, seven criteria and nine conditions of the vision (§5.2, §6.14, §6.15).

Each with its figures beside those of wijk, gemeente, region and country, or the words that nothing open exists.
No score, no sum and no order: what is shown here decides nothing.
"""
