"""What each document asks of the small school in the autumn term of 2026, typed by hand from the text.

One module a document. Each line of a table is: requirement | article | who owes it about what | how many | opens..due |
state on 1 December with nothing done | records that make it done. acceptance.py says how a line is read.
"""
