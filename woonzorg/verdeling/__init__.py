"""Fair share: groups, demand, rules, the optimum, simple keys, scenarios and the years (methode: Demand to Years).

Nothing here imports streamlit. Arrows run one way: scenario → model → regels → situatie → veld, vraag, groepen.
"""
