"""What the first pages show, one file per question."""
