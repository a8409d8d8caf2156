"""What the tests of a distribution share stands beside this file: `veldmaken`, `orakel` and `jarenorakel`."""
