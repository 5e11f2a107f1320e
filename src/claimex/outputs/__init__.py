"""Results for people: tables and reports."""
