SELECT name, value FROM facts ORDER BY name
