"""What writers start and move: `kbgen init`, `new`, `rename` and `retire`."""
