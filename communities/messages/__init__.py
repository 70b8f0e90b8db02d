"""What notices say, one file per noun: subject, body and address for notices.services.send."""
"""What notices about communities and duties say, one file per noun."""
"""What a notice about communities says: lazy words, so that each person reads the own language."""
"""What the notices of communities say, one file per noun."""
