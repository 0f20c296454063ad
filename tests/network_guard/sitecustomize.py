"""Python runs this at the start of every child process of a test, so that the guard holds there too."""

from tests.network_guard import guard

guard.install()
