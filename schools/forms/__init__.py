"""What a person typed about where and when, cleaned; one file per noun."""
