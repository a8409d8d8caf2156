"""Charts: what a picture shows, described once, and how that is drawn for paper and for the screen.

A chart is drawn of figures that were worked out elsewhere; nothing here knows of Streamlit.
"""
