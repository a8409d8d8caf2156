"""Sources: each module speaks one service's language and gives figures in one common form (`levering`)."""
