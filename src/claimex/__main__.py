"""``python -m claimex``: the command, where its script is not on the path."""

from claimex.cli import main

main()
