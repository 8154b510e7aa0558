"""Files of an organisation's folder into `Records`."""
