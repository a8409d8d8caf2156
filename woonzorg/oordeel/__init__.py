"""The verdict on an area: class, concentration, what it rests on and what it means, with its words."""
