"""What a person typed about pupils, families, classes and teachers, cleaned; one file per noun."""
