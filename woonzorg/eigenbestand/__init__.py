"""Files that a planner gives: spreadsheets, csv and GeoJSON, read as tables whose rows are numbered as they are seen.

`lezen` turns bytes into sheets, `tabel` sheets into the tables that a template describes (`vorm`), `getal` cells into
numbers. Nothing in a file runs; a file is looked at before it is unpacked; whatever could hurt or mislead is refused.
"""
