"""Text itself, whatever it is about: what people give is decoded, what is shown is written plain, tables as csv."""
