"""The rules that articles are held to: their codes, their levels, and what each looks for."""
