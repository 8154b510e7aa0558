"""Notebooks run, pages and workbooks written, packs handed over."""
