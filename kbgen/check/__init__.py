"""`kbgen check`: everything that is wrong with a site, without building it."""
