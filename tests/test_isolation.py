"""What the suite itself promises: no network, nothing of the developer's environment."""

from __future__ import annotations

import os
import socket

import pytest


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_no_test_reaches_the_network_not_even_this_machine(host: str) -> None:
    with socket.socket() as client, pytest.raises(RuntimeError, match="Network is disabled"):
        client.connect((host, 9))


def test_settings_of_the_shell_do_not_reach_a_test() -> None:
    foreign = [name for name in os.environ if name.startswith(("CLAIMEX_", "OPENAI_"))]
    assert foreign == []
