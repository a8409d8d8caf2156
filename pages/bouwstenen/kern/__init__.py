"""Own named areas on a page: those of the installation, of this browser and of a link."""
