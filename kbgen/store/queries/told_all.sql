SELECT destination, item, at FROM told
