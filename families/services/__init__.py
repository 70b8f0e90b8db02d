"""What is done to families' accounts and consents."""
