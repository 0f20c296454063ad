"""Taking the record along: everything in open forms, and an encrypted copy for somebody else."""
