"""What pages say when a service refuses, one file per noun: WORDS by code."""
