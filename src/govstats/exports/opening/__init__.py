"""Files opened safely: what a file is by its content, its tables as columns of raw cells, or a refusal.

All but `process` runs in a child process of its own, which a hostile file may ruin. So the modules here import neither
pandas nor the rest of govstats: a child that starts in 30 milliseconds costs nobody a wait. Policy documents are read
through the same door.
"""
