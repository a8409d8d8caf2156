"""Loading a region: every source is asked, joined, checked and published, in a process of its own if asked."""
