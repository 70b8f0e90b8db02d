"""Some years of an alliance of four schools: told first as a chronicle, then lived in the portal by its services."""
