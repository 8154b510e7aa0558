"""Policy documents into rows of a register, with what is worth checking in each.

A value goes this way: `opening` gives lines, `statements` and `sentences` find labels and what stands at
them, `values` reads that as dates and cycles, `row` decides what the register gets, `findings` says what to
check.
"""
