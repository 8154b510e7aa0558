"""Notebooks run in forked children of a warm process, which has imported once what each of them would import again.

The pieces, from the ground up: `link`, a line between two processes; `forking`, the warm process, and `forks`, those
who have it fork; `shell`, a child that runs cells as a kernel does, and `kernel`, its notebook's side under papermill
and nbclient; `provisioner`, a child that is a kernel. `choice` says where all this is to be had. Nothing here knows
what the notebooks are about.
"""
