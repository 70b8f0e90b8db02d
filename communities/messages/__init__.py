"""What notices about communities and duties say, one file per noun: lazy words, read in each person's language."""
