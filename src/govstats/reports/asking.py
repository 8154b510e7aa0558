"""What a report asks for, in the words of the command line and of the form."""

LABELS = {
    "folder": "Folder",
    "term": "Term",
    "as_at": "As at",
    "school": "School",
    "profile": "Who it is for",
    "out": "Where to",
    "pdf": "PDF",
}
EXPLAINED = {
    "folder": "The organisation's folder, which holds govstats.toml.",
    "term": 'The term, for example "Autumn 2025".',
    "as_at": "The day to report on. Without one: the term's last day, or today before that.",
    "school": "One school's page only.",
    "profile": "Who it is for: board, or public for a website; what govstats.toml says, else board.",
    "out": "Where the run's folder is made.",
    "pdf": "Print each page to PDF too, with an installed browser.",
}
OR_ADDRESS = "Or an address, such as s3://bucket/trust."
