"""What readers' and writers' assistants ask a built site over the Model Context Protocol: `kbgen mcp`."""
