"""Words for refusals, one file per noun."""
