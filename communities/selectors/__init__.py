"""Reads of the communities that join several models."""
