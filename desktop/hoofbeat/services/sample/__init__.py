"""The record of a made-up person."""

from hoofbeat.services.sample.record import fill

__all__ = ["fill"]
