"""What a page says when a service refuses, one file per noun."""
"""What pages say when a service refuses, one file per noun."""
"""What a page says when a service about communities refuses: WORDS by code, one file per noun."""
"""What a page says when a service of the communities refuses, one file per noun."""
