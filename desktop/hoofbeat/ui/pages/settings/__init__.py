"""Settings and backup: how it looks, who is writing, where the record is, its copies and its passphrase."""
