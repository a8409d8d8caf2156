"""What pages share: each part with its script and looks beside it."""
