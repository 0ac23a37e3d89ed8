"""How pages look: templates, styles, scripts, icons, and the texts that scripts show."""
