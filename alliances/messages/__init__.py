"""What notices about alliances say, one file per noun: lazy words, read in each person's language."""
