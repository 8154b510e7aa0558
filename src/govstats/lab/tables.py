"""Tables that can be sorted and searched, without a network."""

# JupyterLab writes the cells of every table to the right, and words are read from the left. The colours are those of
# JupyterLab's theme, light or dark, whatever the library makes of it.
_CSS = """
.dt-container { overflow-x: auto; background: none; color: var(--jp-content-font-color1, inherit);
  --dt-html-background: var(--jp-layout-color1, white); --dt-row-hover: 128, 128, 128; --dt-row-stripe: 128, 128, 128; }
.dt-container table.dataTable :is(th, td):not(.dt-type-numeric) { text-align: left; }
.dt-container table.dataTable td { max-width: 26rem; white-space: normal; vertical-align: top; }
.dt-container table.dataTable tbody tr:hover { background: rgb(128 128 128 / 20%); }
.dt-container :is(input, select, .dt-paging-button.dt-paging-button) {
  color: inherit !important; background: var(--jp-layout-color1, white) !important;
  border: 1px solid var(--jp-border-color1, #767676) !important; }
"""


def sortable_tables() -> None:
    """Show every table of the notebook from here on so that it can be sorted and searched.

    What that needs is put into the notebook once, by the cell that calls this.
    """
    import itables

    options = itables.options
    options.text_in_header_can_be_selected = False  # a click on it sorts
    options.display_logo_when_loading = False
    options.maxBytes = "1MB"  # a larger table is shown in part, and says so
    options.classes = "display compact"
    options.style = "table-layout:auto;width:max-content;max-width:none;margin:0;caption-side:top"
    options.css = _CSS
    itables.init_notebook_mode(connected=False)
