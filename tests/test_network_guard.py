"""The guard that makes "no internet socket in the whole suite" true must be able to fail."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.network_guard import guard


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_an_internet_socket_is_refused(family: socket.AddressFamily) -> None:
    with pytest.raises(guard.InternetSocketError):
        socket.socket(family)
    assert guard.refused
    guard.refused.clear()


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(guard.InternetSocketError):
        socket.getaddrinfo("localhost", 80)
    guard.refused.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs local sockets")
def test_a_local_socket_is_not_the_network() -> None:
    with socket.socket(socket.AF_UNIX):
        assert not guard.open_internet_sockets()


def test_a_python_child_is_guarded_too() -> None:
    child = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], capture_output=True, text=True, check=False
    )
    assert child.returncode != 0
    assert "InternetSocketError" in child.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads what the Linux kernel knows")
def test_a_socket_opened_past_python_is_found() -> None:
    import ctypes
    import os

    handle = ctypes.CDLL(None).socket(int(socket.AF_INET), int(socket.SOCK_DGRAM), 0)
    try:
        assert guard.open_internet_sockets()
    finally:
        os.close(handle)
