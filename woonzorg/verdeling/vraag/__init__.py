"""What is asked: groups, lines of demand, and the numbers of the method."""
