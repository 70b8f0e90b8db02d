"""What people do in the registers, one file per noun. Each is one transaction; `by` is the person acting."""
