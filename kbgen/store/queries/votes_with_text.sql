-- Candidates for forgetting a text: the exact comparison, which folds case in every script, is made in Python.
SELECT id, comment FROM votes WHERE comment IS NOT NULL
