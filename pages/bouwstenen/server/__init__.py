"""What stands between the network and the pages: which names and addresses are answered, and with which headers."""
