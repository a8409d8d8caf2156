"""Pages of the dashboard; each reads like its screen."""
