"""What is said about what is owed: to whom, when, in which words (N-05, N-06, N-08, N-10 to N-13, N-17, N-18)."""
