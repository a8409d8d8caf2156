"""What stands around every page: looks, language, headings, and getting ready."""
