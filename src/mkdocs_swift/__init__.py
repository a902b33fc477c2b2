"""Hastens MkDocs."""
