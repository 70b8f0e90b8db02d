"""A round as a workbook: written as a template, read back, compared with what the portal holds."""
