"""One description of a map (`beeld.Kaart`) and its renderers.

`vormen` draws the outlines once, `thema` and `kleuring` colour them, `telling` counts what the legend says,
`svg` renders for screen and paper, `doek` for a country on screen,
`hoogte` and `dek` with height columns. Nothing here knows of Streamlit.
"""
