#!/usr/bin/env python
"""Django's command line. On a developer's machine use ./dev manage, which finds the engines first."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")
    execute_from_command_line(sys.argv)
