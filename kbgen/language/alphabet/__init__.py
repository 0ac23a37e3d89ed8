"""The order of the alphabet of each language, and the letters that lists stand under."""
