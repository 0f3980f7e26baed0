"""Backups: made, tried, listed, put back."""
