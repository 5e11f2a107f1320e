"""Engines read a document and say what they saw, as drafts."""
