"""What is seen as a readable link, and back."""
