"""Own named areas, such as a kern or a stadsdeel: sets of buurten or wijken, of a file, a link or the installation."""
