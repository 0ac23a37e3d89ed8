"""The collector as a server: who may write, and what is answered."""
