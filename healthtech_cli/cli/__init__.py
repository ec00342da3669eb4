"""Arguments in, exit codes out, no decisions."""
