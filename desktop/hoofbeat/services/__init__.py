"""What a person can do, without Qt: one short keyword-only function per act; long work is a generator of progress."""
