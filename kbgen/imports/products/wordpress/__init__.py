"""What WordPress exports: WXR, an RSS feed with elements of its own."""
