"""Where a figure comes from: a source, or a formula on other figures."""
