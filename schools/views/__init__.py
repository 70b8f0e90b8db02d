"""Pages about where and when, one file per noun."""
