"""Who asks, and what they may: sign-in, proxies, roles, forgery."""
