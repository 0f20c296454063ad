"""The ten-minute catch-up: one question at a time, each can be skipped, and it goes on where it was left."""
