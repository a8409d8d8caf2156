"""What other systems read: areas, snapshots and scenarios as plain values, and the declaration of their addresses."""
