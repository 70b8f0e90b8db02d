"""From cleaned rows and the school's register to what applying would do. Plain values; no database."""
