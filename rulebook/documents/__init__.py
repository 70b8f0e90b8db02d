"""The twelve documents as data: their shape, their reading and their checking. No database."""
