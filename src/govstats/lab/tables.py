"""Tables that can be sorted and searched, without a network."""


def sortable_tables() -> None:
    """Show every table of the notebook from here on so that it can be sorted and searched.

    What that needs is put into the notebook once, by the cell that calls this.
    """
    import itables

    itables.options.display_logo_when_loading = False
    itables.options.layout = {"topStart": "search", "topEnd": None, "bottomStart": "info", "bottomEnd": "paging"}
    itables.options.pageLength = 10
    itables.options.maxBytes = "1MB"  # a larger table is shown in part, and says so
    itables.options.classes = "display compact"
    itables.options.style = "table-layout:auto;width:auto;margin:0;caption-side:top"
    itables.init_notebook_mode(connected=False)
