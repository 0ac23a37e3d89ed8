-- A day whose figures have to be made anew.
UPDATE rolled SET seen = '[]' WHERE day = :day
