"""Pieces of the pages that know of Streamlit: components, cached data, the shell around every page."""
