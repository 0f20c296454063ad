"""The one window: its frame, its list of pages, its commands, the journal open in it, and what stands there while none is."""
