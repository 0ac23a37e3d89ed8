-- It ended, and may be told again when it comes back.
DELETE FROM told WHERE destination = :destination AND item = :item
