"""Odd things that people and scripts type."""

ODD = {
    "empty": "",
    "very long": "x" * 10_000,
    "NUL": "a\x00b",
    "script": "<script>alert(1)</script>",
    "right to left": "مشروع \u202e من اليمين",
    "a date that is not": "31 2 2027",
}
