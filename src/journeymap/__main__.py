"""`python -m journeymap` is the program."""

import sys

from journeymap.cli import main

sys.exit(main())
