"""A region beside the country, the provinces and named sets of gemeenten: counted alike, in the same data."""
