"""The command line: services in, text or JSON out, without a display. May import services, the reference and wording."""
