"""Pages of the register import, one file per stage."""
