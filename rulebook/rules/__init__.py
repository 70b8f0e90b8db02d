"""What a requirement asks of whom, and whether it was done: plain values in and out, no database, no clock."""
