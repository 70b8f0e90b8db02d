"""Words for what the services refuse, one table per noun."""
