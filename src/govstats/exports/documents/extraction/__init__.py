"""The words of a document, line by line, whatever its format.

This package runs in a process of its own (`child.py`). It imports the standard library and pypdf, and
nothing of govstats, so that a hostile document meets as little as possible.
"""
