"""What a page says when a service refuses, one file per noun."""
"""What pages say when a service refuses, one file per noun."""
