"""The YAML files beside `mkdocs.yml` that say how kbgen works for a company: mail, notices, goals."""
