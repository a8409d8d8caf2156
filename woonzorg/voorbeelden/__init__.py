"""What was done elsewhere: the examples of the magazine, for whom they fit, and what Parkstad itself advised."""
