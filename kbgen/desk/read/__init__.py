"""What the desk knows: figures of the report, readers' comments, what people decided."""
