"""``python -m claimex``: the command, where its script is not on the path."""

from _claimex import main

main()
