"""Pages of the reports, one file per noun."""
