"""From the desk into git: changes of files as a pull request on a forge, or as a patch."""
