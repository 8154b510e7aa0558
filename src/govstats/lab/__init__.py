"""JupyterLab for the manager and the analyst: how it is opened, and the form of `start_here.ipynb`."""
