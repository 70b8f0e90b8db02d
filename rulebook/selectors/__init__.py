"""Reads that join what the documents say with what a school is and did."""
