"""The permissions that this app's pages ask for, by word: accounts, which lists them all, stands above."""

SCHOOL_CREATE = "school_create"
SCHOOL_SETUP = "school_setup"
