"""Exports: pure functions from records to bytes. No database, no model, no screen."""
